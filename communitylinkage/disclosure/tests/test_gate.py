"""What the gate shows, hides, refuses and offers."""

import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.offers import Cut, cut, offers
from communitylinkage.disclosure.policy import INTERNAL, PARTNERS, PUBLIC, organisations_known
from communitylinkage.disclosure.primary import Reason, dominated
from communitylinkage.disclosure.published import State
from communitylinkage.disclosure.ratios import mean, share
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import (
    Dimension,
    NotAdditiveError,
    Record,
    Table,
    tabulate,
)
from communitylinkage.disclosure.tests.made_up import FLAT, KIND, since, stretch, tables

some = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def one_row(*counts):
    return Table("women", (FLAT,), ("p1",), np.array([counts]))


def hidden(published):
    return {cell.box for cell in published.cells if cell.state is State.HIDDEN}


def test_a_safe_table_is_published_unchanged():
    published = publish(one_row(20, 30, 40), PARTNERS, Ledger())
    assert [cell.value for cell in published.cells] == [90, 20, 30, 40]


@some
@given(tables("two"))
def test_the_same_table_gives_the_same_answer_also_once_it_is_in_the_ledger(table):
    try:
        first = publish(table, PARTNERS, Ledger())
    except UnsafeError:
        return
    assert publish(table, PARTNERS, Ledger()) == first
    again = publish(table, PARTNERS, Ledger().add(first.entry))
    assert again.for_readers() == first.for_readers()


@some
@given(tables("two"))
def test_a_stricter_audience_never_sees_a_cell_that_a_laxer_one_does_not(table):
    try:
        public = publish(table, PUBLIC, Ledger())
    except UnsafeError:
        return
    assert hidden(publish(table, PARTNERS, Ledger())) <= hidden(public)
    assert hidden(publish(table, INTERNAL, Ledger())) == set()


@some
@given(tables("two"))
def test_every_rounded_figure_is_within_two_of_the_truth(table):
    try:
        public = publish(table, PUBLIC, Ledger())
    except UnsafeError:
        return
    for cell in public.cells:
        if cell.state is not State.HIDDEN:
            truth = table.value(cell.box)
            assert cell.value % 5 == 0
            assert abs(cell.value - truth) <= 2
            assert cell.low <= truth <= cell.high


def test_readers_get_neither_the_true_reason_nor_the_secrets():
    text = json.dumps(publish(one_row(3, 20, 30), PARTNERS, Ledger()).for_readers())
    assert '"protected"' in text
    assert "few" not in text.replace("fewest", "")
    assert "secrets" not in text


def test_a_row_whose_women_are_all_of_one_kind_does_not_say_which():
    table = Table("w", (FLAT, KIND), ("p1",), np.array([[[20, 0, 0], [20, 20, 20], [9, 9, 9]]]))
    assert ("a", "law") in hidden(publish(table, PARTNERS, Ledger()))


def test_a_cell_of_nearly_one_organisation_is_dominated():
    assert dominated([95, 5], PUBLIC) is Reason.DOMINANCE
    assert dominated([8, 4], PARTNERS) in (Reason.DOMINANCE, Reason.OTHERS)
    assert dominated([30, 30, 30], PUBLIC) is None


def test_a_month_that_added_few_is_not_read_off_the_running_total():
    table = Table("women", (FLAT,), ("p1", "p2"), np.array([[20, 30, 40], [2, 20, 20]]))
    ledger = Ledger().add(publish(since(table, 1), PARTNERS, Ledger()).entry)
    assert ("a",) in hidden(publish(table, PARTNERS, ledger))


