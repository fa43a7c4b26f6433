"""What the services say to each other: event schemas and topics, with no plumbing."""
