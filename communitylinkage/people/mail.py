"""Mail to those who sign in: that there is something, never what."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.outbox import actions as outbox
from communitylinkage.outbox.letters import Outgoing
from communitylinkage.outbox.models import Task
from communitylinkage.people import keys
from communitylinkage.people.models import Account, Invitation, PasswordLink

KIND = "people.notify"
KIND_NOW = "people.notify_now"


def tell(*, accounts: Iterable[Account], now: datetime, at_once: bool = False) -> None:
    """Puts one neutral letter for each into the outbox; to be called within the act.

    Args:
        at_once: whether it cannot wait for a quiet moment; the letter says so, and no more.
    """
    for account in accounts:
        outbox.later(kind=KIND_NOW if at_once else KIND, subject_id=account.pk, due=now)


def _to_account(task: Task, subject: Promise, text: Promise) -> Outgoing | None:
    """A letter in the language of an account; none where the account is gone."""
    account = Account.objects.filter(pk=task.subject_id).first()
    if account is None:
        return None
    with translation.override(account.language):
        return Outgoing(account.email, str(subject), str(text))


def notify(*, task: Task, now: datetime) -> Outgoing | None:
    """Says that there is something, in her language; nothing for an account that is gone."""
    return _to_account(
        task,
        _("There is something new for you"),
        _("There is something new for you. Please sign in when you have a quiet moment."),
    )


def notify_now(*, task: Task, now: datetime) -> Outgoing | None:
    """The same where somebody waits and each minute counts; not who, nor why."""
    return _to_account(
        task, _("Somebody waits for you"), _("Somebody waits for you. Please sign in now.")
    )


def new_device(*, task: Task, now: datetime) -> Outgoing | None:
    """Says that a browser signed in which never did; not which, not from where."""
    return _to_account(
        task,
        _("A new sign-in"),
        _(
            "Somebody signed in with your e-mail address, in a browser that we do not know yet. "
            "Was it you? Then all is well. If not: sign in, open “Where I am signed in”, sign "
            "out everywhere, and then change your password."
        ),
    )


def _link_letter(task: Task, to: str, language: str, route: str) -> Outgoing:
    """One neutral letter with a one-time link; the token is derived, not stored."""
    with translation.override(language):
        address = settings.SITE_ADDRESS + reverse(route, args=[keys.link_token(task.subject_id)])
        text = _("Here is the link for you. It works once, and only for a short time:")
        return Outgoing(to, str(_("Your link")), f"{text}\n\n{address}\n")


def invitation(*, task: Task, now: datetime) -> Outgoing | None:
    """An invitation, in the language of who invites; nothing once it was used or is over."""
    found = Invitation.objects.filter(pk=task.subject_id, used_at=None, expires__gt=now).first()
    if found is None:
        return None
    language = found.invited_by.language if found.invited_by else settings.LANGUAGE_CODE
    return _link_letter(task, found.email, language, "people:accept")


def password_link(*, task: Task, now: datetime) -> Outgoing | None:
    """The link for a new password; nothing once it was used or is over."""
    found = PasswordLink.objects.filter(pk=task.subject_id, used_at=None, expires__gt=now).first()
    if found is None:
        return None
    return _link_letter(task, found.account.email, found.account.language, "people:begin_again")
