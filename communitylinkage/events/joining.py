"""Registering, waiting, changing, going, moving up; each guest who can be written to is told."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Q

from communitylinkage.events import letters, queries, sheets
from communitylinkage.events.journalling import note
from communitylinkage.events.models import (
    Event,
    Invitation,
    Needs,
    Place,
    Registration,
    Session,
)
from communitylinkage.events.rules import days
from communitylinkage.events.rules.codes import Audience, Mail, RefusedError, State, Why
from communitylinkage.events.seating import behind, fill, fill_session, held
from communitylinkage.events.sheets import Sheet
from communitylinkage.learning.joining.seats import HERSELF
from communitylinkage.learning.rules import seats
from communitylinkage.learning.rules.codes import Seat

__all__ = ["HERSELF"]
_TOLD = {Seat.ENROLLED: Mail.ENROLLED, Seat.WAITING: Mail.WAITING}


@dataclass(frozen=True, slots=True)
class Guest:
    """What a guest says of herself: the least, and what she needs to be able to come."""

    name: str
    stakeholder: str
    country: str
    language: str
    email: str = ""
    works_at: str = ""
    neutral: bool = True
    listed: bool = False
    reminders: bool = True
    children: int = 0
    food: str = ""
    access: str = ""
    interpreting: str = ""
    travel: bool = False


NEEDS = ("children", "food", "access", "interpreting", "travel")


class TwiceError(RefusedError):
    """Her address is registered already; `row` is the registration."""

    def __init__(self, row: Registration) -> None:
        super().__init__(Why.TWICE)
        self.row = row


@transaction.atomic
def register(
    *, event: Event, guest: Guest, sessions: Iterable[Session], by: UUID, now: datetime,
    sent_as: str | None = None, invitation: Invitation | None = None, sheet: Sheet | None = None,
) -> Registration:  # fmt: skip
    """A place, or where all are taken one at the end of the waiting list.

    Args:
        sheet: what the form asks besides, filled in.
        sent_as: the name of the form; the same form again finds the same registration. by: the
            account of who writes her down, or `HERSELF`.

    Raises:
        TwiceError: her address is registered. RefusedError: registration is closed, or it is by
            invitation and there is none, or somebody registered with it; or the form asks
            something else now, or an answer does not fit any more.
    """
    row = held(event)
    if sent_as and (same := row.registrations.filter(sent_as=sent_as).first()):
        return same
    _check_takes(row, invitation, by, now)
    sheets.check(row, sheet)
    before = known(row, guest.email)
    if before and before.seat != Seat.CANCELLED:
        raise TwiceError(before)
    made = before or Registration(event=row)
    made.sent_as = sent_as
    _fill_in(made, guest, now)
    _arrive(row, made)
    _keep_needs(made, guest, new=before is None)
    sheets.keep(registration=made, sheet=sheet, now=now)
    if wanted := _as_they_are(row, sessions):
        _choose(made, wanted, now)
    if invitation:
        Invitation.objects.filter(pk=invitation.pk).update(registration=made)
    letters.leave(made, _TOLD[Seat(made.seat)], now)
    note(row, "registered" if made.seat == Seat.ENROLLED else "waits", made.pk, by, now)
    return made


def _check_takes(event: Event, invitation: Invitation | None, by: UUID, now: datetime) -> None:
    if event.state != State.OPEN or not days.takes(now, event.begins, event.closes):
        raise RefusedError(Why.CLOSED)
    invited = event.invitations.filter(pk=invitation.pk).first() if invitation else None
    if invited and invited.registration_id:
        raise RefusedError(Why.USED)
    if event.audience == Audience.INVITED and by == HERSELF and not invited:
        raise RefusedError(Why.CLOSED)


def written(event: Event, guest: Guest, now: datetime) -> Registration:
    """A guest without a place asked for: who comes to the door unregistered. Not saved yet."""
    row = Registration(event=event, seat=Seat.ENROLLED, arrived=behind(event.registrations.all()))
    _fill_in(row, guest, now)
    return row


def _fill_in(row: Registration, guest: Guest, now: datetime) -> None:
    for name, value in asdict(guest).items():
        if name not in NEEDS:
            setattr(row, name, value)
    row.email = guest.email.lower()
    row.changed_at = now


def known(event: Event, email: str) -> Registration | None:
    """The registration of an address, however it is written; None where there is none."""
    return event.registrations.filter(email=email.lower()).first() if email else None


def _arrive(event: Event, row: Registration) -> None:
    """A place or one to wait for, behind everybody: one question to the database tells both."""
    found = event.registrations.aggregate(
        taken=Count("pk", filter=Q(seat=Seat.ENROLLED)), last=Max("arrived")
    )
    row.seat = seats.seat_for(found["taken"], event.capacity)
    row.arrived = (found["last"] or 0) + 1
    row.save()


def _keep_needs(row: Registration, guest: Guest, *, new: bool = False) -> None:
    needed = {name: getattr(guest, name) for name in NEEDS}
    if any(needed.values()) and new:
        Needs.objects.create(registration=row, **needed)
    elif any(needed.values()):
        Needs.objects.update_or_create(registration=row, defaults=needed)
    elif not new:
        Needs.objects.filter(registration=row).delete()


def _as_they_are(event: Event, sessions: Iterable[Session]) -> list[Session]:
    """Sessions as they are now that the event is locked: since her form read them one may have got
    fewer places, which must not be given out twice, or be gone, or take as many as come."""
    chosen = [one.pk for one in sessions]
    return list(event.sessions.filter(pk__in=chosen, capacity__isnull=False)) if chosen else []


def _choose(row: Registration, sessions: Iterable[Session], now: datetime) -> None:
    """A place, or one to wait for, in each session that she chose; the others she leaves.

    Args:
        sessions: read under the lock.
    """
    wanted = {one.pk: one for one in sessions}
    mine = {place.session_id: place for place in row.places.select_related("session")}
    for pk, place in mine.items():
        if pk not in wanted and place.seat != Seat.CANCELLED:
            place.seat = Seat.CANCELLED
            place.save()
            fill_session(place.session, now)
    for pk, session in wanted.items():
        found = mine.get(pk) or Place(registration=row, session=session, seat=Seat.CANCELLED)
        if found.seat == Seat.CANCELLED:
            found.seat = Seat.WAITING
            found.arrived = behind(session.places.all())
            found.save()
        fill_session(session, now, knows=[row.pk])


@transaction.atomic
def change(
    *, registration: Registration, guest: Guest, sessions: Iterable[Session], by: UUID,
    now: datetime, sheet: Sheet | None = None,
) -> Registration:  # fmt: skip
    """Other words about herself, other needs, other answers, other sessions; her place stays hers.

    Raises:
        TwiceError: another registration has this address. RefusedError: registration is closed,
            she is not coming any more, or the form asks something else now.
    """
    event = held(registration.event)
    row = Registration.objects.select_related("answered").get(pk=registration.pk)
    sheets.check(event, sheet)
    if not days.takes(now, event.begins, event.closes) or event.state != State.OPEN:
        raise RefusedError(Why.CLOSED)
    if row.seat == Seat.CANCELLED:
        raise RefusedError(Why.NOT_NOW)
    other = known(event, guest.email)
    if other and other.pk != row.pk:
        raise TwiceError(other)
    wanted = _as_they_are(event, sessions)
    if _same(row, guest, wanted):
        sheets.keep(registration=row, sheet=sheet, now=now)
        return row
    _fill_in(row, guest, now)
    row.save()
    _keep_needs(row, guest)
    sheets.keep(registration=row, sheet=sheet, now=now)
    _choose(row, wanted, now)
    note(event, "changed", row.pk, by, now)
    return row


def _same(row: Registration, guest: Guest, sessions: list[Session]) -> bool:
    """Whether nothing is different: a form sent once more writes nothing."""
    needs = Needs.objects.filter(registration=row).first()
    said = asdict(guest) | {"email": guest.email.lower()}
    kept = {name: getattr(row, name) for name in said if name not in NEEDS}
    kept |= {name: getattr(needs or Needs(), name) for name in NEEDS}
    mine = row.places.exclude(seat=Seat.CANCELLED).values_list("session", flat=True)
    return kept == said and set(mine) == {one.pk for one in sessions}


@transaction.atomic
def cancel(*, registration: Registration, by: UUID, now: datetime) -> None:
    """She does not come: what she needs and answered is erased, who waited longest moves up.

    Raises:
        RefusedError: she has gone already, or was there; or the event is called off or over.
    """
    event = held(registration.event)
    row = Registration.objects.get(pk=registration.pk)
    if not queries.may_go(row, now):
        raise RefusedError(Why.NOT_NOW)
    row.seat, row.changed_at = Seat.CANCELLED, now
    row.save()
    Needs.objects.filter(registration=row).delete()
    sheets.forget([row])
    _choose(row, (), now)
    letters.leave(row, Mail.CANCELLED, now)
    note(event, "cancelled", row.pk, by, now)
    fill(event=event, by=by, now=now)


@transaction.atomic
def come_back(*, registration: Registration, by: UUID, now: datetime) -> Registration:
    """She comes after all, behind those who came meanwhile.

    Raises:
        RefusedError: registration is closed, or she has a place or waits.
    """
    event = held(registration.event)
    row = Registration.objects.get(pk=registration.pk)
    if row.seat != Seat.CANCELLED:
        raise RefusedError(Why.NOT_NOW)
    if event.state != State.OPEN or not days.takes(now, event.begins, event.closes):
        raise RefusedError(Why.CLOSED)
    row.changed_at = now
    _arrive(event, row)
    letters.leave(row, _TOLD[Seat(row.seat)], now)
    note(event, "came_back", row.pk, by, now)
    return row


@transaction.atomic
def tell_again(*, registration: Registration, now: datetime) -> None:
    """Somebody registered an address twice: its owner gets her link again, once at a time."""
    if not letters.waits(registration, Mail.AGAIN):
        letters.leave(registration, Mail.AGAIN, now)


@transaction.atomic
def invite(*, event: Event, addresses: Iterable[tuple[str, str]], by: UUID, now: datetime) -> int:
    """Invites by e-mail; how many letters are on their way.

    Who was invited before gets her letter again; where somebody registered with it, she gets an
    invitation of her own. Who is registered with her address gets the link to her page.

    Args:
        addresses: pairs of e-mail address and language.

    Raises:
        RefusedError: the event is not published.
    """
    row = held(event)
    if row.state != State.OPEN:
        raise RefusedError(Why.NOT_NOW)
    wanted: dict[str, tuple[str, str]] = {}
    for email, language in addresses:
        wanted.setdefault(email.lower(), (email, language))
    guests = {one.email: one for one in row.registrations.exclude(seat=Seat.CANCELLED)}
    unused = {one.email.lower(): one for one in row.invitations.filter(registration=None)}
    for address, (email, language) in wanted.items():
        if address in guests:
            tell_again(registration=guests[address], now=now)
            continue
        one = unused.get(address) or Invitation(event=row, email=email, made_at=now)
        one.language = language
        one.save()
        letters.leave_invitation(one, now)
        note(row, "invited", one.pk, by, now)
    return len(wanted)
