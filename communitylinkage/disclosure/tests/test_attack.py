"""Whoever reads all that was published learns nothing narrower than the policy allows."""

import itertools
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import PARTNERS, PUBLIC, organisations_known
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import TOTAL
from communitylinkage.disclosure.tests.attack import CAP, Attacker, TooLongError
from communitylinkage.disclosure.tests.made_up import SHAPES, of_two, since, stretch, tables

# What was asked and given up is counted over the whole file: it stays with one worker.
pytestmark = pytest.mark.xdist_group("attack")
TABLES = int(os.environ.get("ATTACKED_TABLES", "12"))
many = settings(
    max_examples=TABLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
asked, given_up = [], []


def attacker(table):
    leaves = itertools.product(table.periods, *(d.leaves for d in table.dimensions))
    return Attacker({key: at for at, key in enumerate(leaves)})


def learns(who, table, policy, periods, width):
    """Small cells that the attacker pins down too far."""
    found = []
    for box in table.boxes:
        if 0 < table.value(box, periods=periods) < policy.k:
            asked.append(box)
            try:
                if who.narrower_than(width, who.region(table.dimensions, periods, box)):
                    found.append(box)
            except TooLongError:
                given_up.append(box)
    return found


@pytest.mark.parametrize("policy", [PARTNERS, PUBLIC], ids=lambda p: p.name)
@pytest.mark.parametrize("shape", SHAPES)
@many
@given(data=st.data())
def test_no_small_cell_of_one_table_is_pinned_down(shape, policy, data):
    table = data.draw(tables(shape))
    try:
        public = publish(table, policy, Ledger()).for_readers()
    except UnsafeError:
        return
    who = attacker(table)
    who.read(public, table.dimensions)
    assert learns(who, table, policy, table.periods, policy.width) == []


@pytest.mark.parametrize("policy", [PARTNERS, PUBLIC], ids=lambda p: p.name)
@pytest.mark.parametrize("shape", ["one", "two"])
@many
@given(data=st.data())
def test_two_months_of_one_running_total_give_no_small_cell_away(shape, policy, data):
    table = data.draw(tables(shape, ("p1", "p2")))
    who, ledger, said = attacker(table), Ledger(), 0
    for one in (since(table, 1), table):
        try:
            published = publish(one, policy, ledger)
        except UnsafeError:
            continue
        ledger, said = ledger.add(published.entry), said + 1
        who.read(published.for_readers(), one.dimensions)
        assert learns(who, one, policy, one.periods, policy.width) == []
    assert learns(who, table, policy, ("p1",), policy.width) == [] or said == 1
    if said == 2:
        assert learns(who, table, policy, ("p2",), policy.change) == []


def cut_of(table, dropped, first, last):
    """The table from a quarter to another, without one of its dimensions or with all."""
    for dimension in table.dimensions:
        if dimension.name == dropped:
            table = table.showing(dropped, {TOTAL: dimension.leaves})
    return stretch(table, first, last)


def runs(table):
    """Every stretch of its time."""
    ends = itertools.combinations(range(len(table.periods) + 1), 2)
    return [table.periods[first:last] for first, last in ends]


@pytest.mark.parametrize("policy", [PARTNERS, PUBLIC], ids=lambda p: p.name)
@pytest.mark.parametrize("shape", ["one", "small"])
@many
@given(data=st.data())
def test_tables_of_any_quarters_in_any_order_give_no_few_of_any_stretch_away(shape, policy, data):
    table = data.draw(tables(shape, ("p1", "p2", "p3")))
    ledger, who = Ledger(), attacker(table)
    ends = [(first, last) for first in range(3) for last in range(first, 3)]
    for first, last in data.draw(st.permutations(ends))[:4]:
        one = stretch(table, first, last)
        try:
            published = publish(one, policy, ledger)
        except UnsafeError:
            continue
        ledger = ledger.add(published.entry)
        who.read(published.for_readers(), one.dimensions)
    for periods in runs(table):
        assert learns(who, table, policy, periods, policy.change) == []


@many
@given(data=st.data())
def test_different_cuts_for_both_audiences_over_time_give_no_small_cell_away(data):
    table = data.draw(tables("small", ("p1", "p2", "p3")))
    step = st.tuples(
        st.sampled_from([(first, last) for first in range(3) for last in range(first, 3)]),
        st.sampled_from(["", "town", "kind"]),
        st.sampled_from([PARTNERS, PUBLIC]),
    )
    ledger, kept = Ledger(), []
    readers = {policy.name: attacker(table) for policy in (PARTNERS, PUBLIC)}
    for (first, last), dropped, policy in data.draw(st.lists(step, min_size=2, max_size=4)):
        one = cut_of(table, dropped, first, last)
        try:
            published = publish(one, policy, ledger)
        except UnsafeError:
            continue
        ledger = ledger.add(published.entry)
        kept.append((one, policy))
        for name, who in readers.items():
            if name == PARTNERS.name or policy is PUBLIC:
                who.read(published.for_readers(), one.dimensions)
    for one, policy in kept:
        assert learns(readers[policy.name], one, policy, one.periods, policy.width) == []
        for periods in runs(table):
            assert learns(readers[policy.name], one, policy, periods, policy.change) == []


def insider(table, own):
    """Who works in one organisation: what she counted herself, she knows."""
    who = attacker(table)
    axes = (table.periods, *(d.leaves for d in table.dimensions))
    for number, key in zip(own.ravel().tolist(), itertools.product(*axes), strict=True):
        who.sums.append(([who.atoms[key]], number, CAP))
    return who


def learns_of_others(who, table, own, policy, periods, width):
    """Small numbers of persons of all others that she pins down too far."""
    found = []
    for box in table.boxes:
        number = table.value(box, periods=periods) - table.value(box, own, periods)
        if 0 < number < policy.k:
            asked.append(box)
            try:
                if who.narrower_than(width, who.region(table.dimensions, periods, box)):
                    found.append((box, number))
            except TooLongError:
                given_up.append(box)
    return found


@pytest.mark.parametrize("audience", [PARTNERS, PUBLIC], ids=lambda p: p.name)
@pytest.mark.parametrize("shape", ["one", "two", "tree"])
@many
@given(data=st.data())
def test_who_takes_away_what_her_organisation_counted_pins_down_no_few_of_others(
    shape, audience, data
):
    table, policy = data.draw(of_two(shape)), organisations_known(audience)
    try:
        public = publish(table, policy, Ledger()).for_readers()
    except UnsafeError:
        return
    for own in table.by.values():
        who = insider(table, own)
        who.read(public, table.dimensions)
        assert learns_of_others(who, table, own, policy, table.periods, policy.width) == []


@pytest.mark.parametrize("backwards", [False, True])
@many
@given(data=st.data())
def test_nor_what_others_added_from_one_month_to_the_next_whichever_is_told_first(backwards, data):
    table, policy = data.draw(of_two("one", ("p1", "p2"))), organisations_known(PARTNERS)
    ledger, told = Ledger(), []
    steps = [stretch(table, 0, 0), table]
    for one in reversed(steps) if backwards else steps:
        try:
            published = publish(one, policy, ledger)
        except UnsafeError:
            continue
        ledger = ledger.add(published.entry)
        told.append((published.for_readers(), one.dimensions))
    for own in table.by.values():
        who = insider(table, own)
        for public, dimensions in told:
            who.read(public, dimensions)
        if len(told) == 2:
            for periods in (("p1",), ("p2",), ("p1", "p2")):
                assert learns_of_others(who, table, own, policy, periods, policy.change) == []


def test_the_attack_sees_through_a_table_that_hides_one_cell_alone():
    import numpy as np

    from communitylinkage.disclosure.table import Table

    table = Table("women", SHAPES["one"], ("p1",), np.array([[3, 20, 30]]))
    public = publish(table, PARTNERS, Ledger()).for_readers()
    assert [c["at"] for c in public["cells"] if c["state"] == "hidden"] != [["a"]]
    for cell in public["cells"]:
        if cell["at"] != ["a"]:
            value = table.value(tuple(cell["at"]))
            cell.update(state="value", value=value, low=value, high=value)
    who = attacker(table)
    who.read(public, table.dimensions)
    assert learns(who, table, PARTNERS, table.periods, PARTNERS.width) == [("a",)]


def test_the_attack_was_seldom_given_up():
    assert len(given_up) <= len(asked) / 10
