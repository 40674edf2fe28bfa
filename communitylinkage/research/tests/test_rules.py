"""The rules of a cycle, of what may be used, of coding together and of overlaps."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.research.rules import checking, cycle, overlap, papers, units, uses
from communitylinkage.research.rules.cycle import Missing, NotYet, Stage, Standing
from communitylinkage.research.rules.uses import Kind, Use

FULL = {"planned": True, "researchers": 2, "evidence": 1, "findings": 1, "asked": 1}
every_use = st.sets(st.sampled_from(list(Use)))
coders = st.sampled_from([UUID(int=1), UUID(int=2), UUID(int=3)])
pieces = st.sampled_from([UUID(int=8), UUID(int=9)])
a_mark = st.builds(units.Mark, pieces, st.integers(0, 3), st.integers(1, 3), coders)


def test_a_cycle_goes_through_its_stages_and_ends():
    stage = Stage.QUESTION
    seen = [stage]
    while stage != Stage.CLOSED:
        stage = cycle.following(Standing(stage, **FULL))
        seen.append(stage)
    assert seen == list(Stage)


@pytest.mark.parametrize(
    ("stage", "lacks", "missing"),
    [
        (Stage.QUESTION, {"researchers": 1}, Missing.SECOND),
        (Stage.PLAN, {"planned": False}, Missing.PLAN),
        (Stage.OBSERVE, {"evidence": 0}, Missing.EVIDENCE),
        (Stage.REFLECT, {"findings": 0}, Missing.FINDING),
        (Stage.REFLECT, {"asked": 0}, Missing.CHECK),
    ],
)
def test_what_a_stage_lacks_is_named_and_stops_it(stage, lacks, missing):
    has = Standing(stage, **(FULL | lacks))
    assert missing in cycle.missing(has)
    with pytest.raises(NotYet):
        cycle.following(has)


def test_a_closed_cycle_does_not_go_on_and_not_back():
    with pytest.raises(NotYet):
        cycle.following(Standing(Stage.CLOSED, **FULL))
    assert cycle.preceding(Stage.CLOSED) is None


@given(every_use, st.sampled_from(list(Kind)))
def test_without_analysis_nothing_else_is_agreed(said, kind):
    allowed = uses.agreed(said, kind)
    assert bool(allowed) == (Use.ANALYSIS in said)
    assert set(allowed) <= said
    assert Use.IMAGE not in allowed or kind in uses.PICTURES


@given(every_use, every_use, st.sampled_from(list(Kind)))
def test_taking_back_only_ever_takes_away(said, gone, kind):
    before = uses.agreed(said, kind)
    after = uses.without(before, gone, kind)
    assert set(after) <= set(before) - gone
    follows = uses.effects(before, after)
    assert follows.lock == (Use.ANALYSIS in set(before) - set(after))
    assert not uses.may_quote(after) or uses.may_quote(before)
    if uses.may_quote(before) and not uses.may_quote(after):
        assert follows.drop_quotes


@given(st.text())
def test_no_word_is_lost_when_a_text_is_cut_into_sentences(text):
    assert "".join("".join(units.sentences(text)).split()) == "".join(text.split())


def test_sentences_end_with_the_marks_of_each_script():
    assert units.sentences("نعم؟ لا. ۔") == ["نعم؟", "لا.", "۔"]
    assert units.sentences("είπα. Τι;\nναι") == ["είπα.", "Τι;", "ναι"]


def test_two_who_mark_the_same_agree_fully_and_two_who_mark_by_chance_do_not():
    one, other, piece = UUID(int=1), UUID(int=2), UUID(int=9)
    same = [units.Mark(piece, 0, 1, who) for who in (one, other)]
    [full] = units.agreements({piece: 4}, {piece: [one, other]}, same)
    assert (full.kappa, full.same, full.units) == (1.0, 4, 4)
    apart = [units.Mark(piece, 0, 1, one), units.Mark(piece, 1, 1, other)]
    [bad] = units.agreements({piece: 4}, {piece: [one, other]}, apart)
    assert bad.kappa is not None
    assert bad.kappa < 0
    assert bad.same == 2


def test_kappa_is_that_of_cohen():
    # Cohen's own kind of table: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no give 0.4.
    one, other, piece = UUID(int=1), UUID(int=2), UUID(int=9)
    marks = [units.Mark(piece, at, 1, one) for at in range(25)]
    marks += [units.Mark(piece, at, 1, other) for at in [*range(20), *range(25, 35)]]
    [found] = units.agreements({piece: 50}, {piece: [one, other]}, marks)
    assert found.kappa == pytest.approx(0.4)


def test_who_has_not_gone_through_a_piece_is_not_compared():
    one, other, piece = UUID(int=1), UUID(int=2), UUID(int=9)
    marks = [units.Mark(piece, 0, 1, one)]
    assert units.agreements({piece: 4}, {piece: [one]}, marks) == []
    assert units.disagreements({piece: [one]}, marks, []) == []
    assert units.disagreements({piece: [one, other]}, marks, [])


@given(st.lists(a_mark), st.dictionaries(pieces, st.sets(coders)), st.data())
def test_what_is_settled_is_talked_about_no_more_and_what_was_said_holds(marks, read, data):
    differ = units.disagreements(read, marks, [])
    said = {(one.evidence, one.unit, one.code): data.draw(st.booleans()) for one in differ}
    assert units.disagreements(read, marks, said) == []
    holds = set(units.holding(marks, said))
    assert all((key in holds) == yes for key, yes in said.items())
    for one in differ:
        assert set(one.yes) | set(one.no) == set(read[one.evidence])


@given(st.binary(max_size=100), st.text(max_size=100), st.text(max_size=20))
def test_a_paper_comes_back_as_it_was_in_whole_kilobytes(file, text, name):
    paper = papers.Paper(text=text, giver=name, situations={"status": "none"}, file=file)
    plain = papers.to_bytes(paper)
    assert len(plain) % 1024 == 0
    assert papers.from_bytes(plain) == paper


def people(count, themes, spoke=None, **situations):
    """So many in a situation, of whom so many spoke of the themes; all of them where not said."""
    spoke = count if spoke is None else spoke
    return [
        overlap.Given(f"{situations}{at}", situations, frozenset(themes if at < spoke else ()))
        for at in range(count)
    ]


def three_groups(together, only_one, only_other, of=9):
    """How many spoke of fear: without papers and with children, and with only one of the two."""
    given_ = [
        *people(of, {"fear"}, together, status="none", children="yes"),
        *people(of, {"fear"}, only_one, status="none", children="no"),
        *people(of, {"fear"}, only_other, status="papers", children="yes"),
    ]
    return overlap.only_in_overlap(given_, ("status", "children"), 5)


def test_what_shows_only_where_two_situations_meet_is_called_out():
    [found] = three_groups(9, 0, 0)
    assert (found.theme, found.one, found.other) == (
        "fear", ("status", "none"), ("children", "yes")
    )  # fmt: skip


def test_what_shows_in_one_part_already_is_not():
    assert three_groups(9, 9, 0) == []
    assert three_groups(9, 0, 9) == []


@pytest.mark.parametrize("of", [5, 7, 8])
def test_nothing_is_said_of_few_persons(of):
    assert three_groups(of, 0, 0, of) == []
    assert three_groups(of, 1, 0, of) == []


def test_a_small_group_between_large_ones_is_not_spoken_of():
    given_ = [
        *people(7, {"fear"}, status="none", children="yes"),
        *people(30, (), status="none", children="no"),
        *people(30, (), status="papers", children="yes"),
    ]
    assert overlap.only_in_overlap(given_, ("status", "children"), 5) == []


def test_nobody_and_few_are_told_alike_and_so_are_all_and_nearly_all():
    said = {tuple(three_groups(9 - at, one, other))
            for at in range(5) for one in range(5) for other in range(5)}  # fmt: skip
    assert len(said) == 1
    assert all(said)


@given(st.lists(st.integers(0, 14), min_size=3, max_size=3), st.integers(9, 14))
def test_what_is_called_out_is_true_and_follows_from_no_number_of_few(spoke, of):
    spoke = [min(one, of) for one in spoke]
    for found in three_groups(*spoke, of):
        assert spoke[0] > max(spoke[1:])
        for told in (found.together, found.only_one, found.only_other):
            assert told.low == told.high or told.high - told.low == 4
            assert (told.low == told.high) <= (5 <= told.low <= of - 5)


def test_a_forged_situation_is_none():
    assert overlap.situations({"status": "rich", "shoe": "42", "age": "65"}) == {"age": "65"}


def test_votes_stand_when_more_say_yes_than_all_else():
    assert checking.count(["yes", "yes", "no"]).stands
    assert not checking.count(["yes", "partly"]).stands
    assert not checking.count([]).stands
