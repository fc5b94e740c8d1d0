"""Business acts on cards, contributions and the book."""
