"""Two years of the demo, published quarter by quarter to partners and to everybody, and reported to
the funder: whoever reads all of it and solves for the rest learns nothing narrower than the policy
allows. What other parts show beside it is read in `impact.tests.test_attack_elsewhere`."""

import json
from collections import defaultdict
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import PARTNERS, PUBLIC
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import TOTAL
from communitylinkage.facts import actions as facts
from communitylinkage.impact import demo, freezing, queries
from communitylinkage.impact.models import Freeze, Frozen, Released, Version
from communitylinkage.impact.rules.definition import Unit
from communitylinkage.impact.tests.attacker import Attacker
from communitylinkage.intersections import chain
from communitylinkage.intersections import demo as crossing
from communitylinkage.intersections import queries as crossed
from communitylinkage.intersections.rules.asking import Asked
from communitylinkage.intersections.rules.populations import Population
from communitylinkage.learning import demo as learning
from communitylinkage.organisations.models import Programme
from communitylinkage.people import demo as people
from communitylinkage.releases import actions as releases
from communitylinkage.releases.models import Release
from communitylinkage.reports import composing, writing
from communitylinkage.reports.rules.content import Table
from communitylinkage.reports.rules.states import Kind
from communitylinkage.support import demo as support
from communitylinkage.values import quarters

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
# Of the indicators those of people; others stand for nobody, and their gates cost time.
MEASURED = ("women_empowered", "professionals_trained", "signs_noticed", "support_that_reached",
            "time_to_first_contact")  # fmt: skip
# An indicator counts the same persons as a population; nobody tells the gate, but she knows.
SAME = {"women_empowered": Population.MENTORS, "professionals_trained": Population.PROFESSIONALS}
READS = {PARTNERS.name: ("partners", "public"), PUBLIC.name: ("public",)}
ELSEWHERE = "elsewhere"


@pytest.fixture
def two_years(monkeypatch):
    """The demo's people, courses and visits, and everything that was published of them."""
    now = timezone.now()
    key = people.new_account_key(people.PASSWORD)
    monkeypatch.setattr(people, "new_account_key", lambda _password: key)
    people.load(now)
    learning.load(now)
    support.load(now)
    monkeypatch.setattr(demo, "_freeze", lambda *_all: None)
    demo.load(now)
    facts.flush(now=now)
    Version.objects.exclude(indicator__code__in=MEASURED).delete()
    publish(Programme.objects.get(), now)


def publish(programme, now):
    """Each quarter: the tables of the demo, the chain of learning, and a reporting date."""
    crossing.actions.freeze(now=now)
    today = timezone.localdate(now)
    for month in [one for one in queries.closed_months(programme, today)[::-1] if _ends(one)]:
        row = freezing.freeze(programme=programme, through=month, by=demo.NOBODY, now=now)
        freezing.let_out(row=row, by=demo.NOBODY, now=now)
        last = quarters.quarter_of(month)
        for population, rows, columns, audience in (*crossing.TABLES, *_chain()):
            times = [one for one in crossed.frozen(population) if one <= last]
            if times:
                asked = Asked(population, rows, columns, times[0], times[-1], audience)
                with suppress(UnsafeError):
                    releases.release(
                        table=crossed.table_of(asked), policy=crossed.policy_of(audience), now=now
                    )


def _ends(month):
    return quarters.months_of(quarters.quarter_of(month))[1] == month


def _chain():
    return [(*table, chain.AUDIENCE) for table in chain.TABLES]


def tables():
    """Every table that was let out, laid out again with its true figures."""
    for population, rows, columns, audience in (*crossing.TABLES, *_chain()):
        times = crossed.frozen(population)
        if times:
            yield (
                crossed.table_of(Asked(population, rows, columns, times[0], times[-1], audience)),
                population,
                audience,
            )


class Published:
    """All that was said of one population or indicator, for readers and in truth."""

    def __init__(self, name):
        self.name, self.axes, self.times = name, {}, set()
        self.said, self.truth = [], []

    def knows(self, region, times):
        """Widens the axes to what a region cuts."""
        self.times |= set(times)
        for name, codes in region.items():
            self.axes.setdefault(name, {ELSEWHERE}).update(codes)

    def says(self, audience, times, region, low, high):
        self.knows(region, times)
        self.said.append((audience, tuple(times), region, low, high))

    def holds(self, policy, times, region, number):
        """What must stay wide for the readers of a policy."""
        self.knows(region, times)
        self.truth.append((policy, tuple(times), region, number))

    def attacker(self, policy):
        who = Attacker(
            sorted(self.times), {name: sorted(codes) for name, codes in self.axes.items()}
        )
        for audience, times, region, low, high in self.said:
            if audience in READS[policy.name]:
                who.reads(times, region, low, high)
        return who


def everything():
    """What was published, by the persons whom it counts."""
    found = defaultdict(lambda: None)

    def of(name):
        found[name] = found[name] or Published(name)
        return found[name]

    for table, population, audience in tables():
        one, policy = of(population), PARTNERS if audience == "partners" else PUBLIC
        names = [dimension.name for dimension in table.dimensions]
        let_out = Release.objects.filter(series=table.series, audience=audience).order_by("number")
        for row in let_out:
            if [each["name"] for each in row.cells["dimensions"]] != names:
                continue
            times = row.cells["periods"]
            for cell in row.cells["cells"]:
                region = _region(names, cell["at"])
                if cell["state"] != "hidden":
                    one.says(audience, times, region, cell["low"], cell["high"])
                one.holds(policy, times, region, table.value(tuple(cell["at"]), periods=times))
    for code in MEASURED:
        _read_indicator(of(SAME.get(code, code)), code)
    _read_report(of)
    return found.values()


