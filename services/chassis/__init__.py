"""Plumbing that the services share; knows no service."""
