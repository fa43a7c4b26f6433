"""The benchmark: speed and memory of the real system, beside the bare limits of the same work."""
