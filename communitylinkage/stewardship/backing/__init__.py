"""Backups: `keeping` (the recovery key, where they lie), `archive` (one encrypted file), `sqlite`
and `postgres` (a copy of a database in use, and putting it back), `taking`, `restoring`.
"""
