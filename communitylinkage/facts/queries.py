"""Sums of facts. Not for publication as they are: small counts go through `disclosure` first."""

from dataclasses import dataclass

from django.db.models import Count

from communitylinkage.facts.models import Fact, Waiting


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
