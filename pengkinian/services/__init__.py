"""Business acts of the data update."""
