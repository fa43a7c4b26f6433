"""Containers, their settings and their images, held to what the code says."""
