"""The woman, as little as possible: a random reference. What describes her is sealed elsewhere."""
