"""What the gate lets out: readers see these cells; nothing else may be shown, drawn or exported."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from communitylinkage.disclosure.ledger import Entry
from communitylinkage.disclosure.primary import Reason
from communitylinkage.disclosure.table import TOTAL, Box


class State(StrEnum):
    """How a cell stands."""

    VALUE = "value"
    ROUNDED = "rounded"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Shown:
    """One cell: its figure and what it can be at least and at most, or the reason for none."""

    box: Box
    state: State
    value: int | None = None
    low: int | None = None
    high: int | None = None
    reason: Reason | None = None


@dataclass(frozen=True)
class Note:
    """A sentence for the page to say: a code and its arguments."""

    code: str
    arguments: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True)
class Published:
    """A safe table. `entry` goes to the ledger and to nobody else."""

    series: str
    audience: str
    periods: tuple[str, ...]
    dimensions: tuple[tuple[str, tuple[str, ...]], ...]
    cells: tuple[Shown, ...]
    notes: tuple[Note, ...]
    entry: Entry

    def cell(self, *box: str) -> Shown:
        """One cell; codes left out at the end are totals. KeyError where there is none."""
        wanted = (*box, *(TOTAL,) * (len(self.dimensions) - len(box)))
        return {cell.box: cell for cell in self.cells}[wanted]

    def for_readers(self) -> dict[str, Any]:
        """JSON for page, picture, file and API."""
        return {
            "series": self.series,
            "audience": self.audience,
            "periods": list(self.periods),
            "dimensions": [{"name": name, "codes": list(codes)} for name, codes in self.dimensions],
            "cells": [
                {
                    "at": list(cell.box),
                    "state": cell.state.value,
                    "value": cell.value,
                    "low": cell.low,
                    "high": cell.high,
                    "reason": cell.reason.value if cell.reason else None,
                }
                for cell in self.cells
            ],
            "notes": [{"code": n.code, "arguments": dict(n.arguments)} for n in self.notes],
        }

    @classmethod
    def from_readers(cls, plain: Mapping[str, Any], entry: Entry) -> "Published":
        """The other way round: a table as it was kept, with its entry of the ledger."""
        return cls(
            plain["series"],
            plain["audience"],
            tuple(plain["periods"]),
            tuple((one["name"], tuple(one["codes"])) for one in plain["dimensions"]),
            tuple(_cell(one) for one in plain["cells"]),
            tuple(Note(one["code"], tuple(one["arguments"].items())) for one in plain["notes"]),
            entry,
        )


def _cell(plain: Mapping[str, Any]) -> Shown:
    reason = Reason(plain["reason"]) if plain["reason"] else None
    return Shown(
        tuple(plain["at"]),
        State(plain["state"]),
        plain["value"],
        plain["low"],
        plain["high"],
        reason,
    )
