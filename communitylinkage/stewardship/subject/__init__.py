"""Subject access (GDPR article 15): all that is held about a reference, as values, PDF and JSON."""
