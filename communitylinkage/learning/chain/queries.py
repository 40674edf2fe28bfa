"""Who has earned what, who was trained, and by whom; counts of distinct persons."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet

from communitylinkage.learning.chain.certifying import certificates, since
from communitylinkage.learning.joining.queries import merges_of, records_of
from communitylinkage.learning.models import (
    Attendance,
    Award,
    Cohort,
    Enrolment,
    Learner,
    Session,
    Trainer,
)
from communitylinkage.learning.rules import earning, teaching, time
from communitylinkage.learning.rules.codes import COUNTED, Kind, State, Track, Why
from communitylinkage.learning.testing.asking import answered
from communitylinkage.network.rules.engaging import root
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission

SEVERAL = "several"


def standing_of(enrolment: Enrolment) -> earning.Standing:
    """How much of the course was held, how much of it she was at, how many tests she answered."""
    return standings(enrolment.cohort)[root(enrolment.learner_id, merges_of())]


def standings(cohort: Cohort) -> dict[UUID, earning.Standing]:
    """The same for everybody on the list of a cohort, by the record that counts."""
    merged = merges_of()
    held = cohort.sessions.filter(state=State.HELD, kind__in=COUNTED)
    whole = {
        pk: time.Stay(begins, ends) for pk, begins, ends in held.values_list("pk", "begins", "ends")
    }
    stays: dict[UUID, dict[UUID, time.Stay]] = defaultdict(dict)
    for record, session, minutes in Attendance.objects.filter(session__in=whole).values_list(
        "learner_id", "session_id", "minutes"
    ):
        hers, held_for = stays[root(record, merged)], whole[session]
        stay = time.Stay(held_for.begins, held_for.ends, minutes)
        hers[session] = time.longer(hers.get(session), stay)
    tests, all_of_it = answered(cohort), time.total(whole.values())
    waves: dict[UUID, set[str]] = defaultdict(set)
    for record, told in tests.items():
        waves[root(record, merged)] |= told
    persons = {root(one, merged) for one in cohort.enrolments.values_list("learner_id", flat=True)}
    return {
        one: earning.Standing(all_of_it, time.total(stays[one].values()), len(waves[one]))
        for one in persons
    }


def earned(cohort: Cohort) -> set[UUID]:
    """The seats of those who meet the rule of the course."""
    rule, merged = earning.Rule(cohort.course.share, cohort.course.tests), merges_of()
    found = standings(cohort)
    return {
        pk
        for pk, record in cohort.enrolments.values_list("pk", "learner_id")
        if earning.is_met(rule, found[root(record, merged)])
    }


def awards_of(records: Iterable[UUID]) -> QuerySet[Award]:
    """The certificates of a person, the newest first."""
    rows = Award.objects.filter(learner__in=list(records)).select_related("cohort__course")
    return rows.order_by("-day", "pk")


def award_for(viewer: Viewer, number: UUID) -> Award | None:
    """A certificate that her organisation gave; None for a stranger."""
    own = viewer.organisations_where(Permission.LEARNING_KEEP)
    rows = Award.objects.filter(cohort__organisation__in=own)
    return rows.select_related(*_WITH).filter(pk=number).first()


_WITH = ("learner", "cohort__course", "cohort__organisation", "credential__organisation")


def award_of_seat(seat: Enrolment) -> Award | None:
    """The newest certificate of who has a seat, from its cohort; one that stands before others."""
    rows = Award.objects.filter(cohort=seat.cohort, learner__in=records_of(seat.learner))
    order = F("revoked_on").desc(nulls_first=True)
    return rows.select_related(*_WITH).order_by(order, "-day", "pk").first()


def standing_awards(cohort: Cohort) -> dict[UUID, UUID]:
    """Who has a certificate of a cohort that stands: person -> award, by the record that counts."""
    merged = merges_of()
    rows = Award.objects.filter(cohort=cohort, revoked_on__isnull=True)
    return {root(record, merged): pk for record, pk in rows.values_list("learner_id", "pk")}


def trained_rows() -> list[earning.Trained]:
    """Every certificate that was earned, by the person who counts; also where it was revoked
    later: she was trained all the same."""
    merged = merges_of()
    rows = Award.objects.exclude(why=Why.MISTAKE).values_list(
        "learner_id", "cohort__course__track", "cohort__country", "day", "cohort__organisation_id",
        "pk",
    )  # fmt: skip
    return [
        earning.Trained(str(root(record, merged)), track, country, day, str(organisation), str(pk))
        for record, track, country, day, organisation, pk in rows
    ]


def was_anybody_trained() -> bool:
    """Whether a professional has finished at all; not how many."""
    return Award.objects.filter(
        cohort__course__track=Track.PROFESSIONALS
    ).exclude(why=Why.MISTAKE).exists()  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taught:
    """A professional who finished: in which country, and by mentors of which country.

    `by`: empty where nobody who taught her was certified on the day, as far as it is known now.
    """

    person: UUID
    country: str
    by: str


def taught() -> list[Taught]:
    """Every professional who finished, with the country of the certified mentors in whose held
    sessions she was; `SEVERAL` where they came from more than one. Each person once."""
    merged = merges_of()
    countries = dict(Learner.objects.values_list("pk", "country"))
    of_session = _mentors_by_session(merged)
    sat: dict[UUID, set[UUID]] = defaultdict(set)
    for session, record in Attendance.objects.filter(session__state=State.HELD).values_list(
        "session", "learner"
    ):
        sat[root(record, merged)] |= of_session.get(session, set())
    found: dict[UUID, Taught] = {}
    rows = Award.objects.filter(cohort__course__track=Track.PROFESSIONALS)
    for record, country in (
        rows.exclude(why=Why.MISTAKE).order_by("day", "pk").values_list(
            "learner_id", "cohort__country"
        )
    ):  # fmt: skip
        person = root(record, merged)
        where = {countries[one] for one in sat[person]}
        by = SEVERAL if len(where) > 1 else next(iter(where), "")
        found.setdefault(person, Taught(person, country, by))
    return list(found.values())


def _mentors_by_session(merged: dict[UUID, UUID]) -> dict[UUID, set[UUID]]:
    """Session -> the persons who taught in it and were certified on its day."""
    known = certificates()
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Trainer.objects.filter(session__state=State.HELD, session__kind__in=COUNTED)
    told = rows.values_list("session", "learner", "session__begins", "session__zone")
    for session, record, begins, zone in told:
        person, day = root(record, merged), begins.astimezone(ZoneInfo(zone)).date()
        if teaching.is_certified(day, known.get(person, [])):
            found[session].add(person)
    return found


@dataclass(frozen=True, slots=True)
class Teaching:
    """A certified mentor, and what she taught: groups, sessions, professionals who finished.

    `ended`: her certificate does not stand any more; what she taught before stays told.
    """

    learner: Learner
    groups: int
    sessions: int
    professionals: int
    ended: bool


def mentors_who_taught(viewer: Viewer) -> list[Teaching]:
    """The certified mentors of the viewer's organisations, those who trained most first. Whose
    certificate was given by mistake never was one."""
    own = viewer.organisations_where(Permission.LEARNING_KEEP)
    merged = merges_of()
    of_session = _mentors_by_session(merged)
    professionals = dict(
        Award.objects.filter(cohort__course__track=Track.PROFESSIONALS)
        .exclude(why=Why.MISTAKE)
        .values_list("learner_id", "cohort_id")
    )
    persons = {root(record, merged) for record in professionals}
    cohorts: dict[UUID, set[UUID]] = defaultdict(set)
    for session, cohort in Cohort.objects.filter(
        course__track=Track.PROFESSIONALS, sessions__in=of_session
    ).values_list("sessions", "pk"):
        cohorts[session].add(cohort)
    sat: dict[UUID, set[UUID]] = defaultdict(set)
    for session, record in Attendance.objects.filter(session__in=of_session).values_list(
        "session", "learner"
    ):
        if root(record, merged) in persons:
            sat[session].add(root(record, merged))
    told = []
    known = certificates()
    were = [one for one, every in known.items() if not all(given.never for given in every)]
    rows = Learner.objects.filter(organisation__in=own, pk__in=were)
    for row in rows.order_by("name", "pk"):
        held = [one for one, who in of_session.items() if row.pk in who and cohorts[one]]
        groups = {cohort for one in held for cohort in cohorts[one]}
        reached = {person for one in held for person in sat[one]}
        ended = since(known[row.pk]) is None
        told.append(Teaching(row, len(groups), len(held), len(reached), ended))
    return sorted(told, key=lambda one: (-one.professionals, one.learner.name))


def exchanges() -> int:
    """How many exchange visits were held."""
    return Session.objects.filter(kind=Kind.EXCHANGE, state=State.HELD).count()
