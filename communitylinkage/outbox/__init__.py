"""What is to be sent or done later: a kind and an id, nothing else. Knows no domain."""
