"""Business acts on logins, people, consents and messages."""
