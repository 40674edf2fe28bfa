"""The way back to her own page of a seat: shown by who keeps the group, or sent to her once more.

Her page opens by an address that she alone was given (`links.py`). Who was written down without
e-mail and account was never given it, and anybody can lose it.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from communitylinkage.journal.queries import openings
from communitylinkage.learning.joining import letters
from communitylinkage.learning.joining.queries import seats_in
from communitylinkage.learning.journalling import note
from communitylinkage.learning.links import Purpose, address
from communitylinkage.learning.models import Cohort, Enrolment, Learner
from communitylinkage.learning.rules import seats
from communitylinkage.learning.rules.codes import Mail, Seat
from communitylinkage.people.pages import page_language

# What tells her where she stands. Who does not come can be shown her page, for her certificate.
LETTERS = {
    Seat.ENROLLED: Mail.ENROLLED,
    Seat.WAITING: Mail.WAITING,
    Seat.INVITED: Mail.INVITED,
}
# Whoever types her address on the open page makes us write to her: once in this time.
AGAIN_AFTER = timedelta(hours=1)
_SENT = "page_sent"


def can_send(row: Enrolment) -> bool:
    """Whether her page can be sent to her: she has an e-mail address, and comes or may come."""
    return bool(row.learner.email) and row.seat in LETTERS


@transaction.atomic
def show_page(*, enrolment: Enrolment, by: UUID, now: datetime) -> str:
    """The address of her page, in her language, for who stands beside her. Journalled: whoever has
    it can do there what she can."""
    note(enrolment.cohort.organisation_id, "page_shown", enrolment.pk, by, now)
    return address(enrolment.pk, Purpose.SEAT, page_language(enrolment.learner.language))


@transaction.atomic
def send_page(*, enrolment: Enrolment, by: UUID, now: datetime) -> None:
    """Her page is sent to her once more, with where she stands.

    Raises:
        communitylinkage.learning.rules.seats.NotNow: she has no e-mail address, or does not come.
    """
    if not can_send(enrolment):
        raise seats.NotNow
    _send(enrolment, by, now)


@transaction.atomic
def send_again(*, cohort: Cohort, learner: Learner, by: UUID, now: datetime) -> None:
    """Somebody asked for a seat with her address, and she comes or waits already: her page is sent
    to her, at most once in `AGAIN_AFTER`, with the best that she has in the cohort."""
    # Held, so that of two who ask at once the second sees what the first sent.
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    hers = seats_in(cohort, learner)
    if not hers:
        return
    best = seats.standing(row.seat for row in hers)
    standing = [row for row in hers if row.seat == best]
    # Of her records the one with the address that was typed: there she looks.
    own = [row for row in standing if row.learner_id == learner.pk]
    (row,) = letters.one_each(own or standing)
    # The letter of her seat itself counts too: a form whose answer was lost is sent twice.
    sent = [one.at for one in openings([str(row.pk)], act=f"learning.{_SENT}")]
    if can_send(row) and max([row.changed_at, *sent]) <= now - AGAIN_AFTER:
        _send(row, by, now)


def _send(row: Enrolment, by: UUID, now: datetime) -> None:
    letters.leave(row, LETTERS[Seat(row.seat)], now)
    note(row.cohort.organisation_id, _SENT, row.pk, by, now)
