"""What an organisation's own people opened, read through the viewer."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import ngettext

from communitylinkage.consent.models import Consent
from communitylinkage.journal.models import Line
from communitylinkage.organisations.models import Organisation
from communitylinkage.overseeing import rules, wording
from communitylinkage.overseeing.models import Review
from communitylinkage.overseeing.rules import Month
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Membership
from communitylinkage.people.queries import organisations
from communitylinkage.people.roles import Permission
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.receipt.models import Message
from communitylinkage.values.today import Today

REVIEW = Permission.COLLEAGUE_SEE


@dataclass(frozen=True, slots=True)
class Opened:
    """One opening: when, what it was, and the reference that colleagues know."""

    at: datetime
    what: Promise
    reference: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of the organisation, and what she opened in the month, in order."""

    account: UUID | None
    name: str
    opened: tuple[Opened, ...]


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month of an organisation in the list."""

    month: Month
    openings: int
    review: Review | None
    waits: bool


def keeps_watch(viewer: Viewer) -> bool:
    """Who may print and compare the numbers of the journal."""
    return bool(watched(viewer))


def watched(viewer: Viewer) -> frozenset[UUID]:
    """The organisations whose chains are read from their beginning when she compares."""
    keeper = viewer.organisations_where(Permission.SITE_KEEP)
    return viewer.organisations_where(REVIEW) | keeper


def organisation(viewer: Viewer, number: UUID) -> Organisation | None:
    """One of those whose openings she looks through."""
    return organisations(viewer, REVIEW).filter(pk=number).first()


def _months(where: UUID, since: datetime | None = None) -> dict[Month, int]:
    lines = _lines(where)
    if since:
        lines = lines.filter(at__gte=since)
    # Ordered by the month alone: what a model is ordered by would be grouped by, too.
    grouped = lines.annotate(m=TruncMonth("at")).values("m").order_by("m").annotate(n=Count("pk"))
    return {Month.of(row["m"]): row["n"] for row in grouped}


def _lines(where: UUID) -> QuerySet[Line]:
    """What was opened by those who belong or belonged to the organisation, in whichever chain.

    What a mentor opens of a request or of a visit stands in the chain of the service that asked,
    and what is opened in research in that of the cycle: no coordinator there knows her. Others
    stand in our chain too: a woman herself, recipients outside, colleagues of a partner.
    """
    everywhere, apart = set[str](), Q()
    for by, stays in _people(where).items():
        if {one.organisation for one in stays} == {where}:
            everywhere.add(by)
        else:
            apart |= Q(by=by) & _hers_here(stays, where)
    ours = Q(by__in=everywhere) | apart
    return Line.objects.filter(ours, act__in=list(wording.ACTS))


@dataclass(frozen=True, slots=True)
class _Stay:
    """That somebody belonged to an organisation; None: from the beginning, or until now."""

    organisation: UUID
    since: datetime | None = None
    until: datetime | None = None

    def while_it_lasted(self) -> Q:
        """What was done in that time."""
        # Never an empty Q: Django drops it, also where it is turned round.
        lasted = Q(at__gte=self.since) if self.since else Q(at__isnull=False)
        return lasted & Q(at__lt=self.until) if self.until else lasted


def _people(where: UUID) -> dict[str, list[_Stay]]:
    """Who belongs or belonged to the organisation: each with all her stays, the first first."""
    found: dict[str, list[_Stay]] = {}
    here = Membership.objects.filter(organisation_id=where).values("account_id")
    for row in Membership.objects.filter(account_id__in=here).order_by("since", "pk"):
        stay = _Stay(row.organisation_id, row.since, row.until)
        found.setdefault(str(row.account_id), []).append(stay)
    # Whoever left is gone after some weeks, and the journal keeps where she was.
    erased = Line.objects.filter(act="account.erased")
    gone = erased.filter(organisation_id=where).values("reference")
    for line in erased.filter(reference__in=gone).order_by("pk"):
        found.setdefault(line.reference, []).append(_Stay(line.organisation_id))
    return found


def _hers_here(stays: list[_Stay], where: UUID) -> Q:
    """Of one who belongs to several: what stands in our chain, and while ours was the first where
    she was, what stands in the chain of an organisation that she never belonged to.

    By the time of the opening, so that what was looked through stays as it was when she moves.
    """
    hers, first = Q(organisation_id__in=[one.organisation for one in stays]), Q()
    mine = Q(organisation_id=where)
    for one in stays:
        if one.organisation == where:
            mine |= one.while_it_lasted() & first & ~hers
        first &= ~one.while_it_lasted()
    return mine


def months(viewer: Viewer, now: datetime) -> list[tuple[Organisation, list[MonthLine]]]:
    """Of each of her organisations, the months in which something was opened, the latest first."""
    today, found = timezone.localdate(now), []
    for one in organisations(viewer, REVIEW):
        rows = Review.objects.filter(organisation=one).select_related("by")
        reviews = {Month(row.year, row.month): row for row in rows}
        opened = _months(one.pk)
        lines = [
            MonthLine(month, opened[month], reviews.get(month), rules.may_review(month, today))
            for month in sorted(opened, reverse=True)
        ]
        found.append((one, lines))
    return found


def readers(where: Organisation, month: Month) -> list[Reader]:
    """Who opened what in a month, by name; in the time zone that is on."""
    begin, end = (timezone.make_aware(datetime.combine(one.first, time.min))
                  for one in (month, month.plus(1)))  # fmt: skip
    lines = list(_lines(where.pk).filter(at__gte=begin, at__lt=end).order_by("at", "pk"))
    known = _references({one.reference for one in lines if one.act == "content.opened"})
    people = Membership.objects.filter(organisation=where).select_related("account")
    names = {str(one.account_id): one.account.display_name for one in people}
    by: dict[str, list[Opened]] = {}
    for one in lines:
        what, reference = known.get(one.reference, (wording.ACTS[one.act], one.reference[:13]))
        by.setdefault(one.by if one.by in names else "", []).append(Opened(one.at, what, reference))
    found = [
        Reader(UUID(pk) if pk else None, names.get(pk) or str(wording.NOBODY_NOW), tuple(opened))
        for pk, opened in by.items()
    ]
    return sorted(found, key=lambda one: (one.account is None, one.name))


def _references(records: set[str]) -> dict[str, tuple[Promise, str]]:
    """Of what is sealed, what it is and the reference of its referral; erased ones are left out."""
    found: dict[str, tuple[Promise, str]] = {}
    for row in Referral.objects.filter(Q(summary__in=records) | Q(content__in=records)):
        found[str(row.summary)] = (wording.SUMMARY, row.reference)
        found[str(row.content)] = (wording.CONTENT, row.reference)
    for note in Message.objects.filter(record__in=records).select_related("referral"):
        found[str(note.record)] = (wording.MESSAGE, note.referral.reference)
    for consent in Consent.objects.filter(paper__in=records).select_related("participant"):
        found[str(consent.paper)] = (wording.PAPER, consent.participant.reference)
    return found


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """How many months wait to be looked through."""
    where = viewer.organisations_where(REVIEW)
    if not where:
        return []
    day, count = timezone.localdate(now), 0
    since = now - timedelta(days=31 * (rules.ASKED_FOR + 1))
    for one in where:
        rows = Review.objects.filter(organisation=one).values_list("year", "month")
        reviewed = [Month(*row) for row in rows]
        count += len(rules.waiting(_months(one, since), reviewed, day))
    if not count:
        return []
    said = ngettext(
        "%(number)s month waits: look through what your people opened.",
        "%(number)s months wait: look through what your people opened.",
        count,
    ) % {"number": count}
    return [Today(said, reverse("openings"))]
