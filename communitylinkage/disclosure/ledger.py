"""All that was published: what readers know by now. It holds no value that was hidden."""

import json
from dataclasses import dataclass, field
from typing import Any

Region = tuple[tuple[str, tuple[str, ...]], ...]  # dimension -> leaves; one left out is whole


@dataclass(frozen=True)
class Statement:
    """A reader knows that the persons in a region over some periods are low..high."""

    region: Region
    periods: tuple[str, ...]
    low: float
    high: float


@dataclass(frozen=True)
class Secret:
    """A region that must stay at least so wide for readers of its audience."""

    region: Region
    periods: tuple[str, ...]
    width: int


@dataclass(frozen=True)
class Entry:
    """One publication: what it says, what it keeps, what it left hidden, all leaves it counted."""

    series: str
    audience: str
    rank: int
    periods: tuple[str, ...]
    statements: tuple[Statement, ...]
    secrets: tuple[Secret, ...]
    hidden: tuple[Region, ...]
    leaves: Region = ()


@dataclass(frozen=True)
class Ledger:
    """Publications in order; adding one gives a new ledger."""

    entries: tuple[Entry, ...] = field(default=())

    def add(self, entry: Entry) -> "Ledger":
        """The ledger after one more publication; the same one twice is kept once."""
        return self if entry in self.entries else Ledger((*self.entries, entry))

    def of(self, series: str, rank: int) -> tuple[Entry, ...]:
        """What a reader of this rank has seen of a series."""
        return tuple(e for e in self.entries if e.series == series and e.rank <= rank)

    def to_json(self) -> str:
        """For keeping; `from_json` gives the same ledger back."""
        return json.dumps([_plain(entry) for entry in self.entries], separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Ledger":
        """Raises ValueError, KeyError or TypeError where the text is not a ledger's."""
        return cls(tuple(_entry(one) for one in json.loads(text)))


def _plain(entry: Entry) -> dict[str, Any]:
    return {
        "series": entry.series,
        "audience": entry.audience,
        "rank": entry.rank,
        "periods": entry.periods,
        "statements": [[s.region, s.periods, s.low, s.high] for s in entry.statements],
        "secrets": [[s.region, s.periods, s.width] for s in entry.secrets],
        "hidden": entry.hidden,
        "leaves": entry.leaves,
    }


def _region(plain: list[Any]) -> Region:
    return tuple((name, tuple(leaves)) for name, leaves in plain)


def _entry(plain: dict[str, Any]) -> Entry:
    return Entry(
        plain["series"],
        plain["audience"],
        plain["rank"],
        tuple(plain["periods"]),
        tuple(
            Statement(_region(r), tuple(p), low, high) for r, p, low, high in plain["statements"]
        ),
        tuple(Secret(_region(r), tuple(p), width) for r, p, width in plain["secrets"]),
        tuple(_region(r) for r in plain["hidden"]),
        _region(plain["leaves"]),
    )
