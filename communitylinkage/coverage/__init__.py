"""Where women fall through: for each region, language, kind of help and situation, what is there.

Everything is computed from what the directory says, what mentors say about themselves, and what was
counted. Must never know a woman: what was asked is counted by country and month, and shown only
through the gate of `disclosure`.
"""
