"""Associations, ties, the map of them, and what it says in words."""
