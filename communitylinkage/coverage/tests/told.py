"""Facts of the half of a year that is over, by the clock that pages go by."""

from datetime import UTC, datetime

from django.utils import timezone

from communitylinkage.coverage.rules.periods import before, half_of, months_of
from communitylinkage.facts import actions as facts
from communitylinkage.referrals.promised import AS_SAID, code_of


def last_half():
    """The half of a year before now, and a day in it."""
    half = before(half_of(f"{timezone.now():%Y-%m}"))
    year, month = months_of(half)[1].split("-")
    return half, datetime(int(year), int(month), 15, 9, tzinfo=UTC)


def count(kind, codes, times, country="ES"):
    """The same several times."""
    for _one in range(times):
        facts.count(kind=kind, region=country, codes=codes, now=last_half()[1])


def found(service, **differs):
    """What mentors told of a service, written on."""
    for code, times in differs.items():
        count(AS_SAID, [f"service:{code_of(service.pk)}", f"differs:{code}"], times)
    facts.flush(now=timezone.now())
