"""Writing an event and its programme, publishing, moving, calling it off."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.events import door, letters, seating
from communitylinkage.events.journalling import note
from communitylinkage.events.listing import list_it
from communitylinkage.events.models import (
    Event,
    EventText,
    Material,
    Registration,
    Session,
    SessionText,
)
from communitylinkage.events.rules import days
from communitylinkage.events.rules.codes import Mail, RefusedError, State, Why
from communitylinkage.learning.courses.actions import File
from communitylinkage.learning.rules.codes import Seat
from communitylinkage.learning.rules.time import NoSuchTime
from communitylinkage.organisations.models import Organisation
from communitylinkage.surveys.answering import uploads

COMING = (Seat.ENROLLED.value, Seat.WAITING.value)


@dataclass(frozen=True, slots=True)
class Plan:
    """When, where, for whom, how many."""

    kind: str
    audience: str
    country: str
    zone: str
    begins: datetime
    ends: datetime
    closes: datetime | None
    place: str
    online: str
    capacity: int
    languages: Sequence[str]
    childcare: bool
    travel: bool


@transaction.atomic
def begin(
    *, organisation: Organisation, plan: Plan, language: str, texts: Mapping[str, str], by: UUID,
    now: datetime,
) -> Event:  # fmt: skip
    """A draft, in one language."""
    row = Event.objects.create(
        organisation=organisation, made_at=now, **asdict(plan) | {"languages": list(plan.languages)}
    )
    EventText.objects.create(event=row, language=language, **texts)
    note(row, "begun", row.reference, by, now)
    return row


@transaction.atomic
def keep_plan(*, event: Event, plan: Plan, back: bool, by: UUID, now: datetime) -> Event:
    """Changes an event. Where its day moves, its sessions move with it, by the clock on the wall;
    where time or place change after it was published, who gave an address is told. Put off after
    the door opened, nobody has come yet.

    Args:
        back: where there are fewer places than guests, those who came last wait.

    Raises:
        RefusedError: too few places, a session would be at a time that does not exist, or the
            event is called off.
    """
    row = seating.held(event)
    if row.state == State.CANCELLED:
        raise RefusedError(Why.NOT_NOW)
    moves = _moves(row, plan)
    if (row.begins, row.zone) != (plan.begins, plan.zone):
        _move_sessions(row, plan)
    if days.put_off(now, row.begins, plan.begins, row.zone, plan.zone):
        door.undo_all(event=row, by=by, now=now)
    for name, value in asdict(plan).items():
        if name != "capacity":
            setattr(row, name, value)
    row.languages = list(plan.languages)
    _is_to_come(row, now)
    if moves:
        row.sequence += 1
        row.reminded = False
    row.save()
    seating.set_capacity(event=row, capacity=plan.capacity, back=back, by=by, now=now)
    note(row, "moved" if moves else "kept", row.reference, by, now)
    if moves and days.lies_ahead(now, row.state, row.ends):
        letters.tell_all(event=row, kind=Mail.CHANGED, now=now, seats=COMING)
    row.refresh_from_db()
    list_it(row)
    return row


def _moves(row: Event, plan: Plan) -> bool:
    """Whether what a guest has to know has changed."""
    known = ("begins", "ends", "zone", "place", "online")
    return any(getattr(row, name) != getattr(plan, name) for name in known)


def _is_to_come(row: Event, now: datetime) -> None:
    """What lies ahead again, after it was put off or its day was wrong, is forgotten once more
    when it is over; what was counted of it before counts no more."""
    if row.ends > now:
        row.needs_gone = row.names_gone = None
        row.registered = row.came = None
        row.came_alone = 0


def _move_sessions(row: Event, plan: Plan) -> None:
    by = days.days_between(row.begins, plan.begins, row.zone, plan.zone)
    try:
        for one in row.sessions.all():
            one.begins = days.moved(one.begins, by, row.zone, plan.zone)
            one.ends = days.moved(one.ends, by, row.zone, plan.zone)
            one.save()
    except (NoSuchTime, OverflowError) as jumped:
        raise RefusedError(Why.NO_TIME) from jumped


@transaction.atomic
def keep_words(
    *, event: Event, language: str, texts: Mapping[str, str], by: UUID, now: datetime
) -> None:
    """The event in one language."""
    EventText.objects.update_or_create(event=event, language=language, defaults=dict(texts))
    list_it(event)
    note(event, "words", event.reference, by, now)


@transaction.atomic
def publish(*, event: Event, by: UUID, now: datetime) -> Event:
    """From now on people register.

    Raises:
        RefusedError: it is no draft, nothing is written, or it is over.
    """
    row = seating.held(event)
    if row.state != State.DRAFT or row.ends <= now:
        raise RefusedError(Why.NOT_NOW)
    if not row.texts.exclude(title="").exclude(about="").exists():
        raise RefusedError(Why.NO_TEXT)
    row.state = State.OPEN
    _is_to_come(row, now)
    row.save()
    list_it(row)
    note(row, "published", row.reference, by, now)
    return row


@transaction.atomic
def call_off(*, event: Event, by: UUID, now: datetime) -> Event:
    """It does not take place; who registered and gave an address is told.

    Raises:
        RefusedError: it is not published, or it is over.
    """
    row = seating.held(event)
    if row.state != State.OPEN or row.ends <= now:
        raise RefusedError(Why.NOT_NOW)
    row.state = State.CANCELLED
    row.sequence += 1
    row.save()
    letters.tell_all(event=row, kind=Mail.OFF, now=now, seats=COMING)
    list_it(row)
    note(row, "called_off", row.reference, by, now)
    return row


@dataclass(frozen=True, slots=True)
class Slot:
    """A session of the programme as it is to be."""

    begins: datetime
    ends: datetime
    room: str
    online: str
    interpreted: Sequence[str]
    capacity: int | None
    speakers: Sequence[str]


@transaction.atomic
def keep_session(
    *, event: Event, session: Session | None, slot: Slot, language: str, title: str, about: str,
    back: bool = False, by: UUID, now: datetime,
) -> Session:  # fmt: skip
    """Adds or changes a session and its words in one language.

    Raises:
        RefusedError: more have a place already than there are to be, or it is gone meanwhile.
    """
    held = seating.held(event)
    row = Session() if session is None else held.sessions.filter(pk=session.pk).first()
    if row is None:
        raise RefusedError(Why.NOT_NOW)
    row.event = held
    there = ("begins", "ends", "room", "online")
    moves = session is not None and any(getattr(row, one) != getattr(slot, one) for one in there)
    for name, value in asdict(slot).items():
        setattr(row, name, list(value) if name in {"interpreted", "speakers"} else value)
    if session is not None:
        seating.fewer_in_session(row, back=back, now=now)
    row.save()
    SessionText.objects.update_or_create(
        session=row, language=language, defaults={"title": title, "about": about}
    )
    if moves:
        letters.tell_of_part(held, _chose(row), Mail.PART_MOVED, now)
    if row.capacity is None:
        # Who waits for the meeting itself has no place in its parts yet.
        free = [one for one in _chose(row, Seat.WAITING) if one.seat == Seat.ENROLLED]
        letters.tell_of_part(held, free, Mail.PART_FREE, now)
        row.places.all().delete()
    else:
        seating.fill_session(row, now)
    list_it(held)
    note(held, "session_kept", row.pk, by, now)
    return row


def _chose(row: Session, *stand: Seat) -> list[Registration]:
    """The guests who have a place in a session, or wait for one."""
    places_in = row.places.filter(seat__in=stand or COMING).select_related("registration")
    return [one.registration for one in places_in]


@transaction.atomic
def drop_session(*, session: Session, by: UUID, now: datetime) -> None:
    """Takes a session out of the programme; places in it go with it, and who had one is told."""
    event = seating.held(session.event)
    letters.tell_of_part(event, _chose(session), Mail.PART_MOVED, now)
    note(event, "session_dropped", session.pk, by, now)
    session.delete()
    list_it(event)


@transaction.atomic
def keep_minutes(*, event: Event, language: str, minutes: str, by: UUID, now: datetime) -> None:
    """What was said and decided, in one language that the event is written in."""
    EventText.objects.filter(event=event, language=language).update(minutes=minutes)
    list_it(event)
    note(event, "minutes", event.reference, by, now)


@transaction.atomic
def add_material(
    *, event: Event, language: str, title: str, link: str, file: File | None = None, by: UUID,
    now: datetime,
) -> Material:  # fmt: skip
    """Something to read or see: where it lies, or a file. A picture loses what the camera wrote
    into it.

    Raises:
        communitylinkage.surveys.answering.uploads.WrongFileError: empty, too large, broken, or of
            a kind that we do not give on.
    """
    row = Material(event=event, language=language, title=title, link=link)
    if file:
        row.media = uploads.kind_of(file.content, "file")
        row.ending = uploads.ending_of(file.name, row.media)
        row.content = uploads.cleaned(file.content, row.media)
    row.save()
    note(event, "material_added", row.pk, by, now)
    return row


@transaction.atomic
def drop_material(*, material: Material, by: UUID, now: datetime) -> None:
    """Takes it off."""
    note(material.event, "material_dropped", material.pk, by, now)
    material.delete()
