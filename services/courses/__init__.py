"""Owns the catalogue, training records and recommendations."""
