"""What help exists: the national help lines now; organisations and services in HSDS terms next.

Must never know a woman, nor the address of a place that is kept secret.
"""
