"""Places: the lock, who moves up, how many there are.

One lock per event: who takes the last place at the same moment comes one after the other, and the
waiting list is in the order of the commits. A guest who waits for the event holds no place in a
session; she gets it when she moves up.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from communitylinkage.events import letters
from communitylinkage.events.journalling import note
from communitylinkage.events.models import Event, Place, Registration, Session
from communitylinkage.events.rules import days, places
from communitylinkage.events.rules.codes import Mail
from communitylinkage.learning.rules import seats
from communitylinkage.learning.rules.codes import Seat


def held(event: Event) -> Event:
    """The event, locked: two who take the last place at once come one after the other."""
    return Event.objects.select_for_update().get(pk=event.pk)


def behind(rows: QuerySet[Any]) -> int:
    """The place in the order of who comes now."""
    return int(rows.aggregate(last=Max("arrived"))["last"] or 0) + 1


def fill_session(session: Session, now: datetime, *, knows: Collection[UUID] = ()) -> None:
    """Gives free places of a session to guests of the event who wait for one, in order, and tells
    them. Of an event that is called off or over there is nothing to give.

    Args:
        knows: registrations of those who see it in another way: by this very act, or letter.
    """
    if not days.lies_ahead(now, session.event.state, session.event.ends):
        return
    rows = session.places.filter(registration__seat=Seat.ENROLLED).order_by("arrived")
    waiting = list(rows.select_related("registration"))
    up = [waiting[at] for at in
          seats.moving_up([one.seat for one in waiting], session.capacity or 0)]  # fmt: skip
    Place.objects.filter(pk__in=[one.pk for one in up]).update(seat=Seat.ENROLLED)
    told = [one.registration for one in up if one.registration_id not in knows]
    letters.tell_of_part(session.event, told, Mail.PART_FREE, now)


@transaction.atomic
def fill(*, event: Event, by: UUID, now: datetime) -> int:
    """Gives free places to those who wait, in the order in which they came; how many moved up.
    Nobody does where it is called off or over."""
    row = held(event)
    if not days.lies_ahead(now, row.state, row.ends):
        return 0
    rows = list(row.registrations.order_by("arrived"))
    up = seats.moving_up([one.seat for one in rows], row.capacity)
    for at in up:
        rows[at].seat, rows[at].changed_at = Seat.ENROLLED, now
        rows[at].save()
        letters.leave(rows[at], Mail.ENROLLED, now)
        note(row, "moved_up", rows[at].pk, by, now)
    if up:
        fill_sessions(row, now, knows={rows[at].pk for at in up})
    return len(up)


def fill_sessions(event: Event, now: datetime, *, knows: Collection[UUID] = ()) -> None:
    """Fills each session that has only so many places."""
    for session in event.sessions.filter(capacity__isnull=False):
        fill_session(session, now, knows=knows)


@transaction.atomic
def set_capacity(*, event: Event, capacity: int, back: bool, by: UUID, now: datetime) -> Event:
    """More places: who waits moves up. Fewer than are taken: refused, or those who came last wait.
    Who is there keeps hers. Where it is called off or over only the number changes; nor does
    anybody wait where it does not fall, however many the door let in.

    Args:
        back: those who came last may go back to the waiting list; each is told.

    Raises:
        RefusedError: more have a place already, and `back` was not said.
    """
    row = held(event)
    before, row.capacity = row.capacity, capacity
    row.save()
    if places.falls(before, capacity) and days.lies_ahead(now, row.state, row.ends):
        rows = list(row.registrations.order_by("arrived"))
        for at in _too_many(rows, rows, capacity, back=back):
            _goes_back(row, rows[at], by, now)
    fill(event=row, by=by, now=now)
    fill_sessions(row, now)
    return row


def _too_many(
    rows: Sequence[Registration | Place], guests: Sequence[Registration], capacity: int, *,
    back: bool,
) -> list[int]:  # fmt: skip
    """The positions of those for whom there is no place any more, of whom nobody is there."""
    stand = [one.seat for one in rows]
    places.check_capacity(stand, capacity, back=back)
    there = {at for at, one in enumerate(guests) if one.came_at is not None}
    return places.lasts_back(stand, capacity, there)


def fewer_in_session(session: Session, *, back: bool, now: datetime) -> None:
    """Where a session is to have fewer places than are kept: refused, or those who came last wait
    again and are told, as for the event itself.

    Raises:
        RefusedError: more have a place already, and `back` was not said.
    """
    event, capacity = session.event, session.capacity
    if capacity is None or not days.lies_ahead(now, event.state, event.ends):
        return
    if not places.falls(Session.objects.get(pk=session.pk).capacity, capacity):
        return
    rows = list(session.places.order_by("arrived").select_related("registration"))
    guests = [one.registration for one in rows]
    last = _too_many(rows, guests, capacity, back=back)
    Place.objects.filter(pk__in=[rows[at].pk for at in last]).update(seat=Seat.WAITING)
    letters.tell_of_part(event, [guests[at] for at in last], Mail.PART_MOVED, now)


def _goes_back(event: Event, row: Registration, by: UUID, now: datetime) -> None:
    """She waits, with the order in which she came; her places in sessions wait too."""
    row.seat, row.changed_at = Seat.WAITING, now
    row.save()
    row.places.filter(seat=Seat.ENROLLED).update(seat=Seat.WAITING)
    letters.leave(row, Mail.BACK, now)
    note(event, "went_back", row.pk, by, now)
