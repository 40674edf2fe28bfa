"""Who is there when, in which language: plain values that the caller computed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from communitylinkage.consent.rules import ITEMS
from communitylinkage.procedures.graph import week
from communitylinkage.procedures.graph.values import Party, Procedure

# An interpreter by telephone, or a mediator: every language.
EVERY = "*"


@dataclass(frozen=True)
class Coverage:
    """Hours of the week by (party, language), and the items that consent can cover."""

    hours: Mapping[tuple[str, str], int] = field(default_factory=dict)
    items: frozenset[str] = frozenset(ITEMS)


def full(procedure: Procedure) -> Coverage:
    """Everybody always there in every language: what is still found lies in the procedure."""
    return Coverage({(one.code, EVERY): week.ALL for one in procedure.parties})


class Presence:
    """The hours of each party in each language: as listed, and as promised by signature."""

    def __init__(self, procedure: Procedure, coverage: Coverage) -> None:
        self._hours: dict[tuple[str, str], int] = dict(coverage.hours)
        self._staffed: dict[str, int] = {}
        for one in procedure.parties:
            for promise in one.promises:
                self._add(one, promise.language, promise.hours)
        for (party, _language), hours in self._hours.items():
            self._staffed[party] = self._staffed.get(party, 0) | hours

    def _add(self, party: Party, language: str, hours: int) -> None:
        key = party.code, language
        self._hours[key] = self._hours.get(key, 0) | hours

    def of(self, party: str, language: str) -> int:
        """When a party has somebody who speaks a language."""
        return self._hours.get((party, language), 0) | self._hours.get((party, EVERY), 0)

    def staffed(self, party: str) -> int:
        """When a party has anybody at all."""
        return self._staffed.get(party, 0)
