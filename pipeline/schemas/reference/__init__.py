"""Who and what the facts are about, and where they come from."""
