"""Loads the made-up plan of the demo's programme, and a periodic report that was handed in."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from communitylinkage.impact.models import Freeze
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.organisations.rules import DEMO_CONTRACT
from communitylinkage.reports import planning, queries, writing
from communitylinkage.reports.forms import quarters
from communitylinkage.reports.made_up import DAYS, ITEMS, NARRATIVES, PACKAGES, RISKS, USED
from communitylinkage.reports.models import Item, PersonDays, Risk, WorkPackage
from communitylinkage.reports.rules.sections import Kind as SectionKind
from communitylinkage.reports.rules.states import Act, Kind
from communitylinkage.values.quarters import quarter_of

NOBODY = UUID(int=0)
Who = Callable[[int], Organisation]
Packages = Mapping[int, WorkPackage]
MONTH = timedelta(days=365) / 12


@transaction.atomic
def load(now: datetime) -> int:
    """Adds them once, where the demo's programme is; returns how many rows the plan has."""
    row = Programme.objects.filter(contract_number=DEMO_CONTRACT).first()
    if row is None or not Freeze.objects.filter(programme=row).exists():
        return 0
    if not WorkPackage.objects.filter(programme=row).exists():
        _plan(row, now)
        _handed_in(row, now)
    return len(queries.items(row))


def _plan(row: Programme, now: datetime) -> None:
    # In the order in which the demo makes them: by country, the service first.
    order = {"ES": 0, "IT": 2, "GR": 4, "SI": 6}
    there = {order[one.country] + (one.side == "community"): one
             for one in queries.organisations(row) if one.country in order}  # fmt: skip
    lead = row.lead_organisation

    def who(place: int) -> Organisation:
        return there.get(place, lead)

    packages = {}
    for number, titles, at, first, last in PACKAGES:
        made = WorkPackage(
            programme=row, number=number, titles=titles, organisation=who(at),
            begins=_month(row, first - 1), ends=min(row.ends, _month(row, last)),
        )  # fmt: skip
        planning.add(programme=row, row=made, by=NOBODY, now=_noon(row.starts, now))
        packages[number] = made
    _items(row, packages, who, now)
    for number, (titles, mitigation, package, likely, severe, state, at) in enumerate(RISKS, 1):
        risk = Risk(
            programme=row, number=number, titles=titles, mitigation=mitigation,
            package=packages[package], likelihood=likely, severity=severe, state=state,
            organisation=who(at),
        )  # fmt: skip
        planning.add(programme=row, row=risk, by=NOBODY, now=_noon(row.starts, now))
    PersonDays.objects.bulk_create(_days(packages, who, now))


def _month(row: Programme, months: int) -> date:
    return row.starts + MONTH * months


def _noon(day: date, now: datetime) -> datetime:
    return now.replace(year=day.year, month=day.month, day=min(day.day, 28), hour=12)


def _items(row: Programme, packages: Packages, who: Who, now: datetime) -> None:
    for package, kind, number, titles, at, month, after, evidence in ITEMS:
        due = min(row.ends, _month(row, month))
        item = Item(package=packages[package], kind=kind, number=number, titles=titles,
                    organisation=who(at), due=due)  # fmt: skip
        planning.add(programme=row, row=item, by=NOBODY, now=_noon(row.starts, now))
        if after is not None:
            done = due + timedelta(days=after)
            planning.mark_done(item=item, done=done, evidence=evidence, address="", by=NOBODY,
                               now=_noon(done, now))  # fmt: skip


def _days(packages: Packages, who: Who, now: datetime) -> Iterator[PersonDays]:
    until, at = quarter_of(f"{now:%Y-%m}"), 0
    for number, package in packages.items():
        places = (0, 2, 4, 6) if number in (1, 7) else (0, 1, 2, 3)
        for organisation in dict.fromkeys(map(who, places)):
            for quarter in quarters(package.begins, package.ends):
                planned, at = Decimal(DAYS[number]), at + 1
                over = quarter < until
                used = planned + Decimal(USED[at % len(USED)]) if over else Decimal(0)
                yield PersonDays(package=package, organisation=organisation, quarter=quarter,
                                 planned=planned, used=used)  # fmt: skip


def _handed_in(row: Programme, now: datetime) -> None:
    """A periodic report on the figures that the demo froze, in three languages."""
    freeze = Freeze.objects.filter(programme=row).order_by("-through")[0]
    report, _new = writing.make(programme=row, kind=Kind.PERIODIC, by=NOBODY,
                                freeze=freeze, now=now)  # fmt: skip
    told = [one for one in queries.sections(row) if one.kind == SectionKind.NARRATIVE]
    for at, words in NARRATIVES.items():
        for language, body in words.items():
            writing.keep_words(report=report, section=told[at], language=language, body=body,
                               by=NOBODY, now=now)  # fmt: skip
    for act in (Act.READY, Act.HAND_IN):
        writing.act(report=report, act=act, by=NOBODY, now=now)
