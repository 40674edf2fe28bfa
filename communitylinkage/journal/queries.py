"""Reads the chains: whether they hold, and who opened what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from communitylinkage.journal import rules
from communitylinkage.journal.models import Head, Line


def problems() -> list[rules.Problem]:
    """What is wrong with the chains of all organisations."""
    found = []
    heads = {head.pk: head for head in Head.objects.all()}
    for organisation in {*heads, *Line.objects.values_list("organisation_id", flat=True)}:
        head = heads.get(organisation)
        lines = Line.objects.filter(organisation_id=organisation).order_by("pk").iterator()
        found += rules.problems(
            str(organisation),
            (
                rules.Entry(
                    str(line.organisation_id),
                    line.number,
                    line.act,
                    line.by,
                    line.reference,
                    line.at,
                    line.previous,
                    line.hash,
                )
                for line in lines
            ),
            head.number if head else 0,
            head.hash if head else "",
        )
    return found


def size() -> tuple[int, int]:
    """How many lines in how many chains."""
    return Line.objects.count(), Head.objects.count()


@dataclass(frozen=True, slots=True)
class Opening:
    """That somebody of an organisation opened what a reference names."""

    reference: str
    organisation: UUID
    by: str
    at: datetime


def openings(references: Iterable[str], act: str = "content.opened") -> list[Opening]:
    """Who opened these, the oldest first."""
    lines = Line.objects.filter(act=act, reference__in=list(references)).order_by("at", "pk")
    return [Opening(line.reference, line.organisation_id, line.by, line.at) for line in lines]


def first(reference: str, act: str) -> datetime | None:
    """When an act was first written down about a reference."""
    lines = Line.objects.filter(reference=reference, act=act).order_by("at", "pk")
    return lines.values_list("at", flat=True).first()
