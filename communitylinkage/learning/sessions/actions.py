"""Planning, moving, holding and cancelling sessions; noting who was there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from communitylinkage.facts import actions as facts
from communitylinkage.facts.rules import month_of
from communitylinkage.learning.chain.certifying import certificates_of
from communitylinkage.learning.joining import letters
from communitylinkage.learning.journalling import note
from communitylinkage.learning.models import (
    Attendance,
    Cohort,
    Learner,
    Module,
    Session,
    Trainer,
)
from communitylinkage.learning.rules import here, seats, teaching
from communitylinkage.learning.rules.codes import How, Kind, Mail, Seat, State
from communitylinkage.learning.sessions import trainer_letters
from communitylinkage.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Plan:
    """What a session is to be. `begins` and `ends` are instants; `zone` is that of its place."""

    kind: str
    title: str
    country: str
    zone: str
    begins: datetime
    ends: datetime
    place: str = ""
    online: str = ""
    interpreters: tuple[str, ...] = ()
    childcare: bool = False
    travel: bool = False
    access: tuple[str, ...] = ()
    module: Module | None = None
    host: Organisation | None = None


@dataclass(frozen=True, slots=True)
class Whom:
    """Which cohorts come, who teaches, which organisations visit."""

    cohorts: Sequence[Cohort]
    trainers: Sequence[Learner]
    visitors: Sequence[Organisation] = ()


@transaction.atomic
def keep_session(
    *, session: Session | None, organisation: UUID, plan: Plan, whom: Whom, by: UUID,
    now: datetime,
) -> Session:  # fmt: skip
    """Plans a session, or changes it; where its time or place moved, everybody is told.

    Who was noted as there stays noted, and the hours follow the session. Of a held exchange visit
    what was counted is counted anew, where it was another one than was thought.

    Raises:
        communitylinkage.learning.rules.seats.NotNow: it was held, and would begin in the future.
        communitylinkage.learning.rules.teaching.NobodyCertified: professionals learn in it, and no
            trainer is a certified mentor on its day.
    """
    _check(plan.kind, whom.cohorts, plan.begins, plan.zone, [one.pk for one in whom.trainers])
    row = _held(session) if session else Session(organisation_id=organisation)
    counted = row.state == State.HELD
    if counted and plan.begins > now:
        raise seats.NotNow
    visit = visit_of(row) if counted else None
    before = (row.begins, row.ends, row.place, row.online) if session else None
    for name, value in _fields(plan).items():
        setattr(row, name, value)
    moved = before not in (None, (row.begins, row.ends, row.place, row.online))
    if moved:
        row.reminded = False
    row.save()
    row.cohorts.set(whom.cohorts)
    row.visitors.set(whom.visitors)
    if counted and visit != visit_of(row):
        count_visit(visit, "exchange_visit_undone")
        count_visit(visit_of(row), "exchange_visit")
    row.trainers.exclude(learner__in=whom.trainers).delete()
    already = set(row.trainers.values_list("learner", flat=True))
    Trainer.objects.bulk_create(
        Trainer(session=row, learner=one)
        for one in dict.fromkeys(whom.trainers)
        if one.pk not in already
    )
    if moved and row.state == State.PLANNED:
        _tell(row, Mail.CHANGED, now)
    act = "session_moved" if moved else "session_kept"
    note(row.organisation_id, act, row.pk, by, now)
    return row


def _tell(row: Session, kind: Mail, now: datetime) -> None:
    """Everybody with a seat in it and everybody who teaches in it; nobody of what has begun."""
    if row.begins > now:
        letters.tell_all(session=row, kind=kind, now=now)
        trainer_letters.tell(session=row, now=now)


def _fields(plan: Plan) -> dict[str, object]:
    told = {name: getattr(plan, name) for name in Plan.__slots__}
    return told | {"interpreters": list(plan.interpreters), "access": list(plan.access)}


def _check(
    kind: str, cohorts: Iterable[Cohort], begins: datetime, zone: str, trainers: list[UUID]
) -> None:
    day = begins.astimezone(ZoneInfo(zone)).date()
    tracks = [one.course.track for one in cohorts]
    teaching.check(kind, tracks, day, certificates_of(trainers))


@transaction.atomic
def hold(*, session: Session, by: UUID, now: datetime) -> None:
    """It took place: its hours count from now on. The rule of teaching is asked once more.

    Raises:
        communitylinkage.learning.rules.seats.NotNow: it has not begun, or is not planned.
        communitylinkage.learning.rules.teaching.NobodyCertified: the certificate of its only
            certified mentor did not stand any more on its day.
    """
    row = _held(session)
    if row.state != State.PLANNED or row.begins > now:
        raise seats.NotNow
    trainers = list(row.trainers.values_list("learner", flat=True))
    _check(row.kind, row.cohorts.select_related("course"), row.begins, row.zone, trainers)
    _move(row, State.HELD, by, now)
    count_visit(visit_of(row), "exchange_visit")


@transaction.atomic
def plan_again(*, session: Session, by: UUID, now: datetime) -> None:
    """It was marked as held or cancelled by mistake. Who was told that it is off is told that it
    takes place, and reminded of it.

    Raises:
        communitylinkage.learning.rules.seats.NotNow: it is planned.
    """
    row = _held(session)
    if row.state == State.PLANNED:
        raise seats.NotNow
    if row.state == State.HELD:
        count_visit(visit_of(row), "exchange_visit_undone")
    was_off, row.reminded = row.state == State.CANCELLED, False
    _move(row, State.PLANNED, by, now)
    if was_off:
        _tell(row, Mail.AGAIN, now)


@transaction.atomic
def cancel(*, session: Session, by: UUID, now: datetime) -> None:
    """It does not take place; everybody with an address is told.

    Raises:
        communitylinkage.learning.rules.seats.NotNow: it is not planned.
    """
    row = _held(session)
    if row.state != State.PLANNED:
        raise seats.NotNow
    _move(row, State.CANCELLED, by, now)
    _tell(row, Mail.DROPPED, now)


@dataclass(frozen=True, slots=True)
class Visit:
    """An exchange visit as a fact: where, from which countries, and the month in which it was."""

    region: str
    codes: tuple[str, ...]
    month: str
    at: datetime = field(compare=False)


def visit_of(row: Session) -> Visit | None:
    """A session as an exchange visit; None where it is none. Who was there is counted from
    attendance, each person once."""
    if row.kind != Kind.EXCHANGE:
        return None
    codes = sorted({f"visiting:{one.country}" for one in row.visitors.all()})
    return Visit(row.country, tuple(codes), month_of(row.begins), row.begins)


def count_visit(visit: Visit | None, kind: str) -> None:
    """Counts a visit, where it is one; `kind` is that of the fact."""
    if visit:
        facts.count(kind=kind, region=visit.region, codes=visit.codes, now=visit.at)


def _held(session: Session) -> Session:
    return Session.objects.select_for_update(of=("self",)).get(pk=session.pk)


def _move(row: Session, state: State, by: UUID, now: datetime) -> None:
    row.state = state
    row.save(update_fields=["state", "reminded"])
    note(row.organisation_id, f"session_{state}", row.pk, by, now)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the sheet says of one person. `minutes`: None where she stayed for all of it."""

    learner: UUID
    there: bool
    minutes: int | None = None


