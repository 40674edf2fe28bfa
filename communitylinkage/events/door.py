"""The day itself: who comes is checked in once and counted once; who was not registered, too."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.events import joining, seating
from communitylinkage.events.journalling import note
from communitylinkage.events.models import Event, Registration
from communitylinkage.events.rules import days
from communitylinkage.events.rules.codes import RefusedError, State, Why
from communitylinkage.facts.actions import count
from communitylinkage.learning.rules.codes import Seat

FACT, UNDONE = "event_attended", "event_attended_undone"


@transaction.atomic
def check_in(*, registration: Registration, by: UUID, now: datetime) -> Registration:
    """She is there. Whoever stands at the door is let in, also from the waiting list; a second
    scan changes nothing.

    Raises:
        RefusedError: the door is not open.
    """
    event = seating.held(registration.event)
    _check_door(event, now)
    row = Registration.objects.get(pk=registration.pk)
    if row.came_at is None:
        row.came_at = row.changed_at = now
        if row.seat != Seat.ENROLLED:
            row.seat_before, row.seat = row.seat, Seat.ENROLLED
        row.save()
        _count(FACT, row, now)
        note(event, "came", row.pk, by, now)
    return row


@transaction.atomic
def take_back(*, registration: Registration, by: UUID, now: datetime) -> None:
    """The wrong one was checked in: it is taken back, and counted back. Who had no place before
    has none again, and who was not registered does not come.

    Raises:
        RefusedError: the door is not open, she was not checked in, or has a certificate.
    """
    event = seating.held(registration.event)
    _check_door(event, now)
    row = Registration.objects.get(pk=registration.pk)
    if row.came_at is None or row.certificate:
        raise RefusedError(Why.NOT_NOW)
    _undo(event, row, by, now)
    seating.fill(event=event, by=by, now=now)
    seating.fill_sessions(event, now)


def undo_all(*, event: Event, by: UUID, now: datetime) -> None:
    """Who was let in for a day on which it does not take place after all comes on the new one:
    all stand where they stood before. As at the door, who has a certificate was there.

    Args:
        event: locked.
    """
    for row in event.registrations.filter(came_at__isnull=False, certificate=None):
        _undo(event, row, by, now)


def _undo(event: Event, row: Registration, by: UUID, now: datetime) -> None:
    row.came_at, row.changed_at = None, now
    if row.seat_before:
        row.seat, row.seat_before = row.seat_before, ""
    row.save()
    _count(UNDONE, row, now)
    note(event, "not_came", row.pk, by, now)
    if row.seat == Seat.WAITING:
        row.places.filter(seat=Seat.ENROLLED).update(seat=Seat.WAITING)


@transaction.atomic
def walk_in(
    *, event: Event, guest: joining.Guest, sent_as: str | None = None, by: UUID, now: datetime
) -> Registration:
    """Somebody comes who is not registered: written down and checked in, whoever has places.

    Raises:
        joining.TwiceError: her address is registered; check that one in. RefusedError: the door
            is not open.
    """
    row = seating.held(event)
    _check_door(row, now)
    if sent_as and (same := row.registrations.filter(sent_as=sent_as).first()):
        return same
    if known := joining.known(row, guest.email):
        raise joining.TwiceError(known)
    made = joining.written(row, replace(guest, reminders=False), now)
    made.walk_in, made.sent_as, made.seat_before = True, sent_as, Seat.CANCELLED
    made.save()
    note(row, "walked_in", made.pk, by, now)
    return check_in(registration=made, by=by, now=now)


def _check_door(event: Event, now: datetime) -> None:
    if event.state != State.OPEN or not days.door_is_open(now, event.begins, event.ends):
        raise RefusedError(Why.NOT_NOW)


def _count(kind: str, row: Registration, now: datetime) -> None:
    codes = [f"stakeholder:{row.stakeholder}", f"event:{row.event.kind}"]
    count(kind=kind, region=row.country, codes=codes, now=now)
