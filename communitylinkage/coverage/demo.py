"""Made-up figures of the demo: women by origin, what was asked, what mentors found, past months."""

from datetime import datetime, timedelta
from uuid import UUID

import numpy as np
from django.db import transaction

from communitylinkage.coverage import actions, people, queries
from communitylinkage.coverage.models import Measured, Population, Snapshot
from communitylinkage.coverage.rules import levels, reach
from communitylinkage.coverage.rules.levels import SHAPE
from communitylinkage.coverage.rules.periods import before, half_of, months_of
from communitylinkage.coverage.rules.population import Plan
from communitylinkage.coverage.rules.weights import Row
from communitylinkage.directory.hsds import Service
from communitylinkage.facts import actions as facts
from communitylinkage.facts.rules import month_of
from communitylinkage.guide.counting import KIND as SEARCHED
from communitylinkage.matching.index import LANGUAGES
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.models import Account
from communitylinkage.referrals.promised import ANSWERED, AS_SAID, NOTHING, code_of

NOBODY = UUID(int=0)
SOURCE = "Made up for the demo, no statistics"
# Women by origin in each country: the order of size is likely, the numbers are made up.
WOMEN = {
    "ES": {"MA": 400_000, "RO": 300_000, "UA": 130_000, "CN": 110_000, "PK": 30_000, "SN": 20_000,
           "BD": 9_000},
    "IT": {"RO": 580_000, "AL": 200_000, "MA": 190_000, "UA": 200_000, "CN": 150_000,
           "BD": 50_000, "NG": 40_000},
    "GR": {"AL": 180_000, "UA": 25_000, "SY": 20_000, "AF": 12_000, "PK": 6_000, "BD": 5_000},
    "SI": {"AL": 12_000, "BA": 40_000, "UA": 6_000, "MA": 400},
}  # fmt: skip
# Searches of the last half-year: kind of help, language, found, not found.
SEARCHES = {
    "ES": (("shelter", "ar", 31, 22), ("legal", "ar", 44, 9), ("papers", "ur", 8, 14),
           ("shelter", "bn", 5, 17), ("health", "ro", 25, 6)),
    "IT": (("shelter", "bn", 12, 15), ("legal", "ar", 28, 7), ("money", "zh", 6, 13)),
    "GR": (("shelter", "fa", 13, 24), ("papers", "ur", 6, 18), ("talk", "ar", 22, 5)),
    "SI": (("shelter", "sq", 14, 8), ("legal", "uk", 9, 11)),
}  # fmt: skip
ANSWERS = {
    "provided": 46, "provided_elsewhere": 9, "declined_by_her": 8, "unavailable": 14,
    "not_reached": 6, "expired": 11,
}  # fmt: skip
REASONS = {"no_room": 13, "language": 9, "papers": 12}
# What mentors found of the first house: mostly as it says, but the language is often not there.
FOUND = {NOTHING: 14, "language": 9, "room": 6, "stairs": 2}
FIRST_OF = "Casa Faro (made up)"
MONTHS = 11


@transaction.atomic
def load(now: datetime) -> int:
    """Measures, and adds what is made up, once; returns how many countries are measured."""
    if Population.objects.exists() or not Service.objects.exists():
        return Measured.objects.count()
    account = Account.objects.order_by("pk").first()
    home = Organisation.objects.filter(name=FIRST_OF).first()
    if account is None or home is None:
        return 0
    rows = [Row(country, origin, number) for country, told in WOMEN.items()
            for origin, number in told.items()]  # fmt: skip
    kept = people.keep(plan=Plan(tuple(rows), ()), source=SOURCE, by=account, now=now)
    people.take_in(population=kept, organisation=home.pk, by=NOBODY, now=now)
    measured = actions.rebuild(now=now)
    _past(now)
    _asked(now)
    _found(home, now)
    return measured


def _past(now: datetime) -> None:
    """Months in which there were fewer services: each came in a month of its own, as it is here."""
    for row in Measured.objects.order_by("country"):
        country = queries.read(row, now)
        since = np.arange(len(country.supply)) * 5 % (MONTHS + 1)
        last = now.replace(day=1)
        for ago in range(1, MONTHS + 1):
            last = (last - timedelta(days=1)).replace(day=1)
            there = country.supply.only(since <= MONTHS - ago)
            cells = reach.measure(there, country.at, SHAPE)
            found = levels.levels(cells, country.mentors)
            Snapshot.objects.get_or_create(
                country=row.country, month=month_of(last),
                defaults={"codes": row.codes, "languages": list(LANGUAGES),
                          "shape": list(found.shape), "levels": levels.packed(found)},
            )  # fmt: skip


def _then(now: datetime) -> datetime:
    """The last month of the half of a year before."""
    year, month = months_of(before(half_of(month_of(now))))[1].split("-")
    return now.replace(year=int(year), month=int(month), day=15)


def _count(kind: str, country: str, codes: list[str], times: int, then: datetime) -> None:
    for _one in range(times):
        facts.count(kind=kind, region=country, codes=codes, now=then)


def _asked(now: datetime) -> None:
    then = _then(now)
    for country, searches in SEARCHES.items():
        for kind, language, found, missed in searches:
            for answer, times in (("found", found), ("not_found", missed)):
                codes = [f"help:{kind}", f"language:{language}", f"answer:{answer}"]
                _count(SEARCHED, country, codes, times, then)
        for answer, times in ANSWERS.items():
            _count(ANSWERED, country, [f"answer:{answer}"], times, then)
        for reason, times in REASONS.items():
            _count(ANSWERED, country, ["answer:declined", f"reason:{reason}"], times, then)


def _found(home: Organisation, now: datetime) -> None:
    """What was told of the first service of the first organisation."""
    service = Service.objects.filter(organization=home.listed_as).order_by("name").first()
    if service is None:
        return
    for differs, times in FOUND.items():
        codes = [f"service:{code_of(service.pk)}", f"differs:{differs}"]
        _count(AS_SAID, home.country, codes, times, _then(now))
