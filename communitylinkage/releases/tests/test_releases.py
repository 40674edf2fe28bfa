"""A table is let out once, stays as it was, and what it said binds every later one."""

from datetime import UTC, datetime

import numpy as np
import pytest

from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import INTERNAL, PARTNERS, PUBLIC
from communitylinkage.disclosure.published import State
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import TOTAL, Dimension, Table
from communitylinkage.releases import actions, queries
from communitylinkage.releases.models import Release
from communitylinkage.releases.rules import NotForReleaseError

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
TOWN, KIND = Dimension.of("town", ["a", "b", "c"]), Dimension.of("kind", ["law", "talk"])
FIRST = [[20, 20], [30, 30], [40, 40]]
THEN = [[1, 1], [10, 10], [12, 12]]


def table(*quarters, series="women"):
    periods = tuple(f"2026-{n}" for n in range(1, len(quarters) + 1))
    return Table(series, (TOWN, KIND), periods, np.array(quarters))


def let_out(one, policy=PARTNERS):
    row, _new = actions.release(table=one, policy=policy, now=NOW)
    return queries.told(row)


def test_a_table_comes_back_as_its_readers_got_it():
    one = table(FIRST)
    assert let_out(one) == publish(one, PARTNERS, Ledger())


def test_asked_for_again_it_is_the_same_although_the_figures_moved():
    first = let_out(table(FIRST))
    again, new = actions.release(table=table(THEN), policy=PARTNERS, now=NOW)
    assert not new
    assert queries.told(again) == first
    assert Release.objects.count() == 1


def test_a_quarter_that_added_few_cannot_be_had_by_subtracting_last_quarters_table():
    longer = table(FIRST, THEN)
    alone = publish(longer, PARTNERS, Ledger())
    assert alone.cell("a").state is State.VALUE, "by itself the longer table is safe"
    let_out(table(FIRST))
    assert let_out(longer).cell("a").state is State.HIDDEN


def test_a_figure_corrected_after_it_was_let_out_is_refused():
    let_out(table(FIRST))
    with pytest.raises(UnsafeError) as refused:
        let_out(table([[21, 20], *FIRST[1:]], THEN))
    assert refused.value.code in ("contradicts_earlier", "earlier_publications")
    assert Release.objects.count() == 1


def test_two_cuts_of_the_same_women_are_judged_together():
    counts = [[3, 20], [30, 30], [40, 40]]
    whole = let_out(table(counts))
    assert whole.cell("a", "law").state is State.HIDDEN
    towns = table(counts).showing("kind", {TOTAL: KIND.leaves, "law": ("law",)})
    try:
        narrower = let_out(towns)
    except UnsafeError:
        return
    assert narrower.cell("a", "law").state is State.HIDDEN


def test_what_partners_know_binds_what_the_public_gets_and_series_stand_apart():
    let_out(table(FIRST))
    let_out(table(FIRST), PUBLIC)
    let_out(table(FIRST, series="men"))
    assert [e.audience for e in queries.ledger_of("women").entries] == ["partners", "public"]
    assert queries.released(["public"], ["women", "men"]).count() == 1
    row = queries.released(["partners"], ["men"]).get()
    assert queries.release(row.reference, ["public"]) is None
    assert queries.release(row.reference, ["partners"]) == row


def test_figures_that_hide_nothing_are_never_let_out():
    with pytest.raises(NotForReleaseError):
        let_out(table(FIRST), INTERNAL)
    assert not Release.objects.exists()
