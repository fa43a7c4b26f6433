"""Owns the digital plan and the readiness against it."""
