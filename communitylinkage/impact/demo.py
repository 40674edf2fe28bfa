"""Targets by country, what was counted of made-up referrals, a freeze, and corrections after it."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from communitylinkage.facts import actions as facts
from communitylinkage.impact import actions, freezing, queries
from communitylinkage.impact.models import Indicator
from communitylinkage.impact.rules.definition import Target
from communitylinkage.impact.rules.writing import file_of
from communitylinkage.organisations.models import Programme
from communitylinkage.organisations.rules import DEMO_CONTRACT
from communitylinkage.referrals import counting
from communitylinkage.referrals.counting import Waited

NOBODY = UUID(int=0)
DAY = timedelta(days=1)
# By the month after a year and at the end, for each of the four countries.
BY_COUNTRY = {
    "women_empowered": (8, 15), "women_engaged": (20, 40), "professionals_trained": (12, 30),
    "women_supported": (10, 25),
}  # fmt: skip
WAITS = (Waited.DAY, Waited.DAY, Waited.THREE_DAYS, Waited.THREE_DAYS, Waited.WEEK, Waited.LONGER)
SIGN = ["sign:alone", "met:visit"]
HELPED = ("yes", "yes", "yes", "partly", "no")
CASES = 140
# What the page of doubts has to find: a sheet that was typed in again and again, four months ago,
# and a country that tells of no more signs.
TYPED_AGAIN, SILENT_FOR = ("GR", 26, 130 * DAY), ("SI", 150)


@transaction.atomic
def load(now: datetime) -> int:
    """Makes it once, where the demo's programme is; returns how many indicators there are."""
    programme = Programme.objects.filter(contract_number=DEMO_CONTRACT).first()
    if programme is None:
        return 0
    rows = Indicator.objects.filter(programme=programme)
    if not rows.exists():
        _happened(programme, now)
        actions.take_shipped(programme=programme, by=NOBODY, now=now)
        _targets(programme, now)
        facts.flush(now=now)
        _freeze(programme, now)
    return rows.count()


def _happened(programme: Programme, now: datetime) -> None:
    """A year of referrals, signs and answers, in counts only, as the parts write them."""
    for case in range(CASES):
        country = sorted(programme.countries)[case * 7 % len(programme.countries)]
        ago = 20 + case * 37 % 345
        at = now - ago * DAY
        wait = f"waited:{WAITS[case % len(WAITS)]}"
        helped = HELPED[case % len(HELPED)]
        told = [(counting.FIRST_CONTACT, [wait]), (counting.CLOSED, ["outcome:provided"])]
        if case % 3:
            said = [f"helped:{helped}", "as_promised:yes", "again:yes"]
            told.append((counting.FEEDBACK, said))
        if case % 2:
            if country != SILENT_FOR[0] or ago > SILENT_FOR[1]:
                told.append(("signs_noticed", SIGN))
            told.append(("support_feedback", ["by:woman", f"helped:{helped}", "respected:yes"]))
        for kind, codes in told:
            facts.count(kind=kind, region=country, codes=codes, now=at)
    country, number, before = TYPED_AGAIN
    for _time in range(number if country in programme.countries else 0):
        facts.count(kind="signs_noticed", region=country, codes=SIGN, now=now - before)


def _targets(programme: Programme, now: datetime) -> None:
    """What each country promised: a second version of four indicators."""
    for one in queries.indicators(programme):
        if one.code not in BY_COUNTRY:
            continue
        middle, end = BY_COUNTRY[one.code]
        targets = [*one.definition.targets, Target(12, 4 * middle)]
        for country in sorted(programme.countries):
            targets += [Target(12, middle, country), Target(24, end, country)]
        ordered = sorted(targets, key=lambda t: (t.country, t.month))
        text = file_of(replace(one.definition, targets=tuple(ordered)))
        row = Indicator.objects.get(programme=programme, code=one.code)
        draft = actions.keep_draft(indicator=row, text=text, by=NOBODY, now=now)
        actions.publish(indicator=row, mark=draft.mark, by=NOBODY, now=now)


def _freeze(programme: Programme, now: datetime) -> None:
    """The figures up to two months ago, let out to partners and everybody; then a late count."""
    months = queries.to_freeze(programme, now)
    through = months[min(1, len(months) - 1)]
    row = freezing.freeze(programme=programme, through=through, by=NOBODY, now=now)
    freezing.let_out(row=row, by=NOBODY, now=now)
    year, _dash, month = through.partition("-")
    late = now.replace(year=int(year), month=int(month), day=2)
    country = sorted(programme.countries)[0]
    for _time in range(3):
        facts.count(kind="signs_noticed", region=country, codes=["met:visit"], now=late)
    facts.flush(now=now)
