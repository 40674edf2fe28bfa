"""Growing delays after wrong tries, by a peppered hash: an address that nobody has slows alike."""

from datetime import datetime

from django.db import transaction

from communitylinkage.people import wording
from communitylinkage.people.keys import peppered
from communitylinkage.people.models import Delay
from communitylinkage.people.rules import NotAllowed, delay_after


def check_not_delayed(who: str, now: datetime) -> None:
    """Lets through who need not wait.

    Raises:
        NotAllowed: the next try is not allowed yet.
    """
    if Delay.objects.filter(pk=peppered(who), not_before__gt=now).exists():
        raise NotAllowed(wording.WAIT)


@transaction.atomic
def failed(who: str, now: datetime) -> None:
    """Counts one more wrong try."""
    pk = peppered(who)
    Delay.objects.get_or_create(pk=pk, defaults={"not_before": now})
    delay = Delay.objects.select_for_update().get(pk=pk)
    delay.failures += 1
    delay.not_before = now + delay_after(delay.failures)
    delay.save()


def forget(who: str) -> None:
    """Begins anew after a right try."""
    Delay.objects.filter(pk=peppered(who)).delete()
