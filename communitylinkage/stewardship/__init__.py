"""Keeping it safe, running it, getting it back: backups and their restoring, how long each thing is
kept and how it is erased, what is held about a reference, whether an installation is in order.

It reads tables of every part, and opens nothing: it has no key of anybody. It must never bring back
what was destroyed: the lock store has one copy only, the latest.
"""
