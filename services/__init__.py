"""The three services (skills, courses, reporting), what they share (chassis), what they say to each other (contracts)."""
