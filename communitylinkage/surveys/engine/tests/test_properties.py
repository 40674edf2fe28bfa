"""What holds whatever is answered, in whatever order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from communitylinkage.surveys.engine import Answers
from communitylinkage.surveys.engine.tests.cast import CHOICES, NOW, form, table

HEAD = "type | name | label | relevant | calculation | choice_filter | repeat_count"
CHAIN = table(
    "integer | a | A | | | |",
    "integer | b | B | ${a} > 1 | | |",
    "calculate | c | | | ${a} + coalesce(${b}, 0) | |",
    "select_one yn | d | D | ${c} > 2 | | |",
    "begin group | g | G | ${d} = 'y' | | |",
    "integer | e | E | | | |",
    "calculate | f | | | ${e} * 2 + sum(${x}) | |",
    "end group | | | | | |",
    "begin repeat | r | R | ${a} != 3 | | | ${a}",
    "integer | x | X | | | |",
    "calculate | y | | | ${x} + position(..) + ${c} | |",
    "text | z | Z | ${y} > 4 | | |",
    "end repeat | | | | | |",
    "calculate | n | | | count(${r}) + count-non-empty(${z}) | |",
    "calculate | u | | | once(uuid()) | |",
    head=HEAD,
    choices=CHOICES,
)
PLACES = ["/data/a", "/data/b", "/data/d", "/data/g/e"]
PLACES += [f"/data/r[{i}]/{n}" for i in (1, 2, 3) for n in "xz"]
RAW = st.sampled_from(["", "0", "1", "2", "3", "5", "y", "n", "x!"])
STEPS = st.lists(st.tuples(st.sampled_from(PLACES), RAW), max_size=14)


def begin(steps: list[tuple[str, str]]) -> Answers:
    answers = form(CHAIN).start(now=NOW, seed=5)
    for place, raw in steps:
        try:
            answers.set(place, raw)
        except LookupError:  # the instance is not there yet
            continue
    return answers


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_evaluating_what_changed_equals_evaluating_everything(steps: list[tuple[str, str]]) -> None:
    answers = begin(steps)
    before = answers.values(), answers.to_json()
    answers.tree.everything()
    assert (answers.values(), answers.to_json()) == before


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_saved_and_loaded_is_equal(steps: list[tuple[str, str]]) -> None:
    answers = begin(steps)
    again = form(CHAIN).start(now=NOW, saved=answers.to_json())
    assert again.to_json() == answers.to_json()
    assert again.values() == answers.values()
    xml = form(CHAIN).start(now=NOW, seed=5, saved=answers.to_xml())
    assert xml.values() == answers.values()


@settings(max_examples=100, deadline=None)
@given(st.permutations([("/data/a", "2"), ("/data/b", "4"), ("/data/d", "y"), ("/data/g/e", "1")]))
def test_the_order_of_answering_does_not_matter(steps: list[tuple[str, str]]) -> None:
    assert begin(steps).values() == begin(sorted(steps)).values()


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_what_is_not_relevant_is_never_in_the_record(steps: list[tuple[str, str]]) -> None:
    answers = begin(steps)
    record = answers.finish(NOW)
    for place in record.values:
        assert answers.show(place).relevant
    hidden = answers.tree.at("/data/b")[0]
    assert ("/data/b" in record.values) is hidden.live
    assert ("<b" in record.xml) is hidden.live
