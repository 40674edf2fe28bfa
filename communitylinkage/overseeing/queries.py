"""What an organisation's own people opened, read through the viewer."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import ngettext

from communitylinkage.consent.models import Consent
from communitylinkage.journal import queries as journal
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
    lines = Line.objects.filter(organisation_id=where, act__in=list(wording.ACTS))
    lines = lines.filter(by__in=_ours(where))
    if since:
        lines = lines.filter(at__gte=since)
    # Ordered by the month alone: what a model is ordered by would be grouped by, too.
    grouped = lines.annotate(m=TruncMonth("at")).values("m").order_by("m").annotate(n=Count("pk"))
    return {Month.of(row["m"]): row["n"] for row in grouped}


def _ours(where: UUID) -> set[str]:
    """Those whose openings are looked through: who belongs or belonged to the organisation.

    Whoever left is gone after some weeks, and the journal keeps that she was here. Others stand in
    the chain too: a woman herself, recipients outside, colleagues of partners in a research cycle.
    """
    here = Membership.objects.filter(organisation_id=where).values_list("account_id", flat=True)
    gone = Line.objects.filter(organisation_id=where, act="account.erased")
    return {*map(str, here), *gone.values_list("reference", flat=True)}


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
    ours = _ours(where.pk)
    lines = [
        (act, one) for act, one in journal.lines_of(where.pk, wording.ACTS, begin, end)
        if one.by in ours
    ]  # fmt: skip
    known = _references({one.reference for act, one in lines if act == "content.opened"})
    people = Membership.objects.filter(organisation=where).select_related("account")
    names = {str(one.account_id): one.account.display_name for one in people}
    by: dict[str, list[Opened]] = {}
    for act, one in lines:
        what, reference = known.get(one.reference, (wording.ACTS[act], one.reference[:13]))
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