QUARTERS = Table(
    "women", (FLAT,), ("p1", "p2", "p3"), np.array([[12, 31, 22], [1, 30, 20], [14, 30, 25]])
)


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [((0, 1), (0, 0)), ((1, 2), (2, 2)), ((0, 2), (2, 2))],
    ids=["its first quarter", "its last quarter", "the last of three"],
)
def test_a_shorter_table_after_a_longer_one_does_not_give_away_what_lies_between(longer, shorter):
    before = publish(stretch(QUARTERS, *longer), PARTNERS, Ledger())
    assert not hidden(before) or longer == (0, 2)
    ledger = Ledger().add(before.entry)
    if shorter == (2, 2) and longer == (0, 2):
        ledger = ledger.add(publish(stretch(QUARTERS, 0, 0), PARTNERS, ledger).entry)
    after = publish(stretch(QUARTERS, *shorter), PARTNERS, ledger)
    assert ("a",) in hidden(after), "one woman of a quarter is what the longer one has more"
    assert len(hidden(after)) > 1


def test_two_that_overlap_and_a_third_over_both_do_not_give_away_what_they_share():
    ledger = Ledger()
    for ends in ((0, 1), (1, 2)):
        ledger = ledger.add(publish(stretch(QUARTERS, *ends), PARTNERS, ledger).entry)
    with_both = publish(stretch(QUARTERS, 0, 2), PARTNERS, ledger)
    assert ("a",) in hidden(with_both), "13 and 15 less 27 is the one of the middle quarter"


def test_a_table_that_does_not_count_what_an_overlapping_one_showed_is_refused():
    ledger = Ledger().add(publish(stretch(QUARTERS, 0, 1), PARTNERS, Ledger()).entry)
    with pytest.raises(UnsafeError) as refused:
        publish(since(QUARTERS, 1), PARTNERS, ledger)
    assert refused.value.code == "earlier_publications"


def test_what_the_public_gets_is_not_all_but_few_of_what_partners_were_told():
    table = Table("women", (FLAT,), ("p1", "p2"), np.array([[43, 31, 22], [1, 30, 20]]))
    ledger = Ledger().add(publish(table, PARTNERS, Ledger()).entry)
    public = publish(stretch(table, 0, 0), PUBLIC, ledger)
    assert ("a",) in hidden(public), "44 less about 45 (43 to 47) is nobody or one"


def of_two(ours, theirs):
    """A running total by quarter of one place, counted by two organisations."""
    place, periods = (Dimension.of("town", ["a"]),), tuple(f"p{at}" for at in range(len(ours)))
    by = {name: np.array([[n] for n in part]) for name, part in (("us", ours), ("them", theirs))}
    return Table("women", place, periods, by["us"] + by["them"], by)


def test_an_organisation_does_not_work_out_the_few_that_another_met():
    policy = organisations_known(PARTNERS)
    with pytest.raises(UnsafeError):
        publish(of_two([7], [1]), policy, Ledger())
    assert publish(of_two([6], [6]), policy, Ledger()).cell().value == 12


def test_nor_the_few_that_another_added_since_what_was_published_before():
    policy, both = organisations_known(PARTNERS), of_two([6, 6], [6, 1])
    ledger = Ledger().add(publish(since(both, 1), policy, Ledger()).entry)
    with pytest.raises(UnsafeError):  # 19 after 12: without our 6 they met one more
        publish(both, policy, ledger)
    many = of_two([6, 6], [6, 6])
    assert publish(many, policy, ledger).cell().value == 24


def test_what_is_hidden_from_others_hides_enough_from_who_takes_her_own_away():
    ours, theirs = np.array([[9, 5, 20]]), np.array([[2, 0, 20]])
    table = Table("women", (FLAT,), ("p1",), ours + theirs, {"us": ours, "them": theirs})
    told = hidden(publish(table, organisations_known(PARTNERS), Ledger()))
    assert {("a",), ("b",)} <= told, "16 in both: enough for who knows nothing"
    assert len(told) > 2, "but without our 14 others have two, in a or b"


def test_a_figure_corrected_after_publication_is_refused_not_mixed():
    ledger = Ledger().add(publish(one_row(20, 30, 40), PARTNERS, Ledger()).entry)
    with pytest.raises(UnsafeError) as refused:
        publish(one_row(21, 30, 40), PARTNERS, ledger)
    assert refused.value.code in ("contradicts_earlier", "earlier_publications")


