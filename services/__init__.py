"""The three services, what they share (chassis) and what they say (contracts)."""
