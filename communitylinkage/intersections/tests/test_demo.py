"""The demo lets tables out once; whoever reads them all learns of nobody."""

import itertools

import numpy as np
import pytest
from django.utils import timezone
from scipy.optimize import linprog

from communitylinkage.disclosure.policy import PARTNERS, PUBLIC
from communitylinkage.disclosure.table import TOTAL
from communitylinkage.facts import actions as facts
from communitylinkage.intersections import demo, queries
from communitylinkage.intersections.rules.asking import Asked
from communitylinkage.intersections.rules.populations import Population
from communitylinkage.learning import demo as learning
from communitylinkage.people import demo as people
from communitylinkage.people.tests.once import _django_db_helper, once
from communitylinkage.releases.models import Release
from communitylinkage.releases.queries import told
from communitylinkage.support import demo as support

__all__ = ["_django_db_helper", "once"]
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("crossed")]


@pytest.fixture(scope="module")
def loaded(once):
    now = timezone.now()
    people.load(now)
    learning.load(now)
    support.load(now)
    facts.flush(now=now)
    return now


def test_the_tables_are_let_out_once(loaded):
    many = demo.load(loaded)
    assert many >= 3
    assert demo.load(loaded) == many == Release.objects.count()


def limits(sums, wanted, size):
    """Least and greatest sum over some unknowns; continuous, by another solver's interface."""
    rows, ends = [], []
    for where, low, high in sums:
        row = np.zeros(size)
        row[where] = 1
        rows += [row, -row]
        ends += [high, -low]
    cost = np.zeros(size)
    cost[wanted] = 1
    found = []
    for sign in (1, -1):
        done = linprog(sign * cost, A_ub=rows, b_ub=ends, bounds=(0, 1000), method="highs")
        found.append(sign * done.fun)
    return found


class Reader:
    """Whoever reads all that an audience was given of a population; she knows the codes."""

    def __init__(self, population, asked, reads):
        self.whats = sorted({what for one in asked for what in one.whats})
        shown = {what: set() for what in self.whats}
        for one in asked:
            for dimension in queries.table_of(one).dimensions:
                shown[dimension.name] |= set(dimension.nodes) - {TOTAL}
        self.parts = list(itertools.product(*(sorted(shown[what]) for what in self.whats)))
        self.sums = []
        for row in Release.objects.filter(series=f"intersections/{population}", audience__in=reads):
            published = told(row)
            names = [name for name, _codes in published.dimensions]
            self.sums += [
                (self.at(names, cell.box), cell.low, cell.high)
                for cell in published.cells
                if cell.value is not None
            ]

    def at(self, names, box):
        """The unknowns of a cell."""
        wanted = dict(zip(names, box, strict=True))
        codes = [wanted.get(what, TOTAL) for what in self.whats]
        return [
            n
            for n, part in enumerate(self.parts)
            if all(code in (TOTAL, own) for code, own in zip(codes, part, strict=True))
        ]

    def pins_down(self, table, policy):
        """Small cells that she narrows down too far; and how many she tried."""
        names = [one.name for one in table.dimensions]
        small = [box for box in table.boxes if 0 < table.value(box) < policy.k]
        found = []
        for box in small:
            low, high = limits(self.sums, self.at(names, box), len(self.parts))
            if high - low < policy.width - 1e-6:
                found.append((box, low, high))
        return found, len(small)


def test_whoever_reads_every_table_of_the_demo_pins_no_small_cell_down(loaded):
    demo.load(loaded)
    tried = 0
    for population in Population:
        times = queries.frozen(population)
        asked = [
            Asked(population, rows, columns, times[0], times[-1], audience)
            for whom, rows, columns, audience in demo.TABLES
            if whom == population and times
        ]
        for policy, reads in ((PARTNERS, queries.STAFF), (PUBLIC, ("public",))):
            for one in (one for one in asked if one.audience == policy.name):
                who = Reader(population, asked, reads)
                found, many = who.pins_down(queries.table_of(one), policy)
                tried += many
                assert found == [], one
    assert tried, "there is something to protect in the demo"
