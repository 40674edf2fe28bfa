"""Passkeys: another second step beside the code. They say who; the password alone opens a key.

Why so, and what they are not: docs/decisions/0020-passkeys.md.
"""
