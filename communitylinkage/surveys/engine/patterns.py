"""Patterns of regex() by RE2: in linear time whatever is typed, so no letters hold a server.

RE2 knows no looking ahead or back and no back references; JavaRosa and Enketo do. A pattern that
stands in the form as it is and that RE2 does not know is a problem of the form.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2

from .problems import Problem, UnreadableError

LONGEST_PATTERN, LONGEST_TEXT = 500, 1000
_OPTIONS = re2.Options()
_OPTIONS.log_errors = False


@lru_cache(maxsize=512)
def compiled(pattern: str) -> Any:
    """The pattern, ready; what is wrong with it as a text where it cannot be used."""
    if len(pattern) > LONGEST_PATTERN:
        return f"longer than {LONGEST_PATTERN}"
    try:
        return re2.compile(pattern, options=_OPTIONS)
    except (re2.error, UnicodeError) as error:
        return str(error)[:200] or "unknown"


def check(pattern: str) -> None:
    """Raises UnreadableError (bad_pattern) where no answer could ever be compared with it."""
    found = compiled(pattern)
    if isinstance(found, str):
        args = {"pattern": pattern[:200], "reason": found}
        raise UnreadableError(Problem("bad_pattern", args=args))


def matches(text: str, pattern: str) -> bool:
    """Whether the whole text fits, as in JavaRosa; nothing fits a pattern that cannot be used."""
    found = compiled(pattern)
    if isinstance(found, str) or len(text) > LONGEST_TEXT:
        return False
    try:
        return found.fullmatch(text) is not None
    except UnicodeError:
        return False
