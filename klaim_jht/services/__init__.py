"""Business acts on claims and their payments."""
