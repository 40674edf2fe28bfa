"""Tables for others, given all that was released before; what is released never changes.

Of one collection: each question alone and by each group, and what free texts say; of two: by
round, and how far the same respondents moved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import BY_NAME
from communitylinkage.journal.actions import record as journal
from communitylinkage.surveys.analysis import codes, results
from communitylinkage.surveys.analysis.codebook import COUNTED, Item, Shape
from communitylinkage.surveys.analysis.counting import UNSAID
from communitylinkage.surveys.analysis.models import Released
from communitylinkage.surveys.analysis.tables import ROUND, Frame, best, gated, tables
from communitylinkage.surveys.analysis.tally import Tally
from communitylinkage.surveys.answering.models import Collection
from communitylinkage.surveys.rules import NotNowError

Cut = tuple[dict[str, Tally], Frame]


class Kind(StrEnum):
    """What is told of a question."""

    COUNTED = "counted"
    CODES = "codes"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Piece:
    """One question whose tables are made together."""

    kind: Kind
    item: Item


def rounds_of(collections: Sequence[Collection]) -> str:
    """As tables are kept: the collections in order."""
    return ",".join(str(one.pk) for one in collections)


def check_closed(collections: Sequence[Collection]) -> None:
    """Holds the collections until the transaction ends.

    Raises:
        NotNowError: one is still open, so its figures would change.
    """
    held = Collection.objects.select_for_update().filter(pk__in=[one.pk for one in collections])
    if any(one.closed is None for one in held):
        raise NotNowError("release")


class Maker:
    """Makes the tables of collections for an audience, piece by piece. It writes nothing."""

    def __init__(self, collections: Sequence[Collection], audience: str, now: datetime) -> None:
        self.collections, self.audience, self.now = list(collections), audience, now
        self.policy, self.rounds = BY_NAME[audience], rounds_of(collections)
        self.scope = str(self.collections[-1].version.questionnaire_id)

    @cached_property
    def pieces(self) -> list[Piece]:
        """All of them, in an order that stays."""
        items, several = results.items_of(self.collections), len(self.collections)
        found = [Piece(Kind.COUNTED, one) for one in items if one.shape in COUNTED]
        if several == 1:
            found += [Piece(Kind.CODES, one) for one in items if one.shape is Shape.TEXT]
        if several == 2:
            found += [Piece(Kind.CHANGE, one) for one in items]
        return found

    @cached_property
    def cuts(self) -> list[Cut]:
        """What is counted, for each way to cut it."""
        items = [one.item for one in self.pieces if one.kind is Kind.COUNTED]
        ways = ("", *results.GROUPS) if len(self.collections) == 1 else (ROUND,)
        found = [results.tallied(self.collections, items, way) for way in ways]
        # A cut that nobody's group speaks of, or that has no columns, is no table.
        return [(tallies, frame) for tallies, frame in found if set(frame.ats) - {UNSAID}]

    def made(self, piece: Piece) -> list[Released]:
        """The tables of a piece, not kept yet; none where they are there, or nothing may be told.

        This takes long: every cell is attacked before it is let out.
        """
        way = {Kind.COUNTED: self._counted, Kind.CODES: self._coded, Kind.CHANGE: self._changed}
        return way[piece.kind](piece.item)

    def said(self, piece: Piece) -> int:
        """How much was told of a question so far; what is told next depends on it."""
        places = (piece.item.place, codes.item_of(piece.item, ()).place)
        return Released.objects.filter(scope=self.scope, place__in=places).count()

    def _told(self, place: str) -> QuerySet[Released]:
        return Released.objects.filter(audience=self.audience, rounds=self.rounds, place=place)

    def _row(self, place: str, by: str, cells: Mapping[str, object], ledger: Ledger) -> Released:
        return Released(
            scope=self.scope, audience=self.audience, rounds=self.rounds, place=place, by=by,
            cells=cells, entries=ledger.to_json(), at=self.now,
        )  # fmt: skip

    def _counted(self, item: Item) -> list[Released]:
        if not self.cuts or self._told(item.place).exclude(by=results.CHANGE).exists():
            return []
        wanted = [(frame, tables(found[item.place], frame)) for found, frame in self.cuts]
        ledger = ledger_of(self.scope, item.place)
        return [
            self._row(item.place, frame.by, results.kept_of(seen, frame.groups),
                      Ledger(tuple(entries)))
            for frame, seen, entries in best(wanted, self.policy, ledger)
        ]  # fmt: skip

    def _coded(self, item: Item) -> list[Released]:
        """What free texts say, once all were read; codes may come later."""
        one, frame = self.collections[0], results.frame(self.collections, "", ())
        tally = codes.tally(one, item)
        there = self._told(tally.item.place).exists()
        if there or not tally.people[""] or codes.waiting(one, item.place).exists():
            return []
        ledger = ledger_of(self.scope, tally.item.place)
        seen, entries = gated(tables(tally, frame), self.policy, ledger)
        cells = results.kept_of(seen, frame.groups)
        return [self._row(tally.item.place, "", cells, Ledger(tuple(entries)))]

    def _changed(self, item: Item) -> list[Released]:
        """How far the same respondents moved, where the question has a scale."""
        before, after = self.collections
        moved = results.differences(before, after, item)
        if moved is None or self._told(item.place).filter(by=results.CHANGE).exists():
            return []
        ledger = ledger_of(self.scope, item.place)
        seen, entries = gated({"": moved.table}, self.policy, ledger)
        cells = results.kept_of(seen, ())
        return [self._row(item.place, results.CHANGE, cells, Ledger(tuple(entries)))]


@transaction.atomic
def release(*, collections: Sequence[Collection], audience: str, by: UUID, now: datetime) -> int:
    """Makes every table for an audience at once; returns how many. `runs` does it bit by bit.

    Raises:
        NotNowError: a collection is still open.
    """
    check_closed(collections)
    maker, made = Maker(collections, audience, now), 0
    for piece in maker.pieces:
        rows = maker.made(piece)
        Released.objects.bulk_create(rows)
        made += len(rows)
    told(collections, audience, by, now)
    return made


def told(collections: Sequence[Collection], audience: str, by: UUID, now: datetime) -> None:
    """Journals that tables were made for an audience."""
    one = collections[-1]
    organisation = one.version.questionnaire.organisation_id
    act = f"results.released_{audience}"
    journal(organisation_id=organisation, act=act, by=by, reference=str(one.pk), now=now)


def ledger_of(scope: str, place: str) -> Ledger:
    """All that was said of a question, to whomever, in order."""
    rows = Released.objects.filter(scope=scope, place=place).order_by("at", "pk")
    ledger = Ledger()
    for text in rows.values_list("entries", flat=True):
        for entry in Ledger.from_json(text).entries:
            ledger = ledger.add(entry)
    return ledger
