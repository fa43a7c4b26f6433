"""How the product is started: servers, topics, sample."""
