"""Sessions as a viewer sees them: those of her organisations, and those that she teaches."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet

from communitylinkage.learning import wording
from communitylinkage.learning.chain.certifying import certificates, since
from communitylinkage.learning.joining.queries import merges_of, own_records
from communitylinkage.learning.models import (
    Attendance,
    Cohort,
    Enrolment,
    Learner,
    Module,
    Session,
    Trainer,
)
from communitylinkage.learning.rules import teaching, time
from communitylinkage.learning.rules.codes import Seat, State
from communitylinkage.network.rules.engaging import root
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.values.languages import own_name
from communitylinkage.values.text import folded

KEEP, TEACH = Permission.LEARNING_KEEP, Permission.LEARNING_TEACH
# People come early and sign late.
OPENS_BEFORE, OPEN_AFTER = timedelta(minutes=30), timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet."""

    learner: UUID
    name: str
    there: bool
    how: str
    minutes: int | None


def sessions(viewer: Viewer) -> QuerySet[Session]:
    """Those that she may open."""
    keeps = Q(organisation__in=viewer.organisations_where(KEEP))
    teaches = Q(pk=None)
    if viewer.may(TEACH):
        teaches = Q(trainers__learner__in=own_records(viewer.account.pk))
    return Session.objects.filter(keeps | teaches).distinct()


def session_for(viewer: Viewer, number: UUID) -> Session | None:
    """One of them; None for a stranger."""
    rows = sessions(viewer).select_related("organisation", "module", "host")
    return rows.filter(pk=number).first()


def opened(viewer: Viewer, rows: Iterable[Session]) -> set[UUID]:
    """Which of some sessions she may open: a group takes part in those of others, too."""
    numbers = [row.pk for row in rows]
    return set(sessions(viewer).filter(pk__in=numbers).values_list("pk", flat=True))


def seat_in(viewer: Viewer, number: UUID) -> Enrolment | None:
    """Her own seat in a group of a session: its page is what she opens who only takes part."""
    rows = Enrolment.objects.filter(
        learner__in=own_records(viewer.account.pk), seat=Seat.ENROLLED, cohort__sessions=number
    )
    return rows.order_by("changed_at", "pk").first()


def mine(viewer: Viewer) -> list[Session]:
    """What she teaches or takes part in, the latest first."""
    own = own_records(viewer.account.pk)
    rows = Session.objects.filter(
        Q(trainers__learner__in=own)
        | Q(cohorts__enrolments__learner__in=own, cohorts__enrolments__seat=Seat.ENROLLED)
    )
    return list(rows.distinct().order_by("-begins", "pk"))


def own_record(viewer: Viewer) -> Learner | None:
    """Her own record, where somebody linked one with her account; the one that counts."""
    rows = Learner.objects.filter(pk__in=own_records(viewer.account.pk))
    return rows.order_by(F("merged_into").asc(nulls_first=True), "made_at").first()


def keeps(viewer: Viewer, row: Session) -> bool:
    """Whether she may change it, not only note who was there."""
    return row.organisation_id in viewer.organisations_where(KEEP)


def open_session(number: UUID) -> Session | None:
    """One by the link on its wall."""
    return Session.objects.filter(pk=number).first()


def takes_codes(row: Session, now: datetime) -> bool:
    """Whether people can say now that they are here."""
    opens, closes = row.begins - OPENS_BEFORE, row.ends + OPEN_AFTER
    return row.state != State.CANCELLED and opens <= now <= closes


def sheet(row: Session) -> list[Line]:
    """Everybody who could be there, by name; one statement, for two hundred on a telephone."""
    noted = {one.learner_id: one for one in Attendance.objects.filter(session=row)}
    seated = Learner.objects.filter(
        Q(enrolments__cohort__in=row.cohorts.all(), enrolments__seat=Seat.ENROLLED)
        | Q(pk__in=list(noted))
    )
    names = dict(seated.distinct().order_by("name", "pk").values_list("pk", "name"))
    kept = _one_each(names, set(noted))
    return [
        _line(number, name, noted.get(number)) for number, name in names.items() if number in kept
    ]


def _one_each(listed: Iterable[UUID], noted: set[UUID]) -> set[UUID]:
    """Which of some records stand on the sheet: of a person who was written down twice those that
    were noted, so that each can be taken back; else one, if it can be the one that counts."""
    merged = merges_of()
    every: dict[UUID, list[UUID]] = {}
    for number in listed:
        every.setdefault(root(number, merged), []).append(number)
    kept = set(noted)
    for person, numbers in every.items():
        if noted.isdisjoint(numbers):
            kept.add(person if person in numbers else numbers[0])
    return kept


def _line(number: UUID, name: str, one: Attendance | None) -> Line:
    return Line(number, name, one is not None, one.how if one else "", one.minutes if one else None)


def named(row: Session, name: str) -> list[Learner]:
    """Who on the sheet has this name, as people type it."""
    wanted = folded(name)
    numbers = [one.learner for one in sheet(row) if folded(one.name) == wanted] if wanted else []
    return list(Learner.objects.filter(pk__in=numbers))


