"""Invitations and reminders: neutral in subject and text, in each language that may be read."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.utils import formats, timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.assessment import asking
from communitylinkage.assessment.actions import CLOCK
from communitylinkage.assessment.models import Invited, Round
from communitylinkage.assessment.rules import State
from communitylinkage.outbox.letters import Outgoing
from communitylinkage.outbox.models import Task
from communitylinkage.people.rules import zone_of
from communitylinkage.surveys.answering.speaking import further_of, opened_in
from communitylinkage.surveys.xlsform.wording import code_of

SUBJECT = _("Some questions for you")
REMINDER = _("A reminder: some questions for you")
INVITATION = _(
    "We ask you to answer some questions about your work. You can answer until %(until)s, in "
    "these languages: %(languages)s.\n%(address)s\n\n"
    "This link is for you alone and works once. Your answers are anonymous: once you send them, "
    "nobody can tell that they are yours. Please do not pass the link on."
)
REMINDING = _(
    "Some days ago we asked you to answer some questions. If you have answered already, thank "
    "you: we cannot see who did, so this letter goes to everybody.\n\n"
    "If not, please use the link in our first letter. It works until %(until)s. If you do not "
    "find it, use this one:\n%(address)s"
)
# Where the open link was called back: there is no other way than the first letter's.
REMINDING_ALONE = _(
    "Some days ago we asked you to answer some questions. If you have answered already, thank "
    "you: we cannot see who did, so this letter goes to everybody.\n\n"
    "If not, please use the link in our first letter. It works until %(until)s."
)


def invite(*, task: Task, now: datetime) -> Outgoing | None:
    """One invitation. Nothing, where the round is closed.

    The token is made here, put into the letter, and kept nowhere: nothing that is stored leads
    from the address to it. So the invitation is written once the letter went out: a letter that
    the server refuses invites nobody, and a crash between its yes and our commit costs a second
    letter, whose link works, while that in the first does not.
    """
    row = _invited(task.subject_id)
    if row is None:
        return None
    asking.check_taking(door=row.door, now=now)
    token = asking.new_token()
    subject, text = _written(row, SUBJECT, INVITATION, asking.address(token))
    return Outgoing(row.email, subject, text, then=partial(_went_out, row.pk, token, now))


def _went_out(pk: UUID, token: str, now: datetime) -> None:
    # The address is only read: a row that is written now would carry, in a database that keeps the
    # transaction of each row, the same one as the invitation, and lead from one to the other.
    row = _invited(pk)
    if row is None:  # closed while the letter was on its way: no link of the round opens
        return
    asking.invite(door=row.door, token=token, by=CLOCK, now=now)


def remind(*, task: Task, now: datetime) -> Outgoing | None:
    """One reminder, with the open link of the door. Nothing, where the round is closed."""
    row = _invited(task.subject_id)
    if row is None:
        return None
    if row.door.token:
        told = _written(row, REMINDER, REMINDING, asking.address(row.door.token))
    else:
        told = _written(row, REMINDER, REMINDING_ALONE, "")
    return Outgoing(row.email, *told)


def _invited(pk: UUID) -> Invited | None:
    rows = Invited.objects.select_related("door__round__collection__version__questionnaire")
    return rows.filter(pk=pk, door__round__state=State.OPEN).first()


def _written(row: Invited, subject: Promise, text: Promise, address: str) -> tuple[str, str]:
    """Subject and text.

    Which language is read there is not known, so it speaks each of the interface, and those of the
    questions for which pages of answering have words: there the link leads to those words.
    """
    subjects, texts = [], []
    names = row.door.round.languages
    codes = [code for code, _name in settings.LANGUAGES]
    for code in [*codes, *filter(None, (further_of(code_of(one)) for one in names))]:
        with translation.override(code), timezone.override(zone_of(row.door.country)):
            told = {"address": address if code in codes else opened_in(address, code),
                    "until": _day(row.door.round), "languages": ", ".join(names)}  # fmt: skip
            subjects.append(str(subject))
            texts.append(str(text) % told)
    return " · ".join(dict.fromkeys(subjects)), "\n\n---\n\n".join(texts) + "\n"


def _day(row: Round) -> str:
    return formats.date_format(timezone.localtime(row.last_day), "DATE_FORMAT")
