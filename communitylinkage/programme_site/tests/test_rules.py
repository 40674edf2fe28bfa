"""The rules of a programme's pages, without a database."""

from itertools import product
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.programme_site.rules import emblem, states, text
from communitylinkage.programme_site.rules.states import Act, RefusedError, State, Why
from communitylinkage.programme_site.rules.text import Shape
from communitylinkage.values.found import spoken
from communitylinkage.values.telling import best, told

LANGUAGES = st.sampled_from(["en", "es", "ar", "it", "el"])


@pytest.mark.parametrize(("act", "state"), list(product(Act, State)))
def test_a_version_moves_along_its_table_only(act, state):
    if (act, state) in states.MOVES:
        assert states.after(act, state) == states.MOVES[act, state]
    else:
        with pytest.raises(RefusedError) as refused:
            states.after(act, state)
        assert refused.value.why == Why.NOT_NOW


def test_what_was_public_is_never_written_in_again():
    assert State.DRAFT not in states.MOVES.values()


def test_a_text_is_paragraphs_headings_and_points():
    found = text.blocks("One\nstill one\n\n\nTwo\n# Heading\n# Another\n- a\n* b\nThree")
    assert [(one.shape, one.lines) for one in found] == [
        (Shape.PARAGRAPH, ("One", "still one")),
        (Shape.PARAGRAPH, ("Two",)),
        (Shape.HEADING, ("Heading",)),
        (Shape.HEADING, ("Another",)),
        (Shape.POINTS, ("a", "b")),
        (Shape.PARAGRAPH, ("Three",)),
    ]


@given(st.text(max_size=200))
def test_no_word_of_a_text_is_lost(typed):
    told_ones = " ".join(line for one in text.blocks(typed) for line in one.lines)
    bare = [w for w in typed.split() if w.strip("#-*•")]
    assert all(w.strip("#-*•") in told_ones for w in bare)


@given(st.text(max_size=500))
def test_a_summary_is_short(typed):
    assert len(text.summary(typed)) <= text.SUMMARY + 1


def test_the_emblem_is_drawn_to_its_official_description():
    middle = (emblem.FLY / 2, emblem.HOIST / 2)
    centres = emblem.centres()
    assert pytest.approx(1.5 * emblem.HOIST) == emblem.FLY
    assert len(centres) == 12
    assert {round(dist(one, middle), 6) for one in centres} == {emblem.HOIST / 3}
    top = min(centres, key=lambda one: one[1])
    assert top[0] == pytest.approx(middle[0]), "a star at twelve o'clock"
    for centre in centres:
        corners = emblem.star(centre)
        assert [round(dist(one, centre), 6) for one in corners[::2]] == [emblem.HOIST / 18] * 5
        assert corners[0] == pytest.approx((centre[0], centre[1] - emblem.HOIST / 18)), "upright"
    # The sides of a pentagram lie on straight lines: outer corner, two inner ones, outer corner.
    one = emblem.star((0, 0))
    assert one[1][1] == pytest.approx(one[2][1]) == pytest.approx(one[8][1])
    assert (emblem.BLUE, emblem.GOLD) == ("#003399", "#ffcc00")
    assert emblem.path().count("M") == 12


@given(st.sets(LANGUAGES, min_size=1), LANGUAGES, LANGUAGES)
def test_a_reader_gets_a_text_in_her_own_language_where_there_is_one(there, reader, chosen):
    found = best(there, chosen, reader)
    assert found in there
    if chosen in there:
        assert found == chosen
    elif reader in there:
        assert found == reader
    elif "en" in there:
        assert found == "en"


def test_a_text_that_is_not_hers_says_so():
    texts = [("it", "Titolo", "corpo")]
    assert told(texts, "it").foreign is False
    one = told(texts, "ar")
    assert (one.foreign, one.own_name, one.direction) == (True, "italiano", "ltr")
    assert told([], "ar").title == "–"


@given(st.frozensets(LANGUAGES))
def test_a_page_is_found_in_the_languages_in_which_it_is_written(written):
    codes = spoken(written, ["en", "es", "ar"], "en")
    assert codes
    if written & {"en", "es", "ar"}:
        assert set(codes) == written & {"en", "es", "ar"}
    else:
        assert codes == (["en"] if written else ["en", "es", "ar"])
