"""What the database counts, on whichever database the suite runs."""

import pytest

from communitylinkage.people.tests.cast import cast  # noqa: F401
from communitylinkage.surveys.analysis import counting, exports, results, showing
from communitylinkage.surveys.analysis.tally import Row
from communitylinkage.surveys.analysis.tests.made import baseline, closed, sent
from communitylinkage.surveys.answering.models import Collection
from communitylinkage.surveys.answering.queries import submissions

pytestmark = pytest.mark.django_db


def test_one_statement_counts_every_question_by_group(cast, django_assert_num_queries):  # noqa: F811
    one = baseline(cast)
    sent(closed(cast, one.version), "es", need_room="3", times=5)  # another collection's
    with django_assert_num_queries(1):
        rows = counting.rows([one], "country")
    assert Row("need_room", "es", "1", 17) in rows
    assert Row("team", "it", "7", 1) in rows
    assert Row("g/later", "es", "2", 3) in rows
    assert sum(row.count for row in rows if row.place == "need_room") == 32
    assert counting.people([one], "country") == {"es": 20, "it": 12}
    assert counting.people([one]) == {"": 32}
    assert counting.people([one], "nobody_says_this") == {counting.UNSAID: 32}


def test_an_anonymous_answer_is_in_no_figure_before_it_is_mixed(cast):  # noqa: F811
    one = baseline(cast)
    Collection.objects.update(closed=None)
    one.refresh_from_db()
    sent(one, "es", need_room="3", tag="t")
    one.submissions.filter(link_tag="t").update(mixed=False)
    assert counting.people([one]) == {"": 32}
    assert Row("need_room", "", "3", 3) in counting.rows([one])
    assert Row("need_room", "", "3", 3) in counting.rows_of("need_room", [one])
    assert counting.tagged("need_room", one) == []
    one.submissions.update(mixed=True)
    assert Row("need_room", "", "3", 4) in counting.rows([one])
    assert counting.tagged("need_room", one) == [("t", "3")]


def test_what_is_closed_is_counted_once_and_anew_where_answers_went(
    cast,  # noqa: F811
    django_assert_num_queries,
):
    one = baseline(cast)
    first = results.internal([one], "country")
    with django_assert_num_queries(1):  # how many there are
        assert results.internal([one], "country") == first
    room = results.items_of([one])[0]
    assert results.internal([one], "country", room) == first[:1]
    one.submissions.filter(group__country="it").delete()
    assert [each.at for each in results.internal([one], "country")[0].columns] == ["", "es"]
    Collection.objects.update(closed=None)
    one.refresh_from_db()
    sent(one, "es", need_room="3")
    one.submissions.filter(answers__need_room="1").first().delete()
    assert results.internal([one])[0].columns[0].whole.value == 20


def test_one_question_alone_is_counted_alike(cast, django_assert_num_queries):  # noqa: F811
    one = baseline(cast)
    for by in ("", "country", "round"):
        every = counting.rows([one], by)
        for item in results.items_of([one]):
            with django_assert_num_queries(1):
                alone = counting.rows_of(item.place, [one], by)
            assert sorted(map(str, alone)) == sorted(
                str(row) for row in every if row.place == item.place
            )


def test_a_key_that_is_no_code_is_refused(cast):  # noqa: F811
    with pytest.raises(ValueError, match="x'"):
        counting.rows([closed(cast)], "x' OR 1=1 --")


def test_repeats_are_counted_by_person(cast):  # noqa: F811
    one = closed(cast)
    sent(one, "es", times=2, **{"child[1]__kind": "a", "child[2]__kind": "a"})
    sent(one, "es", **{"child[1]__kind": "a", "child[2]__kind": "b"})
    assert sorted((row.value, row.count) for row in counting.repeated([one])) == [
        ('["a", "b"]', 1), ('["a"]', 2),
    ]  # fmt: skip
    assert counting.rows([one]) == []


def test_the_page_says_what_was_sent(cast):  # noqa: F811
    found = {one.item.name: one for one in results.internal([baseline(cast)])}
    room = found["need_room"].columns[0]
    assert {line.code: line.cell.value for line in room.lines} == {"0": 1, "1": 28, "2": 0, "3": 3}
    assert room.whole.value == 32
    assert found["team"].columns[0].spread.n == 32
    assert found["team"].columns[0].spread.high == 4
    later = found["later"].columns[0]
    assert (later.whole.value, later.not_relevant.value) == (3, 29)
    helped = found["help"].columns[0]
    assert {line.code: line.cell.value for line in helped.lines} == {"legal": 20, "shelter": 14}
    assert (helped.whole.value, helped.empty.value) == (31, 1)
    first = found["order"].columns[0]
    assert {line.code: line.cell.value for line in first.lines} == {"legal": 17, "shelter": 3}


def test_rounds_stand_side_by_side_and_the_same_persons_are_compared(cast):  # noqa: F811
    before = closed(cast)
    after = closed(cast, before.version)
    for n, (one, other) in enumerate([("0", "2"), ("1", "2"), ("3", "3")]):
        sent(before, "es", need_room=one, tag=f"t{n}")
        sent(after, "es", need_room=other, tag=f"t{n}")
    sent(before, "es", need_room="3", tag="twice")
    sent(before, "es", tag="twice")
    sent(after, "es", need_room="0", tag="twice")
    rounds = results.internal([before, after], "round")[0]
    assert [column.whole.value for column in rounds.columns] == [4, 4]
    change = results.paired(before, after, rounds.item, "internal")
    assert (change.spread.n, change.spread.mean) == (3, 1.0)
    assert results.paired(before, after, rounds.item, "partners") is None


def test_needs_by_country(cast):  # noqa: F811
    found = results.needs([baseline(cast)], "internal", prefix="need_", scale=range(4))
    everybody, spain, _italy = found[0].cells
    assert (everybody.asked_for, everybody.answered) == (31, 32)
    assert spain.urgency.value == 1.3


def test_left_empty_and_not_asked_are_two_lines_where_the_answers_tell_them_apart(cast):  # noqa: F811
    one = closed(cast)
    sent(one, "es", times=6, g__later="1")
    sent(one, "es", times=5, g__later=None)
    sent(one, "es", times=7, need_room="1")
    for told, name in ((False, "Not asked, or left empty"), (True, "Not asked")):
        one.blanks = told
        (found,) = (each for each in results.internal([one]) if each.item.place == "g/later")
        apart = {line.label: line.cells[0][0] for line in showing.shown(1, found, "").apart}
        assert (apart["Answered"], apart["Left empty"], apart[name]) == ("6", "5", "7")


def test_a_file_writes_what_was_not_asked_and_leaves_empty_what_was_left_empty(cast):  # noqa: F811
    one = closed(cast)
    sent(one, "es", need_room="3", g__later=None)
    sent(one, "es", need_room="1")
    items, rows = results.items_of([one]), list(submissions(one))
    for told, missing in ((False, None), (True, "n/a")):
        head, *lines = exports.answer_rows(items, rows, None, blanks=told)
        by_room = {line[head.index("need_room")]: line[head.index("g/later")] for line in lines}
        assert by_room == {"3": None, "1": missing}
