"""The checks before signing: one file for each kind of question."""
