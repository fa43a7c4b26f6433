"""Owns people, units, the skill framework, evidence and levels."""
