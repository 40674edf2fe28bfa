"""Marks of what a page showed, which it sends back: whether it still stands as it was read."""

import json
from hashlib import sha256


def mark_of(told: object) -> str:
    """The same for the same; one other word makes another mark.

    Args:
        told: all that was shown and may change, as plain lists, dictionaries, texts and numbers.
    """
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
