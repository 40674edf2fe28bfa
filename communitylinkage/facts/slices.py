"""Slices: what pages ask again and again is added up once, and follows each batch of facts.

A slice holds a row for each month, country and value, however many facts there are. What no slice
covers is counted from the facts themselves (`queries.tally` does either, with the same answer).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, F

from communitylinkage.facts.models import Cell, Fact, Slice
from communitylinkage.facts.rules import Cut, Place, Told, added_up


@transaction.atomic
def cover(cuts: Iterable[Cut]) -> None:
    """Asks for slices; the next `flush` fills them. Pressed twice, nothing more happens."""
    for cut in dict.fromkeys(cuts):
        Slice.objects.get_or_create(kind=cut.kind, codes=cut.codes, by=cut.by)


def cut_of(row: Slice) -> Cut:
    """What a slice adds up."""
    return Cut(row.kind, row.codes, row.by)


def add(batch: Counter[tuple[str, str, str, str]]) -> None:
    """Adds a batch (kind, month, country, codes -> how many) to every slice that is filled."""
    told: dict[str, dict[Told, int]] = defaultdict(dict)
    for (kind, *rest), number in batch.items():
        told[kind][rest[0], rest[1], rest[2]] = number
    for row in Slice.objects.select_for_update().filter(kind__in=told, filled=True).order_by("pk"):
        for place, number in added_up(cut_of(row), told[row.kind]).items():
            _add_to(row, place, number)


def _add_to(row: Slice, place: Place, number: int) -> None:
    month, region, value = place
    cells = Cell.objects.filter(slice=row, month=month, region=region, value=value)
    if not cells.update(number=F("number") + number):
        Cell.objects.create(slice=row, month=month, region=region, value=value, number=number)


def fill() -> int:
    """Adds up the facts from before for slices that are new; returns how many were filled."""
    new = list(Slice.objects.select_for_update().filter(filled=False).order_by("pk"))
    by_kind: dict[str, list[Slice]] = defaultdict(list)
    for row in new:
        by_kind[row.kind].append(row)
    for kind, rows in by_kind.items():
        told = of_kind(kind)
        for row in rows:
            found = added_up(cut_of(row), told)
            Cell.objects.bulk_create(
                Cell(slice=row, month=month, region=region, value=value, number=number)
                for (month, region, value), number in found.items()
            )
    Slice.objects.filter(pk__in=[row.pk for row in new]).update(filled=True)
    return len(new)


def of_kind(kind: str, first: str = "", last: str = "9") -> dict[Told, int]:
    """The facts of a kind in months from `first` to `last`, alike ones together."""
    rows = Fact.objects.filter(kind=kind, month__gte=first, month__lte=last)
    told = rows.values_list("month", "region", "codes").annotate(number=Count("pk")).order_by()
    return {(month, region, codes): number for month, region, codes, number in told}
