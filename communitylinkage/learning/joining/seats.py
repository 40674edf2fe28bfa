"""Taking a seat, waiting, going, moving up; each person who can be written to is told.

A person written down twice takes one seat, on whichever of her records. A seat stays with the
record that it was given to, so that records that were put together can be parted again.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from communitylinkage.learning.joining import letters
from communitylinkage.learning.joining.queries import merges_of, persons_with_seat, seats_in
from communitylinkage.learning.journalling import note
from communitylinkage.learning.models import Cohort, Enrolment, Learner
from communitylinkage.learning.rules import seats
from communitylinkage.learning.rules.codes import Mail, Seat
from communitylinkage.network.rules.engaging import root

# Who acts where she does it herself, by the link that only she has.
HERSELF = UUID(int=0)
_TOLD = {Seat.ENROLLED: Mail.ENROLLED, Seat.WAITING: Mail.WAITING}


def _held(cohort: Cohort) -> Cohort:
    """The cohort, locked: two who take the last seat at once come one after the other."""
    return Cohort.objects.select_for_update().get(pk=cohort.pk)


def _row(cohort: Cohort, learner: Learner, now: datetime) -> Enrolment:
    """The place of a record on the list, where its person has no seat there yet."""
    hers = seats_in(cohort, learner)
    seats.check_comes(row.seat for row in hers)
    own = (row for row in hers if row.learner_id == learner.pk)
    return next(own, None) or Enrolment(cohort=cohort, learner=learner, changed_at=now)


def _behind(row: Enrolment) -> None:
    last = Enrolment.objects.filter(cohort=row.cohort).aggregate(last=Max("arrived"))["last"]
    row.arrived = (last or 0) + 1


@transaction.atomic
def invite(*, cohort: Cohort, learner: Learner, by: UUID, now: datetime) -> Enrolment:
    """A letter with a link; she has no seat before she says yes.

    Raises:
        communitylinkage.learning.rules.seats.NotNow: she has a seat or waits already.
    """
    held = _held(cohort)
    row = _row(held, learner, now)
    row.seat, row.changed_at = Seat.INVITED, now
    _behind(row)
    row.save()
    letters.leave(row, Mail.INVITED, now)
    note(cohort.organisation_id, "invited", row.pk, by, now)
    return row


@transaction.atomic
def enrol(
    *, cohort: Cohort, learner: Learner, reminders: bool = True, by: UUID, now: datetime
) -> Enrolment:
    """A seat, or where all are taken a place at the end of the waiting list.

    Raises:
        communitylinkage.learning.rules.seats.NotNow: she has a seat or waits already.
    """
    held = _held(cohort)
    row = _row(held, learner, now)
    taken = persons_with_seat([held])[held.pk]
    row.seat, row.reminders, row.changed_at = (
        seats.seat_for(taken, held.capacity), reminders, now,
    )  # fmt: skip
    _behind(row)
    row.save()
    letters.leave(row, _TOLD[Seat(row.seat)], now)
    note(
        held.organisation_id, "enrolled" if row.seat == Seat.ENROLLED else "waits", row.pk, by, now
    )
    return row


@transaction.atomic
def cancel(*, enrolment: Enrolment, by: UUID, now: datetime) -> None:
    """She does not come; who waited longest moves up.

    Of a person on the list twice only this place goes: as long as she has a seat there by another
    record, she is not told that she has none.

    Raises:
        communitylinkage.learning.rules.seats.NotNow: she has gone already.
    """
    held = _held(enrolment.cohort)
    row = Enrolment.objects.get(pk=enrolment.pk)
    seats.check_goes(row.seat)
    row.seat, row.changed_at = Seat.CANCELLED, now
    row.save()
    if not seats.comes(one.seat for one in seats_in(held, row.learner)):
        letters.leave(row, Mail.CANCELLED, now)
    note(held.organisation_id, "cancelled", row.pk, by, now)
    fill(cohort=held, by=by, now=now)


@transaction.atomic
def fill(*, cohort: Cohort, by: UUID, now: datetime) -> int:
    """Gives free seats to those who wait, in the order in which they came; how many moved up."""
    held = _held(cohort)
    rows, merged = list(held.enrolments.order_by("arrived")), merges_of()
    persons = [root(row.learner_id, merged) for row in rows]
    up = seats.moving_up([row.seat for row in rows], held.capacity, persons)
    for at in up:
        rows[at].seat, rows[at].changed_at = Seat.ENROLLED, now
        rows[at].save()
        letters.leave(rows[at], Mail.ENROLLED, now)
        note(held.organisation_id, "moved_up", rows[at].pk, by, now)
    return len(up)


@transaction.atomic
def set_reminders(*, enrolment: Enrolment, wanted: bool) -> None:
    """Whether she is reminded; her own choice, by her link. One no of hers silences all her seats
    in the cohort."""
    Enrolment.objects.filter(pk=enrolment.pk).update(reminders=wanted)
