"""What help exists: organisations and services in HSDS terms, and the national help lines.

Its owners keep it fresh. Must never know a woman, nor the address of a place that is kept secret.
"""
