"""The mentors' own rest, and their private words to a supervisor."""