@transaction.atomic
def note_sheet(
    *, session: Session, sheet: Iterable[Seen], how: How, by: UUID, now: datetime
) -> int:
    """Keeps who was there as the sheet says it; how many lines changed. Each change is journalled.

    Persons who are on no list of the session are left out.
    """
    known = {row.learner_id: row for row in Attendance.objects.filter(session=session)}
    may = set(expected(session))
    changed = 0
    for one in sheet:
        if one.learner in may:
            changed += _note(session, known.get(one.learner), one, how, by, now)
    return changed


def expected(session: Session) -> list[UUID]:
    """Who could be there: everybody with a seat in its cohorts, and whoever was noted already."""
    seated = Learner.objects.filter(
        enrolments__cohort__in=session.cohorts.all(), enrolments__seat=Seat.ENROLLED
    )
    noted = Learner.objects.filter(attendances__session=session)
    return list((seated | noted).distinct().values_list("pk", flat=True))


def _note(
    session: Session, row: Attendance | None, one: Seen, how: How, by: UUID, now: datetime
) -> bool:
    if not one.there:
        if row is None:
            return False
        row.delete()
        act = "not_there"
    elif row is None:
        # The trainer's tick and her own code may come at the same moment: the first one stands.
        told = {"how": how, "minutes": one.minutes, "noted_at": now}
        _row, made = Attendance.objects.get_or_create(
            session=session, learner_id=one.learner, defaults=told
        )
        if not made:
            return False
        act = "there"
    else:
        if row.minutes == one.minutes:
            return False
        row.minutes = one.minutes
        row.save(update_fields=["minutes"])
        act = "there_corrected"
    note(session.organisation_id, act, f"{session.pk.hex[:8]}.{one.learner.hex}", by, now)
    return True


@transaction.atomic
def check_in(*, session: Session, learner: Learner, code: str, by: UUID, now: datetime) -> bool:
    """She says herself that she is here, with the code on the wall; whether it was right.

    Saying it twice is harmless.
    """
    if not here.is_now(bytes(session.secret), code, now):
        return False
    seen = Seen(learner.pk, there=True)
    row = Attendance.objects.filter(session=session, learner=learner).first()
    if row is None:
        _note(session, None, seen, How.CODE, by, now)
    return True
