"""What a report is made of: the kinds of its sections, and their order; plain Python."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

Key = TypeVar("Key")
MOST_SECTIONS = 40


class Kind(StrEnum):
    """What a section holds."""

    NARRATIVE = "narrative"
    INDICATORS = "indicators"
    DELIVERABLES = "deliverables"
    MILESTONES = "milestones"
    RISKS = "risks"
    DAYS = "days"
    EVENTS = "events"
    PUBLICATIONS = "publications"
    NEEDS = "needs"
    GAPS = "gaps"
    DEFINITIONS = "definitions"


class Way(StrEnum):
    """Where a section goes."""

    UP = "up"
    DOWN = "down"


def moved(order: Sequence[Key], which: Key, way: Way) -> list[Key]:
    """The same keys, one of them a place higher or lower; at an end it stays."""
    found = list(order)
    at = found.index(which)
    to = max(0, at - 1) if way is Way.UP else min(len(found) - 1, at + 1)
    found.insert(to, found.pop(at))
    return found