def _read_report(of):
    """Every number of people in the report to the funder on the last reporting date."""
    last, programme, now = Freeze.objects.first(), Programme.objects.get(), timezone.now()
    row, _new = writing.make(programme=programme, kind=Kind.PERIODIC, by=demo.NOBODY,
                             now=now, freeze=last)  # fmt: skip
    told = composing.composed(row, now)
    times = [quarters.quarter_of(one.through) for one in Freeze.objects.order_by("through")]
    units = {one.indicator.code: one.indicator.definition.unit for one in queries.frozen(last)}
    places, read = sorted(programme.countries), 0
    whole, by_country = [
        part for section in told.sections if section.kind == "indicators"
        for part in section.parts if isinstance(part, Table)
    ]  # fmt: skip
    for table, columns in ((whole, [""]), (by_country, places)):
        for title, *cells in table.rows:
            if units[title.code] in (Unit.PERSONS, Unit.WOMEN, Unit.TIMES):
                for place, cell in zip(columns, cells, strict=False):
                    if cell.number is not None:
                        one = of(SAME.get(title.code, title.code))
                        one.says("partners", times, _place(place), cell.number, cell.number)
                        read += 1
    assert read, "there are figures in it"


def _region(names, box):
    return {name: (code,) for name, code in zip(names, box, strict=True) if code != TOTAL}


def _read_indicator(one, code):
    """Numbers of people as readers get them; of shares and waits all that the gate let through."""
    before = []
    for freeze in Freeze.objects.order_by("through"):
        before.append(quarters.quarter_of(freeze.through))
        rows = Released.objects.filter(freeze=freeze, version__indicator__code=code)
        for row in rows.select_related("version"):
            policy = PARTNERS if row.audience == "partners" else PUBLIC
            definition = queries.version_text(row.version)
            if definition.unit in (Unit.PERSONS, Unit.WOMEN, Unit.TIMES):
                for place, cell in row.shown.items():
                    if cell["state"] in ("value", "rounded"):
                        one.says(row.audience, before, _place(place), cell["low"], cell["high"])
            else:
                for entry in Ledger.from_json(json.dumps(row.entry)).entries:
                    for said in entry.statements:
                        region = dict(said.region)
                        one.says(row.audience, before, region, said.low, said.high)
            for kept in Frozen.objects.filter(freeze=freeze, version=row.version):
                for region, number in _true(kept):
                    one.holds(policy, before, region, number)


def _place(country):
    return {"country": (country,)} if country else {}


def _true(kept):
    """Region and number of what was frozen of a country."""
    value, region = kept.value, _place(kept.country)
    if value["is"] == "amount":
        yield region, value["low"]
    elif value["is"] == "ratio":
        part, _high, whole, _highest = value["of"]
        yield region, whole
        yield region | {"part": ("part",)}, part
        yield region | {"part": ("rest",)}, whole - part
    elif value["is"] == "band":
        ((_text, told),) = kept.inputs.items()
        for band, number in told["counts"]:
            yield region | {"part": (band,)}, number


def too_narrow(one, policy):
    """Small numbers that a reader pins down further than the policy allows, and how many there
    are: by the end of each publication, and what was added between two."""
    who, tried, found = one.attacker(policy), set(), []
    by_region = defaultdict(dict)
    for held, times, region, number in one.truth:
        if held is policy:
            by_region[tuple(sorted(region.items()))][times] = number
    for region, numbers in by_region.items():
        told = sorted(numbers.items(), key=lambda pair: len(pair[0]))
        wanted = [(times, number, policy.width) for times, number in told]
        for (before, less), (after, more) in pairwise(told):
            new = tuple(time for time in after if time not in before)
            wanted.append((new, more - less, policy.change))
        for times, number, width in wanted:
            if 0 < number < policy.k and (times, region) not in tried:
                tried.add((times, region))
                low, high = who.infers(times, dict(region))
                assert low <= number <= high, "she reasons from what is true"
                if high - low < width:
                    found.append((one.name, times, region, number, low, high))
    return found, len(tried)


def test_who_reads_two_years_of_everything_learns_nothing_narrower_than_the_policy(two_years):
    assert Freeze.objects.count() >= 6
    assert timedelta(days=600) < timezone.localdate() - Programme.objects.get().starts
    tried = 0
    for one in everything():
        for policy in (PARTNERS, PUBLIC):
            found, many = too_narrow(one, policy)
            tried += many
            assert found == []
    assert tried > 50, "there is much to protect"


def test_she_finds_what_is_hidden_alone():
    who = Attacker(["q"], {"place": ["a", "b", "c"]})
    for code, number in (("a", 20), ("b", 30)):
        who.reads(["q"], {"place": (code,)}, number, number)
    assert who.infers(["q"], {"place": ("c",)})[1] > 1000
    who.reads(["q"], {}, 53, 53)
    assert who.infers(["q"], {"place": ("c",)}) == (3, 3)
