"""`make run` without Docker: real servers from packages, and our processes."""
