"""Sums of facts. Not for publication as they are: small counts go through `disclosure` first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from communitylinkage.facts import slices
from communitylinkage.facts.models import Cell, Fact, Slice, Waiting
from communitylinkage.facts.rules import Cut, Place, added_up


@dataclass(frozen=True, slots=True)
class Sum:
    """How often the same was counted in a month."""

    month: str
    region: str
    codes: tuple[str, ...]
    number: int


def sums(kind: str, first_month: str, last_month: str) -> list[Sum]:
    """Facts of a kind, summed by month, country and codes."""
    rows = (
        Fact.objects.filter(kind=kind, month__gte=first_month, month__lte=last_month)
        .values_list("month", "region", "codes")
        .annotate(number=Count("pk"))
        .order_by("month", "region", "codes")
    )
    return [Sum(month, region, tuple(codes.split()), n) for month, region, codes, n in rows]


def whole(kind: str, last_month: str) -> bool:
    """Whether everything of a kind up to a month was written on: its sums will not change."""
    return not Waiting.objects.filter(kind=kind, month__lte=last_month).exists()


def waiting(kinds: Iterable[str], last_month: str) -> int:
    """How many facts of some kinds, up to a month, are not written on yet: in no sum."""
    return Waiting.objects.filter(kind__in=list(kinds), month__lte=last_month).count()


def tally(cuts: Iterable[Cut], first_month: str, last_month: str) -> dict[Cut, Counter[Place]]:
    """How many facts of each cut a month, country and value have: from its slice, if there is one.

    Args:
        first_month, last_month: such as `2026-04`; both are counted.
    """
    wanted = list(dict.fromkeys(cuts))
    kinds = {cut.kind for cut in wanted}
    rows = Slice.objects.filter(kind__in=kinds, filled=True)
    covered = {slices.cut_of(row): row.pk for row in rows}
    by_number = {covered[cut]: Counter[Place]() for cut in wanted if cut in covered}
    cells = Cell.objects.filter(
        slice__in=list(by_number), month__gte=first_month, month__lte=last_month
    )
    for number, month, region, value, many in cells.values_list(
        "slice", "month", "region", "value", "number"
    ):
        by_number[number][month, region, value] = many
    found = {cut: by_number[covered[cut]] for cut in wanted if cut in covered}
    for kind in sorted({cut.kind for cut in wanted if cut not in covered}):
        told = slices.of_kind(kind, first_month, last_month)
        found |= {
            cut: added_up(cut, told) for cut in wanted if cut.kind == kind and cut not in covered
        }
    return found
