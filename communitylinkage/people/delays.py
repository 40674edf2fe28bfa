"""Growing delays after wrong tries, by a peppered hash: an address that nobody has slows alike."""

from datetime import datetime

from django.db import transaction

from communitylinkage.people import wording
from communitylinkage.people.keys import peppered
from communitylinkage.people.models import Delay
from communitylinkage.people.rules import FREE_TRIES_OF_A_SOURCE, NotAllowed, delay_after
from communitylinkage.values.tries import TooSoon, Tries

# Of this process alone, lost at restart. An office behind one address may mistype more than one.
SOURCES = Tries(free=FREE_TRIES_OF_A_SOURCE)


def check_source(source: str, now: datetime) -> None:
    """Lets through who did not try from there too often: a made-up address each time helps nobody.

    Raises:
        NotAllowed: to wait; no slow work was done.
    """
    if source:
        try:
            SOURCES.check(source, now)
        except TooSoon as soon:
            raise NotAllowed(wording.WAIT) from soon


def check_not_delayed(who: str, now: datetime) -> None:
    """Lets through who need not wait.

    Raises:
        NotAllowed: the next try is not allowed yet.
    """
    if Delay.objects.filter(pk=peppered(who), not_before__gt=now).exists():
        raise NotAllowed(wording.WAIT)


def failed(who: str, now: datetime, source: str = "") -> None:
    """Counts one more wrong try, of whom and from where."""
    if source:
        SOURCES.failed(source, now)
    _failed(who, now)


@transaction.atomic
def _failed(who: str, now: datetime) -> None:
    pk = peppered(who)
    Delay.objects.get_or_create(pk=pk, defaults={"not_before": now})
    delay = Delay.objects.select_for_update().get(pk=pk)
    delay.failures += 1
    delay.not_before = now + delay_after(delay.failures)
    delay.save()


def forget(who: str) -> None:
    """Begins anew after a right try."""
    Delay.objects.filter(pk=peppered(who)).delete()
