"""The contact log of a community, and its next steps."""
