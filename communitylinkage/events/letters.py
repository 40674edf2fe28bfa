"""Letters to guests. The subject is always neutral; the title stands inside only where she agreed.

Who must not be seen to attend leaves "neutral" ticked: then no letter and no calendar names the
event, and the page behind the link is the only place that does.
"""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import formats, timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from communitylinkage.events import telling
from communitylinkage.events.links import Purpose, address
from communitylinkage.events.models import Event, Invitation, Letter, Registration
from communitylinkage.events.rules.codes import Mail, State, Wave
from communitylinkage.events.rules.days import REMIND_BEFORE, lies_ahead
from communitylinkage.learning.rules.codes import Seat
from communitylinkage.outbox import actions as outbox
from communitylinkage.outbox.letters import Outgoing
from communitylinkage.outbox.models import Task
from communitylinkage.people.pages import page_language

KIND = "events.letter"
SUBJECT = _("A message about your meeting")
TEXTS: dict[str, Promise] = {
    Mail.INVITED: _("You are invited to a meeting. With this link you can say yes:"),
    Mail.WAITING: _(
        "All places are taken, so you are on the waiting list. We write when one is free. "
        "With this link you can see and change it, without an account:"
    ),
    Mail.ENROLLED: _(
        "You have a place, on %(when)s. With this link you can see everything, change it or say "
        "that you do not come, without an account:"
    ),
    Mail.BACK: _(
        "There are fewer places now than before, and yours had to be taken back. We are sorry. "
        "You are among the first on the waiting list. Here you see it:"
    ),
    Mail.CANCELLED: _("You are not on the list any more. With this link you can come back:"),
    Mail.AGAIN: _("You are registered already. With this link you can see and change it:"),
    Mail.REMINDER: _("A reminder: your meeting is on %(when)s. Here you see where:"),
    Mail.CHANGED: _("Something has changed. It is now on %(when)s. Here you see where:"),
    Mail.OFF: _("Your meeting on %(when)s does not take place. Here you see what is known:"),
    Mail.AFTER: _("Thank you for coming. What stays of the meeting you find here:"),
    Mail.PART_FREE: _(
        "You have a place now in a part of the meeting for which you waited. Here you see which:"
    ),
    Mail.PART_MOVED: _(
        "Something has changed in a part of the meeting that you chose. Here you see it:"
    ),
}
QUESTIONS = gettext_noop(
    "There are some questions before the meeting. Your answers are not linked to your name; you "
    "find them by this link."
)
_WITH_QUESTIONS = frozenset({Mail.ENROLLED, Mail.WAITING, Mail.AGAIN})
_ALSO_PAST = frozenset({Mail.OFF, Mail.AFTER})
_OF_PARTS = frozenset({Mail.PART_FREE, Mail.PART_MOVED})


def leave(row: Registration, kind: Mail, now: datetime) -> bool:
    """Leaves a letter for the worker, where she gave an address; whether she did."""
    if not row.email:
        return False
    letter = Letter.objects.create(registration=row, kind=kind)
    outbox.later(kind=KIND, subject_id=letter.pk, due=now)
    return True


def leave_invitation(row: Invitation, now: datetime) -> None:
    """Leaves the letter with somebody's invitation, once where it is on its way."""
    if Letter.objects.filter(invitation=row).exists():
        return
    letter = Letter.objects.create(invitation=row, kind=Mail.INVITED)
    outbox.later(kind=KIND, subject_id=letter.pk, due=now)


def waits(row: Registration, kind: Mail) -> bool:
    """Whether such a letter is on its way to her: nobody is flooded by another's clicks."""
    return Letter.objects.filter(registration=row, kind=kind).exists()


def write(*, task: Task, now: datetime) -> Outgoing | None:
    """A letter, forgotten once it went out. Nothing, where she is gone meanwhile."""
    rows = Letter.objects.select_related("registration__event", "invitation__event")
    row = rows.filter(pk=task.subject_id).first()
    if row is None:
        return None
    to, event, link, language, named = _whom(row)
    if not to or _is_past(row, event, now):
        row.delete()
        return None
    with translation.override(language):
        subject, text = str(SUBJECT), _text(row.kind, event, named)
        more = _more(row.kind, event, now)
    return Outgoing(to, subject, f"{text}\n\n{link}\n{more}", then=row.delete)


def _whom(row: Letter) -> tuple[str, Event, str, str, bool]:
    """Address, event, link, language, and whether the event is named."""
    guest, invited = row.registration, row.invitation
    if guest is not None:
        language = page_language(guest.language)
        link = address(guest.pk, Purpose.GUEST, language)
        return guest.email, guest.event, link, language, not guest.neutral
    if invited is None:
        raise ValueError("a letter to nobody")
    language = page_language(invited.language)
    link = address(invited.pk, Purpose.INVITED, language)
    return invited.email, invited.event, link, language, False


def _is_past(row: Letter, event: Event, now: datetime) -> bool:
    """Of what does not take place, or is over, nobody is told anything but that, and what stays;
    her own link, where she asks for it, leads her to what stays, too. Who does not come any more
    is neither reminded nor told of its parts."""
    if row.kind in _ALSO_PAST:
        return False
    if row.kind == Mail.AGAIN:
        return event.state != State.OPEN
    if not lies_ahead(now, event.state, event.ends):
        return True
    if row.registration is None:
        return False
    if row.kind == Mail.REMINDER:
        return row.registration.seat != Seat.ENROLLED
    return row.kind in _OF_PARTS and row.registration.seat == Seat.CANCELLED


def _text(kind: str, event: Event, named: bool) -> str:
    there = timezone.localtime(event.begins, ZoneInfo(event.zone))
    when = formats.date_format(there, "DATETIME_FORMAT")
    clock = gettext("%(when)s (the clock of %(zone)s)") % {"when": when, "zone": event.zone}
    said = str(TEXTS[kind]) % {"when": clock}
    return f"{telling.words(event).title}\n\n{said}" if named else said


def _more(kind: str, event: Event, now: datetime) -> str:
    """That questions without names are open, to who registers; before the event only."""
    if kind not in _WITH_QUESTIONS or not lies_ahead(now, event.state, event.ends):
        return ""
    asked = event.askings.filter(wave=Wave.BEFORE, collection__closed=None)
    return f"\n{gettext(QUESTIONS)}\n" if asked.exists() else ""


def tell_of_part(event: Event, rows: Iterable[Registration], kind: Mail, now: datetime) -> None:
    """Tells guests that a part which they chose is free for them, or is another now; once where
    such a letter is on its way. Of what is over nobody is told.
    """
    if not lies_ahead(now, event.state, event.ends):
        return
    for row in rows:
        if not waits(row, kind):
            leave(row, kind, now)


def tell_all(*, event: Event, kind: Mail, now: datetime, seats: tuple[str, ...]) -> int:
    """Leaves a letter for everybody with such a seat; how many."""
    rows = event.registrations.filter(seat__in=seats)
    if kind == Mail.REMINDER:
        rows = rows.filter(reminders=True)
    return sum(leave(row, kind, now) for row in rows.order_by("arrived"))


def sweep(*, now: datetime) -> int:
    """Reminds once of every event of the coming day; how many letters were left."""
    coming = Event.objects.filter(
        state=State.OPEN, reminded=False, begins__gt=now, begins__lte=now + REMIND_BEFORE
    )
    left = 0
    for row in coming:
        if Event.objects.filter(pk=row.pk, reminded=False).update(reminded=True):
            left += tell_all(event=row, kind=Mail.REMINDER, now=now, seats=(Seat.ENROLLED,))
    return left
