"""The chain: each line carries the hash of the line before it; plain Python."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

BEGINNING = "0" * 64
_ACT = re.compile(r"[a-z][a-z0-9_.-]*")
_REFERENCE = re.compile(r"[A-Za-z0-9_.:/-]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its number in the organisation's chain, and what was done."""

    organisation: str
    number: int
    act: str
    by: str
    reference: str
    at: datetime
    previous: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Where a chain does not hold."""

    organisation: str
    number: int
    what: str


def acceptable(act: str, reference: str) -> bool:
    """Whether both are codes: a name or a sentence would stay for ten years."""
    return bool(_ACT.fullmatch(act) and _REFERENCE.fullmatch(reference))


def hash_of(entry: Entry) -> str:
    """SHA-256 over all of the line but its own hash, in one canonical form."""
    said = [
        entry.organisation,
        entry.number,
        entry.act,
        entry.by,
        entry.reference,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()


def problems(organisation: str, lines: Iterable[Entry], last: int, head: str) -> list[Problem]:
    """What is wrong with one chain.

    Args:
        lines: in the order in which they are stored.
        last, head: number and hash of the last line, kept beside the lines, so that a removed
            end is found as well.
    """
    found, previous, expected = [], BEGINNING, 1
    for line in lines:
        if line.number != expected:
            found.append(Problem(organisation, line.number, "removed or reordered before this"))
        if line.hash != hash_of(line):
            found.append(Problem(organisation, line.number, "changed"))
        elif line.previous != previous and line.number == expected:
            found.append(Problem(organisation, line.number, "does not follow the line before"))
        previous, expected = line.hash, line.number + 1
    if (expected - 1, previous) != (last, head):
        found.append(Problem(organisation, last, "the end is missing"))
    return found


Head = tuple[str, int, str]


class Compared(StrEnum):
    """What came of comparing a hash on paper with the day that it is of."""

    SAME = "same"
    OTHER = "other"
    CHANGED = "changed"
    NO_DAY = "no_day"


def day_hash(day: date, heads: Iterable[Head], previous: str) -> str:
    """SHA-256 over the heads of all chains on a day, and the hash of the day before.

    Args:
        heads: organisation, number and hash of the last line of each chain.
    """
    said = [day.isoformat(), sorted([one[0], one[1], one[2]] for one in heads), previous]
    return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()


def in_groups(hash_: str) -> str:
    """A hash in groups of four, as people read and type it."""
    return " ".join(hash_[at : at + 4] for at in range(0, len(hash_), 4))


def read_hash(typed: str) -> str | None:
    """A whole hash as somebody typed it from paper, with or without gaps; else None."""
    plain = re.sub(r"[\s-]", "", typed).lower()
    return plain if re.fullmatch(r"[0-9a-f]{64}", plain) else None
