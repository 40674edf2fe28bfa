"""Who learns, scoped to the viewer's organisations; her hours, her seats."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from communitylinkage.learning import wording
from communitylinkage.learning.models import (
    Attendance,
    Award,
    Cohort,
    Enrolment,
    Feed,
    Learner,
    Session,
)
from communitylinkage.learning.rules import time
from communitylinkage.learning.rules.codes import Seat, State
from communitylinkage.network.rules.engaging import root
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account
from communitylinkage.people.roles import Permission
from communitylinkage.values.languages import own_name
from communitylinkage.values.lists import finds

KEEP = Permission.LEARNING_KEEP


@dataclass(frozen=True, slots=True)
class Person:
    """A person in a list. `minutes`: of all sessions that she was at."""

    row: Learner
    minutes: int
    certificates: int

    @property
    def hours(self) -> str:
        """Hours with one place, as they are told."""
        return in_hours(self.minutes)


def in_hours(minutes: int) -> str:
    """Minutes as hours with at most one place."""
    return f"{minutes / 60:.1f}".removesuffix(".0")


def merges_of(organisation: UUID | None = None) -> dict[UUID, UUID]:
    """Record -> the record that it was put together with."""
    rows = Learner.objects.filter(merged_into__isnull=False)
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    return {gone: kept for gone, kept in rows.values_list("pk", "merged_into") if kept}


def records_of(learner: Learner) -> list[UUID]:
    """All records of the person whose this is, the one that counts first."""
    merged = merges_of(learner.organisation_id)
    counts = root(learner.pk, merged)
    return [counts, *(gone for gone in merged if root(gone, merged) == counts)]


def own_records(account: UUID) -> set[UUID]:
    """All records of whoever signs in with an account: those linked with it, and those that were
    put together with one of them, linked or not."""
    merged = merges_of()
    linked = Learner.objects.filter(account=account).values_list("pk", flat=True)
    persons = {root(one, merged) for one in linked}
    return persons | {gone for gone in merged if root(gone, merged) in persons}


def _mine(viewer: Viewer) -> QuerySet[Learner]:
    return Learner.objects.filter(organisation__in=viewer.organisations_where(KEEP))


def learner_for(viewer: Viewer, number: UUID) -> Learner | None:
    """One person, if her organisation keeps the record."""
    return _mine(viewer).select_related("organisation", "account").filter(pk=number).first()


def people(viewer: Viewer, search: str = "") -> list[Person]:
    """Those whom a search finds, by name; records that count with another stand with it."""
    merged = merges_of()
    minutes, given = minutes_by_record(), Counter[UUID]()
    for record, number in certificates_by_record().items():
        given[root(record, merged)] += number
    return [
        Person(row, minutes.get(row.pk, 0), given[row.pk])
        for row in _mine(viewer).filter(merged_into__isnull=True).order_by("name", "pk")
        if finds(search, row.name, row.works_at, row.country, row.get_track_display())
    ]


def cells(one: Person) -> tuple[object, ...]:
    """A person as a line of a file."""
    row = one.row
    return (
        row.name, row.get_track_display(), row.country, own_name(row.language), row.works_at,
        one.hours, one.certificates,
    )  # fmt: skip


def stays_of(records: Iterable[UUID]) -> list[time.Stay]:
    """Every session that a person was at and that was held, each once."""
    rows = Attendance.objects.filter(learner__in=list(records), session__state=State.HELD)
    told = rows.values_list("session", "session__begins", "session__ends", "minutes")
    found: dict[UUID, time.Stay] = {}
    for session, begins, ends, minutes in told:
        stay = time.Stay(begins, ends, minutes)
        found[session] = time.longer(found.get(session), stay)
    return list(found.values())


def minutes_by_record() -> dict[UUID, int]:
    """Record -> minutes of all held sessions at which its person was: each session once, in
    whichever of her records it is noted; so each of her records says the same."""
    merged = merges_of()
    stays: dict[UUID, dict[UUID, time.Stay]] = defaultdict(dict)
    rows = Attendance.objects.filter(session__state=State.HELD)
    for record, session, begins, ends, minutes in rows.values_list(
        "learner_id", "session", "session__begins", "session__ends", "minutes"
    ):
        hers, stay = stays[root(record, merged)], time.Stay(begins, ends, minutes)
        hers[session] = time.longer(hers.get(session), stay)
    sums = {person: time.total(hers.values()) for person, hers in stays.items()}
    others = {one: sums[person] for one in merged if (person := root(one, merged)) in sums}
    return sums | others


def certificates_by_record() -> dict[UUID, int]:
    """Record -> how many certificates of hers stand."""
    found: dict[UUID, int] = defaultdict(int)
    for record in Award.objects.filter(revoked_on__isnull=True).values_list(
        "learner_id", flat=True
    ):
        found[record] += 1
    return found


def learner_with(cohort: Cohort, email: str) -> Learner | None:
    """Who asks for a seat in a cohort with an e-mail address that we know: of records with it one
    that counts comes before one that was put together with another. None: nobody has it."""
    same = Learner.objects.filter(organisation=cohort.organisation, email__iexact=email)
    counts_first = F("merged_into").asc(nulls_first=True)
    return same.order_by(counts_first, "made_at").first() if email else None


def seats_of(records: Iterable[UUID]) -> QuerySet[Enrolment]:
    """Where a person is or was enrolled, the newest first."""
    rows = Enrolment.objects.filter(learner__in=list(records)).select_related(
        "cohort__course", "learner"
    )
    return rows.order_by("-changed_at", "pk")


def seats_in(cohort: Cohort, learner: Learner) -> list[Enrolment]:
    """Where a person stands in a cohort: one row for each of her records that is on its list."""
    rows = Enrolment.objects.filter(cohort=cohort, learner__in=records_of(learner))
    return list(rows.select_related("learner").order_by("arrived"))


def persons_with_seat(cohorts: Iterable[Cohort]) -> Counter[UUID]:
    """Cohort -> how many persons have a seat in it, each once."""
    merged = merges_of()
    rows = Enrolment.objects.filter(cohort__in=list(cohorts), seat=Seat.ENROLLED)
    told = rows.values_list("cohort_id", "learner_id")
    return Counter(one for one, _who in {(one, root(who, merged)) for one, who in told})


def seat(number: UUID) -> Enrolment | None:
    """One enrolment, by the link that only she has."""
    rows = Enrolment.objects.select_related(
        "learner", "cohort__course", "cohort__organisation", "cohort__test"
    )
    return rows.filter(pk=number).first()


def coming_of(enrolment: Enrolment, now: datetime) -> QuerySet[Session]:
    """The sessions of her cohort, in order; of cancelled ones those that are not past, because who
    is told that one is off looks which."""
    past = Q(state=State.CANCELLED, ends__lt=now)
    return enrolment.cohort.sessions.exclude(past).order_by("begins", "pk")


def calendar_of(learner: Learner) -> list[Session]:
    """Sessions in which she has a seat or teaches."""
    records = records_of(learner)
    rows = Session.objects.filter(
        cohorts__enrolments__learner__in=records, cohorts__enrolments__seat=Seat.ENROLLED
    ) | Session.objects.filter(trainers__learner__in=records)
    return list(rows.distinct().order_by("begins", "pk"))


def feed_of(learner: Learner) -> Feed | None:
    """The calendar address of the person whose record this is, whichever record has it."""
    return Feed.objects.filter(learner__in=records_of(learner)).order_by("-made_at", "pk").first()


def colleagues(viewer: Viewer) -> list[tuple[str, str]]:
    """Accounts of the viewer's organisations, to link a person with; for a form."""
    where = viewer.organisations_where(KEEP)
    rows = Account.objects.filter(memberships__organisation__in=where).distinct()
    return [(str(row.pk), row.display_name) for row in rows.order_by("display_name", "pk")]


def seat_cells(one: Enrolment, minutes: dict[UUID, int]) -> tuple[object, ...]:
    """A seat as a line of a file."""
    who = one.learner
    place = wording.said(wording.SEATS, one.seat)
    hours = in_hours(minutes.get(who.pk, 0))
    return who.name, place, own_name(who.language), who.email, who.telephone, hours


def fed(number: UUID) -> Learner | None:
    """Whose calendar has this address."""
    return Learner.objects.filter(feed=number).first()
