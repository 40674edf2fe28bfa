"""Letters to those who learn: neutral in subject and text, in her own language where we have it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import formats, timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.learning.joining.queries import merges_of
from communitylinkage.learning.links import Purpose, address
from communitylinkage.learning.models import Enrolment, Letter, Session
from communitylinkage.learning.rules.codes import Mail, Seat, State
from communitylinkage.network.rules.engaging import root
from communitylinkage.outbox import actions as outbox
from communitylinkage.outbox.letters import Outgoing
from communitylinkage.outbox.models import Task
from communitylinkage.people.pages import page_language

KIND = "learning.letter"
REMIND_BEFORE = timedelta(hours=26)
SUBJECT = _("A message about your meeting")
TEXTS: dict[str, Promise] = {
    Mail.INVITED: _("You are invited to a course. With this link you can say yes or no:"),
    Mail.WAITING: _(
        "All seats are taken, so you are on the waiting list. We write when one is free. "
        "With this link you can see and change it:"
    ),
    Mail.ENROLLED: _("You have a seat. With this link you can see when and where, or cancel:"),
    Mail.CANCELLED: _("You are not on the list any more. With this link you can come back:"),
    Mail.REMINDER: _("A reminder: you have a meeting on %(when)s. Here you see where:"),
    Mail.CHANGED: _("Something about your meeting has changed. Here you see when and where:"),
    Mail.DROPPED: _(
        "Your meeting on %(when)s does not take place. Here you see what else is planned:"
    ),
    Mail.AGAIN: _("Your meeting on %(when)s takes place after all. Here you see where:"),
    Mail.QUESTIONS: _("We have some questions for you. You find them here:"),
    Mail.AWARDED: _("Your certificate is ready. With this link you can save it:"),
    Mail.RENEWED: _(
        "Your certificate was made anew. One that you saved before is not valid any more. With "
        "this link you can save the new one:"
    ),
}


def leave(enrolment: Enrolment, kind: Mail, now: datetime, session: Session | None = None) -> bool:
    """Leaves a letter for the worker, where she gave an address; whether she did."""
    if not enrolment.learner.email:
        return False
    row = Letter.objects.create(enrolment=enrolment, kind=kind, session=session)
    outbox.later(kind=KIND, subject_id=row.pk, due=now)
    return True


def write(*, task: Task, now: datetime) -> Outgoing | None:
    """A letter, forgotten once it went out. Nothing, where she or the session is gone meanwhile."""
    rows = Letter.objects.select_related("enrolment__learner", "session")
    row = rows.filter(pk=task.subject_id).first()
    if row is None:
        return None
    learner = row.enrolment.learner
    if not learner.email or _is_past(row):
        row.delete()
        return None
    language = page_language(learner.language)
    text = _text(row, language)
    with translation.override(language):
        subject = str(SUBJECT)
    return Outgoing(learner.email, subject, text, then=row.delete)


def _is_past(row: Letter) -> bool:
    """Whether the session stands in another way meanwhile: of one that does not take place any more
    nobody is reminded, and nobody hears that it is off once it is planned again."""
    if row.session is None:
        return False
    told = State.CANCELLED if row.kind == Mail.DROPPED else State.PLANNED
    return row.session.state != told


def when_of(session: Session) -> str:
    """When a session begins by the clock of its place, in the words of the language at hand."""
    there = timezone.localtime(session.begins, ZoneInfo(session.zone))
    return formats.date_format(there, "DATETIME_FORMAT")


def _text(row: Letter, language: str) -> str:
    with translation.override(language):
        when = when_of(row.session) if row.session else ""
        said = str(TEXTS[row.kind]) % {"when": when}
    return f"{said}\n\n{address(row.enrolment_id, Purpose.SEAT, language)}\n"


def tell_all(*, session: Session, kind: Mail, now: datetime, only_who_wants: bool = False) -> int:
    """Leaves a letter for each person with a seat in a session's cohorts; how many.

    Args:
        only_who_wants: nobody who asked not to be reminded, with whichever seat of hers.
    """
    rows = Enrolment.objects.filter(cohort__in=session.cohorts.all()).select_related("learner")
    seated = [row for row in rows if row.seat == Seat.ENROLLED]
    quiet = _quiet(rows, seated) if only_who_wants else set[UUID]()
    told = [leave(row, kind, now, session) for row in one_each(seated, but=quiet)]
    return sum(told)


def _quiet(rows: Iterable[Enrolment], seated: Iterable[Enrolment]) -> set[UUID]:
    """The persons who asked for no reminders in a cohort where they have a seat."""
    merged = merges_of()
    where = {(root(row.learner_id, merged), row.cohort_id) for row in seated}
    said = {(root(row.learner_id, merged), row.cohort_id) for row in rows if not row.reminders}
    return {person for person, _cohort in where & said}


def one_each(seats: Iterable[Enrolment], but: Iterable[UUID] = ()) -> list[Enrolment]:
    """Of some seats one of each person, for one letter: of a record with an address, and of the
    record that counts where it has one.

    Args:
        but: persons who get none.
    """
    merged = merges_of()
    order = sorted(
        seats,
        key=lambda row: (not row.learner.email, row.learner_id in merged, row.arrived, row.pk),
    )
    found: dict[UUID, Enrolment] = {}
    for row in order:
        found.setdefault(root(row.learner_id, merged), row)
    for person in but:
        found.pop(person, None)
    return list(found.values())


def sweep(*, now: datetime) -> int:
    """Reminds once of every session of the coming day; how many letters were left."""
    coming = Session.objects.filter(
        state=State.PLANNED, reminded=False, begins__gt=now, begins__lte=now + REMIND_BEFORE
    )
    left = 0
    for row in coming:
        if Session.objects.filter(pk=row.pk, reminded=False).update(reminded=True):
            left += tell_all(session=row, kind=Mail.REMINDER, now=now, only_who_wants=True)
    return left
