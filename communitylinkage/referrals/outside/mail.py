"""The letter with the link: neutral in subject and text, in each language of the interface."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from communitylinkage.organisations.models import Organisation
from communitylinkage.outbox.letters import Outgoing
from communitylinkage.outbox.models import Task
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.outside import actions, keys, queries, rules, wording
from communitylinkage.referrals.outside.models import Link, WaitingToken


def ask(*, task: Task, now: datetime) -> Outgoing | None:
    """The link of the recipient whose turn it is. Nothing, where that is over.

    Until when it lasts is written before the letter goes: an answer may come at once, and moves it.
    """
    referral = Referral.objects.select_related("consent").filter(pk=task.subject_id).first()
    asked = referral and queries.link_asked(referral)
    link = asked and Link.objects.select_for_update().filter(pk=asked.pk).first()
    if referral is None or not link or queries.turn_of(link, now) is None:
        return None
    waiting = WaitingToken.objects.filter(pk=link.pk).first()
    # No clock runs once somebody accepted: the letter was read, only our commit was lost.
    if waiting is None or referral.due is None or referral.state not in rules.WAITS:
        return None
    link.expires = referral.due
    link.save(update_fields=["expires"])
    token = keys.open_waiting(link.pk, bytes(waiting.token))
    home = Organisation.objects.filter(pk=referral.organisation_id).first()
    text = _text(token, referral.due, home.country if home else "")
    return Outgoing(link.email, _subject(), text, then=partial(_went_out, link.pk, now))


def _went_out(link: UUID, now: datetime) -> None:
    """`mailed` and the end of the token only now: without the token no letter could go out again.

    It goes after the commit that takes the task away: before it, a crash would lose the letter;
    what a crash leaves after it, `actions.tidy` destroys. So a second letter of the same task
    carries the same link and the same Message-ID.
    """
    Link.objects.filter(pk=link).update(mailed=now)
    transaction.on_commit(partial(actions.forget, link=link))


def _languages() -> list[str]:
    """Who reads it is not known, so it speaks every language of the interface."""
    return [code for code, _name in settings.LANGUAGES]


def _subject() -> str:
    said = []
    for code in _languages():
        with translation.override(code):
            said.append(_("A question for you"))
    return " · ".join(dict.fromkeys(said))


def _text(token: bytes, due: datetime, country: str) -> str:
    said = []
    for code in _languages():
        with translation.override(code):
            path = reverse("link", kwargs={"token": rules.show_token(token)})
            told = {"when": wording.moment(due, country), "address": settings.SITE_ADDRESS + path}
            said.append(
                _(
                    "A partner has a question for your organisation. Please read it and answer"
                    " until %(when)s, on this page:\n%(address)s\n\n"
                    "Open it only where nobody looks over your shoulder, and do not pass it on."
                )
                % told
            )
    return "\n\n---\n\n".join(said) + "\n"
