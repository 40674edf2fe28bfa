"""Keys, halves, grants, sealed records. Knows cryptography; must never know whom a record is about.

One mechanism carries the two-step reveal, re-offers, one-time links, withdrawal and erasure
(DESIGN 6): a grant opens a record only with the holder's half and the lock half together.
"""
