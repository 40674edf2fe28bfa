"""Member check: what those concerned say to a finding, and how it stands."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Said(StrEnum):
    """The answer to "does this say what we meant?"."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Votes:
    """How many said what."""

    yes: int = 0
    partly: int = 0
    no: int = 0

    @property
    def all(self) -> int:
        """How many answered."""
        return self.yes + self.partly + self.no

    @property
    def stands(self) -> bool:
        """Whether more said yes than everything else, and somebody did."""
        return self.yes > self.partly + self.no


def count(answers: Iterable[str]) -> Votes:
    """The votes of one finding."""
    found = Counter(Said(answer) for answer in answers)
    return Votes(found[Said.YES], found[Said.PARTLY], found[Said.NO])


def mark_of(words: str) -> str:
    """What travels with an answer and says to which words it was given."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]
