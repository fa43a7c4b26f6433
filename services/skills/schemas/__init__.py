"""Shapes of requests and answers of skills."""
