"""Reads the chains: whether they hold, and who opened what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from communitylinkage.journal import rules
from communitylinkage.journal.models import Day, Head, Line

_FIELDS = ("number", "act", "by", "reference", "at", "previous", "hash")


def _entries(organisation: UUID, until: int | None = None) -> Iterable[rules.Entry]:
    """A chain as it is stored, up to a number or whole."""
    lines = Line.objects.filter(organisation_id=organisation).order_by("pk")
    if until is not None:
        lines = lines.filter(number__lte=until)
    return (rules.Entry(str(organisation), *row) for row in lines.values_list(*_FIELDS).iterator())


def problems() -> list[rules.Problem]:
    """What is wrong with the chains of all organisations."""
    found = []
    heads = {head.pk: head for head in Head.objects.all()}
    for organisation in {*heads, *Line.objects.values_list("organisation_id", flat=True)}:
        head = heads.get(organisation)
        last, hash_ = (head.number, head.hash) if head else (0, "")
        found += rules.problems(str(organisation), _entries(organisation), last, hash_)
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


def days(most: int) -> list[Day]:
    """The days whose heads were kept, the latest first."""
    return list(Day.objects.order_by("-day")[:most])


def compare(day: date, hash_: str, organisations: Collection[UUID] | None = None) -> rules.Compared:
    """Whether a hash that somebody kept is still that of its day, and its lines are there.

    Args:
        organisations: whose chains are read from their beginning up to that day; None: all. Of the
            other chains only the last line is looked at: reading a long one takes seconds.
    """
    kept = Day.objects.filter(day=day).first()
    if kept is None:
        return rules.Compared.NO_DAY
    heads = [(str(one[0]), int(one[1]), str(one[2])) for one in kept.heads]
    if rules.day_hash(day, heads, kept.previous) != hash_:
        return rules.Compared.OTHER
    for organisation, number, last in heads:
        if not _stands(UUID(organisation), number, last, organisations):
            return rules.Compared.CHANGED
    return rules.Compared.SAME


def _stands(organisation: UUID, number: int, last: str, whole: Collection[UUID] | None) -> bool:
    if whole is None or organisation in whole:
        return not rules.problems(str(organisation), _entries(organisation, number), number, last)
    rows = Line.objects.filter(organisation_id=organisation, number=number)
    return not number or list(rows.values_list("hash", flat=True)) == [last]


def first(reference: str, act: str) -> datetime | None:
    """When an act was first written down about a reference."""
    lines = Line.objects.filter(reference=reference, act=act).order_by("at", "pk")
    return lines.values_list("at", flat=True).first()
