"""Mail to those who sign in: that there is something, never what."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from communitylinkage.outbox import actions as outbox
from communitylinkage.outbox.models import Task
from communitylinkage.people.models import Account

KIND = "people.notify"


def tell(*, accounts: Iterable[Account], now: datetime) -> None:
    """Puts one neutral letter for each into the outbox; to be called within the act."""
    for account in accounts:
        outbox.later(kind=KIND, subject_id=account.pk, due=now)


def notify(*, task: Task, now: datetime) -> None:
    """Sends it, in the language of the account; nothing for an account that is gone."""
    account = Account.objects.filter(pk=task.subject_id).first()
    if account is None or account.is_demo:
        return
    with translation.override(account.language):
        subject = _("There is something new for you")
        text = _("There is something new for you. Please sign in when you have a quiet moment.")
    outbox.send_mail(task=task, to=account.email, subject=str(subject), text=str(text))
