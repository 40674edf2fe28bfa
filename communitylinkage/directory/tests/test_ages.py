"""The rule: whatever changes a text marks it in every other language, unless somebody vouches."""

from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.directory.entries.ages import marks

EN, ES, AR = "", "es", "ar"


def said(**texts):
    return {"description": {EN if code == "en" else code: text for code, text in texts.items()}}


def test_a_change_marks_the_same_text_in_every_other_language():
    before, after = said(en="Old", es="Viejo", ar="قديم"), said(en="New", es="Viejo", ar="قديم")
    assert marks(before, after, {}) == {"description": {ES: EN, AR: EN}}


def test_what_is_vouched_for_or_changed_too_is_not_marked():
    before, after = said(en="Old", es="Viejo", ar="قديم"), said(en="New", es="Nuevo", ar="قديم")
    assert marks(before, after, {}, {("description", AR)}) == {}


def test_a_translation_of_what_is_there_marks_nothing():
    assert marks(said(en="Old"), said(en="Old", es="Viejo"), {}) == {}


def test_a_text_that_is_taken_away_marks_the_others():
    before, after = said(en="Only with papers", es="Solo con papeles"), said(es="Solo con papeles")
    assert marks(before, after, {}) == {"description": {ES: EN}}


def test_a_mark_stays_until_the_text_is_written_anew_or_somebody_vouches():
    told, older = said(en="New", es="Viejo"), {"description": {ES: EN}}
    assert marks(told, told, older) == older
    assert marks(told, told, older, {("description", ES)}) == {}
    assert marks(told, said(en="New", es="Nuevo"), older) == {"description": {EN: ES}}
    assert marks(told, said(en="New"), older) == {}


def test_other_texts_are_left_alone_and_spacing_says_nothing():
    before = {"name": {EN: "House", ES: "Casa"}, "description": {EN: "a  b\r\n", ES: "x"}}
    after = {"name": {EN: "Our house", ES: "Casa"}, "description": {EN: "a b\u200f", ES: "x"}}
    assert marks(before, after, {}) == {"name": {ES: EN}}


LANGUAGES = (EN, ES, AR)
# What one language says, and whether somebody vouches for it.
SPOKEN = st.sampled_from([(text, right) for text in ("", "a", "b") for right in (False, True)])
PUBLICATIONS = st.lists(st.tuples(SPOKEN, SPOKEN, SPOKEN), max_size=6)


@given(PUBLICATIONS)
def test_a_text_is_marked_exactly_when_another_was_changed_after_it_was_last_right(publications):
    """Told by a clock instead: when each text was last right, and when each was last changed."""
    now, older = dict.fromkeys(LANGUAGES, ""), {}
    right, changed = dict.fromkeys(LANGUAGES, -1), dict.fromkeys(LANGUAGES, -1)
    for clock, spoken in enumerate(publications):
        then = {code: text for code, (text, _right) in zip(LANGUAGES, spoken, strict=True)}
        vouched = {code for code, (_text, said) in zip(LANGUAGES, spoken, strict=True) if said}
        marked = older.get("description", {})
        keys = {("description", language) for language in vouched}
        older = marks({"description": now}, {"description": then}, older, keys)
        for language, text in then.items():
            if now[language] not in ("", text) and (text or language not in marked):
                changed[language] = clock
            if now[language] != text or language in vouched:
                right[language] = clock
        now = then
        marked = older.get("description", {})
        for language, text in now.items():
            others = [changed[other] for other in now if other != language]
            assert (language in marked) == (bool(text) and max(others) > right[language])
            newest = marked.get(language)
            assert newest is None or newest != language