def trainers_of(row: Session) -> list[tuple[Learner, str]]:
    """Who teaches, and how her certificate stood on the day of the session and stands now.

    The second is a code: "certified", "ended" (it stood on the day and does not now), "not" (it
    did not stand on the day), or empty where she is no mentor of ours.
    """
    rows = Trainer.objects.filter(session=row).select_related("learner")
    merged = merges_of()
    known = certificates([one.learner_id for one in rows])
    found = []
    for one in rows.order_by("learner__name", "pk"):
        certificate = known.get(root(one.learner_id, merged), [])
        found.append((one.learner, standing(row, certificate)))
    return found


def day_of(row: Session) -> datetime:
    """The session's beginning by the clock of its place."""
    return row.begins.astimezone(ZoneInfo(row.zone))


def standing(row: Session, certificates: Iterable[teaching.Certified]) -> str:
    """How a trainer's certificates stand for a session; see `trainers_of`."""
    every = list(certificates)
    if not every:
        return ""
    day = day_of(row).date()
    if not teaching.is_certified(day, every):
        return "not"
    return "certified" if since(every) else "ended"


@dataclass(frozen=True, slots=True)
class Offered:
    """What is offered at a session, in words, so that everybody can come."""

    interpreters: list[str]
    access: list[str]


def offered(row: Session) -> Offered:
    """Into which languages is interpreted, and what is there for who needs it."""
    return Offered(
        [own_name(one) for one in row.interpreters],
        [wording.said(wording.ACCESS, one) for one in row.access],
    )


def untaught(rows: Iterable[Session]) -> list[Session]:
    """Sessions where professionals learn and no certified mentor teaches (any more)."""
    found, merged, known = [], merges_of(), certificates()
    told = {row.pk: row for row in rows}
    trainers: dict[UUID, list[list[teaching.Certified]]] = {}
    for number, learner in Trainer.objects.filter(session__in=told).values_list(
        "session", "learner"
    ):
        trainers.setdefault(number, []).append(known.get(root(learner, merged), []))
    tracks: dict[UUID, list[str]] = {}
    for number, track in Cohort.objects.filter(sessions__in=told).values_list(
        "sessions", "course__track"
    ):
        tracks.setdefault(number, []).append(track)
    for number, row in told.items():
        try:
            teaching.check(
                row.kind, tracks.get(number, []), day_of(row).date(), trainers.get(number, [])
            )
        except teaching.NobodyCertified:
            found.append(row)
    return found


def minutes(row: Session) -> int:
    """How long it is, clock changes counted."""
    return time.minutes_between(row.begins, row.ends)


def counts(rows: Iterable[Session]) -> dict[UUID, int]:
    """Session -> how many persons were there."""
    merged = merges_of()
    found = Attendance.objects.filter(session__in=list(rows)).values_list("session", "learner")
    return Counter(one for one, _who in {(one, root(who, merged)) for one, who in found})


def of_cohort(cohort: Cohort) -> list[Session]:
    """Its sessions, in order."""
    return list(cohort.sessions.order_by("begins", "pk"))


def could_teach(viewer: Viewer, row: Cohort, session: Session | None = None) -> list[Learner]:
    """Whom she may choose as trainers, certified mentors first: people of her organisations, and
    certified mentors of the others in the programme, because countries learn from each other.

    Args:
        session: that is changed; who teaches in it already stays on the list, whatever became of
            her certificate or her record since, so that a change of something else keeps her.
    """
    own = viewer.organisations_where(KEEP)
    sure = {one for one, every in certificates().items() if since(every)}
    may = Q(organisation__in=own) | Q(pk__in=sure, organisation__in=partners(row))
    already = Q(pk__in=session.trainers.values("learner")) if session else Q(pk__in=[])
    rows = Learner.objects.filter(may & Q(merged_into__isnull=True) | already)
    rows = rows.order_by("name", "pk")
    return sorted(rows, key=lambda one: (one.pk not in sure, one.organisation_id not in own))


def certified_now(rows: Iterable[Learner]) -> set[UUID]:
    """Those of them whose certificate as a mentor stands."""
    found = list(rows)
    known, merged = certificates([row.pk for row in found]), merges_of()
    return {row.pk for row in found if since(known.get(root(row.pk, merged), []))}


def could_come(viewer: Viewer, row: Cohort, session: Session | None = None) -> QuerySet[Cohort]:
    """Cohorts that may share a session with one: of the same programme, or of her organisations;
    and those that come already to a `session` that is changed."""
    own = viewer.organisations_where(KEEP)
    already = Q(pk__in=session.cohorts.values("pk")) if session else Q(pk__in=[])
    rows = Cohort.objects.filter(
        Q(course__programme=row.course.programme_id) | Q(organisation__in=own) | already
    )
    return rows.select_related("course").order_by("country", "name", "pk")


def could_treat(row: Cohort, session: Session | None = None) -> QuerySet[Module]:
    """Modules that a session can be about: those of its course, or of the courses of all groups
    that come to a `session` that is changed, and its own."""
    of = Q(course=row.course_id)
    if session:
        of |= Q(course__cohorts__sessions=session) | Q(pk=session.module_id)
    return Module.objects.filter(of).distinct().order_by("course", "number", "pk")


def partners(row: Cohort, session: Session | None = None) -> QuerySet[Organisation]:
    """Organisations that may host or visit: those of the programme; and those that do already in a
    `session` that is changed."""
    of = Q(partnerships__programme=row.course.programme_id)
    if session:
        of |= Q(pk=session.host_id) | Q(pk__in=session.visitors.values("pk"))
    rows = Organisation.objects.filter(of)
    return rows.distinct().order_by("country", "name", "pk")
