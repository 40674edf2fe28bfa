"""After the event: certificates of attendance, and forgetting who came."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from communitylinkage.certificates import actions as certificates
from communitylinkage.certificates.rules import Wanted
from communitylinkage.events import letters, queries, seating, sheets, telling
from communitylinkage.events.journalling import note
from communitylinkage.events.models import Event, Invitation, Needs, Registration
from communitylinkage.events.rules import days
from communitylinkage.events.rules.codes import Mail, RefusedError, Stakeholder, State, Why
from communitylinkage.learning.rules.codes import Seat
from communitylinkage.outbox import actions as outbox
from communitylinkage.outbox.models import Task
from communitylinkage.people.pages import page_language

KIND = "events.certificate"


@transaction.atomic
def certify(*, event: Event, by: UUID, now: datetime) -> int:
    """A certificate for everybody who came and has none; how many. The worker gives them, one by
    one, because each is signed and a request for 300 would not end; each guest is told then.

    Raises:
        RefusedError: it is not over, or nobody is left.
    """
    row = seating.held(event)
    if row.ends > now or row.state != State.OPEN:
        raise RefusedError(Why.NOT_NOW)
    left = list(queries.to_certify(row))
    if not left:
        raise RefusedError(Why.NOBODY)
    row.certified_by = by
    row.save(update_fields=["certified_by"])
    for guest in left:
        outbox.later(kind=KIND, subject_id=guest.pk, due=now)
    note(row, "certified", row.reference, by, now)
    return len(left)


def give(*, task: Task, now: datetime) -> None:
    """Gives one guest hers. Nothing, where she has it or is gone meanwhile."""
    rows = Registration.objects.select_for_update(of=("self",)).select_related("event")
    guest = rows.filter(pk=task.subject_id, certificate=None, came_at__isnull=False).first()
    if guest is None or guest.event.certified_by is None:
        return
    give_to(event=guest.event, guests=[guest], by=guest.event.certified_by, now=now)


@transaction.atomic
def give_to(*, event: Event, guests: Sequence[Registration], by: UUID, now: datetime) -> None:
    """Gives guests of an event theirs and tells them; the key that signs is opened once."""
    made = certificates.issue_all(
        organisation=event.organisation_id, wanted=[_wanted(one) for one in guests], by=by, now=now
    )
    for guest, one in zip(guests, made, strict=True):
        guest.certificate = one.pk
        guest.save(update_fields=["certificate"])
        letters.leave(guest, Mail.AFTER, now)


def _wanted(guest: Registration) -> Wanted:
    """In the guest's language, where we have it. One who wants to stay unseen gets a neutral one:
    it is shown to others, and its title is nowhere else than in it."""
    event, language = guest.event, page_language(guest.language)
    there = timezone.localtime(event.begins, ZoneInfo(event.zone))
    with translation.override(language):
        day = formats.date_format(there, "DATE_FORMAT")
        title = _("Meeting") if guest.neutral else telling.words(event).title
        criteria = _("Was there on %(day)s.") % {"day": day}
    return Wanted(guest.name, title, criteria, there.date(), language)


@transaction.atomic
def _forget_needs(found: Event, now: datetime) -> bool:
    """Whether they went. It may have been put off since it was found: under the lock it is looked
    at once more."""
    event = seating.held(found)
    if event.needs_gone or event.state == State.DRAFT or queries.ahead(event, now):
        return False
    Needs.objects.filter(registration__event=event).delete()
    sheets.forget(event.registrations.exclude(answered=None))
    event.needs_gone = now
    event.save(update_fields=["needs_gone"])
    return True


@transaction.atomic
def _forget_names(found: Event, now: datetime) -> bool:
    """Whether they went; looked at once more under the lock."""
    event = seating.held(found)
    if event.names_gone or event.state == State.DRAFT or days.names_go(event.ends) > now:
        return False
    rows = event.registrations.all()
    event.registered = rows.filter(seat=Seat.ENROLLED).count()
    there = rows.filter(came_at__isnull=False)
    event.came = there.count()
    event.came_alone = there.filter(stakeholder=Stakeholder.SELF).count()
    event.names_gone = now
    event.save(update_fields=["registered", "came", "came_alone", "names_gone"])
    sheets.forget(rows.exclude(answered=None))
    rows.delete()
    Invitation.objects.filter(event=event).delete()
    return True


def sweep(*, now: datetime) -> int:
    """Erases what guests needed and answered once an event is over or called off, and their names
    90 days later; how many events. A draft has no guests, and its day may be wrong still."""
    rows = Event.objects.exclude(state=State.DRAFT)
    done = 0
    for row in rows.exclude(state=State.OPEN, ends__gt=now).filter(needs_gone=None):
        done += _forget_needs(row, now)
    for row in rows.filter(names_gone=None, ends__lte=now - days.NAMES_KEPT):
        done += _forget_names(row, now)
    return done