def test_where_nothing_is_left_the_gate_says_so_and_nothing_is_offered():
    with pytest.raises(UnsafeError) as refused:
        publish(one_row(1, 1, 1), PUBLIC, Ledger())
    assert refused.value.code == "nothing_left"
    assert offers(one_row(1, 1, 1), PUBLIC, Ledger()) == []


def test_a_table_that_cannot_be_made_safe_says_so_and_offers_what_can(monkeypatch):
    monkeypatch.setattr("communitylinkage.disclosure.space.MOST", 8)
    table = Table("w", (FLAT, KIND), ("p1",), np.array([[[20, 20, 20]] * 3]))
    with pytest.raises(UnsafeError) as refused:
        publish(table, PARTNERS, Ledger())
    assert refused.value.code == "too_many_parts"
    found = offers(table, PARTNERS, Ledger())
    assert {offer.cut for offer in found} == {Cut.MERGE, Cut.DROP}
    assert all(offer.hidden == 0 for offer in found)
    best = found[0]
    assert cut(table, best.cut, best.dimensions, best.codes).boxes == best.table.boxes


def test_nobody_is_put_together_with_a_code_in_which_nobody_is():
    table = one_row(3, 30, 0)
    assert all(offer.cut is Cut.DROP for offer in offers(table, PARTNERS, Ledger()))


def test_coarser_cuts_are_offered_with_the_least_loss_first():
    table = Table("w", (FLAT, KIND), ("p1",), np.array([[[3, 20, 20], [3, 20, 20], [8, 20, 20]]]))
    found = offers(table, PARTNERS, Ledger())
    assert found
    assert [o.shown for o in found] == sorted((o.shown for o in found), reverse=True)


def test_the_ledger_comes_back_from_json():
    ledger = Ledger().add(publish(one_row(3, 20, 30), PARTNERS, Ledger()).entry)
    assert Ledger.from_json(ledger.to_json()) == ledger


def test_shares_and_means_come_from_what_is_shown_with_their_limits():
    public = publish(one_row(23, 30, 41), PUBLIC, Ledger())
    part = share(public.cell("a"), public.cell())
    assert part.low <= 23 / 94 <= part.high
    score = mean([public.cell(code) for code in "abc"], [1, 2, 3])
    assert score.low <= (23 + 60 + 123) / 94 <= score.high
    secret = publish(one_row(3, 30, 41), PUBLIC, Ledger())
    assert share(secret.cell("a"), secret.cell()) is None


def test_a_woman_seen_twice_counts_once_and_in_two_cells_not_at_all():
    town = (Dimension.of("town", ["a", "b"]),)
    twice = [Record("w1", "p2", ("a",)), Record("w1", "p1", ("a",))]
    assert tabulate("w", town, ("p1", "p2"), twice).counts.tolist() == [[1, 0], [0, 0]]
    with pytest.raises(NotAdditiveError):
        tabulate("w", town, ("p1",), [Record("w1", "p1", ("a",)), Record("w1", "p1", ("b",))])


@pytest.mark.parametrize("codes", [[], ["a", "a"], ["*"]])
def test_a_dimension_of_bad_codes_is_refused(codes):
    with pytest.raises(ValueError, match="x"):
        Dimension.of("x", codes)


@given(st.integers(0, 500))
def test_a_reader_of_a_rounded_figure_knows_no_more_than_its_limits(value):
    low, high = PUBLIC.bounds(value)
    assert value < PUBLIC.k or low <= value <= high


def test_what_the_public_gets_never_opens_what_partners_were_refused():
    table = one_row(6, 4, 30)
    ledger = Ledger().add(publish(table, PARTNERS, Ledger()).entry)
    with pytest.raises(UnsafeError) as refused:
        publish(one_row(6, 4, 300), PUBLIC, ledger)
    assert refused.value.code == "other_readers"
