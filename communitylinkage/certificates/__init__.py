"""Certificates: given, taken back, printed, looked up, and checked by anybody.

What is given is a credential of `credentials`, kept as its signed text; this app keeps the keys
that sign, which places of the list are revoked, and the public pages. It must never keep a name:
the text holds a salted hash, and whoever prints the paper has to know the name.
"""
