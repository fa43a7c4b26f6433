"""What people and systems can do with skills: load, decide, save with its events."""
