"""What participants and officers type in savings: shape only."""
