from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.matching.mentors import (
    Apart,
    Condition,
    Group,
    MentorNeed,
    MentorOffer,
    apart,
    broken,
    is_named,
    order,
    rank,
    standing,
    weigh,
)
from communitylinkage.values.opening import ALWAYS, UNKNOWN, WEEKDAYS, Hours, Slot
from communitylinkage.values.places import Point

TUESDAY = datetime(2026, 12, 1, 10, tzinfo=UTC)
SUNDAY = datetime(2026, 12, 6, 10, tzinfo=UTC)
HERE = Point(41.4, 2.2)
OFFICE = Hours((Slot(frozenset(WEEKDAYS[:5]), time(9), time(17)),))
HERS = Group("hers", "bn", "BD", "barcelona")
NEXT = Group("next", "bn", "IN", "barcelona")
AWAY = Group("away", "ar", "MA", "madrid")


def mentor(name="a", **values):
    given = {
        "id": name,
        "name": name,
        "organisations": frozenset({"o"}),
        "languages": frozenset({"bn", "es"}),
        "country": "ES",
        "point": HERE,
        "groups": frozenset({AWAY}),
        "hours": OFFICE,
    }
    return MentorOffer(**{**given, **values})


def need(**values):
    return MentorNeed(**{"language": "bn", "country": "ES", "place": HERE, **values})


def names(fits):
    return [fit.mentor.id for fit in fits]


def codes(notes):
    return {note.code for note in notes}


def test_a_mentor_from_the_very_community_is_asked_last():
    far = mentor("far", point=Point(41.7, 2.2))
    near, same, unsaid = (
        mentor("near", groups=frozenset({NEXT})),
        mentor("same", groups=frozenset({HERS})),
        mentor("unsaid", groups=None),
    )
    found = rank(need(community=HERS), [same, near, unsaid, far])
    assert names(found) == ["far", "unsaid", "near", "same"]
    assert "circle_same" in codes(found[-1].barriers)


def test_she_is_not_asked_at_all_where_the_request_says_so():
    same, unsaid = mentor("same", groups=frozenset({HERS})), mentor("unsaid", groups=None)
    asked = need(community=HERS, not_her_circle=True)
    assert names(rank(asked, [same, unsaid, mentor()])) == ["a"]
    assert broken(asked, same) == broken(asked, unsaid) == (Condition.CIRCLE,)


def test_a_community_to_avoid_keeps_also_those_away_who_have_not_said_theirs():
    asked = need(not_groups=frozenset({"away"}))
    assert not rank(asked, [mentor(), mentor("unsaid", groups=None)])


def test_who_has_told_her_hours_is_asked_for_these_only():
    assert names(rank(need(at=TUESDAY), [mentor(), mentor("b", hours=UNKNOWN)])) == ["a", "b"]
    assert names(rank(need(at=SUNDAY), [mentor(), mentor("b", hours=UNKNOWN)])) == ["b"]
    assert "hours_unknown" in codes(weigh(need(at=SUNDAY), mentor(hours=UNKNOWN)).barriers)


@pytest.mark.parametrize(
    ("values", "condition"),
    [
        ({"languages": frozenset({"es"})}, Condition.LANGUAGE),
        ({"country": "IT"}, Condition.COUNTRY),
        ({"paused": True}, Condition.PAUSE),
        ({"has": 1}, Condition.LOAD),
        ({"point": Point(43, 2.2)}, Condition.REACH),
        ({"organisations": frozenset({"x"})}, Condition.ORGANISATION),
        ({"name": "Amina Haddad"}, Condition.PERSON),
    ],
)
def test_each_hard_condition_keeps_a_mentor_away(values, condition):
    asked = need(not_organisations=frozenset({"x"}), not_names=("AMINA",))
    assert broken(asked, mentor(**values)) == (condition,)


@pytest.mark.parametrize(
    ("avoid", "name", "so"),
    [
        ("Amina", "Amina Haddad", True),
        ("amína haddad", "Haddad, Amina", True),
        ("Amina Berrada", "Amina Haddad", False),
        ("", "Amina", False),
        ("Amina", "---", False),
        ("আমিনা", "আমিনা বেগম", True),
        ("فاطمه", "فاطمة علي", True),
        ("أمينة", "امينه", True),
    ],
)
def test_a_person_to_avoid_is_known_by_the_words_of_her_name(avoid, name, so):
    assert is_named(avoid, name) is so


def test_the_least_loaded_of_two_alike_is_asked_first():
    busy, free = mentor("a", has=1, most=3), mentor("b", most=3)
    assert names(rank(need(), [busy, free])) == ["b", "a"]


def test_a_trained_mentor_comes_before_a_nearer_one_but_never_from_the_very_community():
    near = mentor("near")
    trained = mentor("trained", certified=True, point=Point(41.7, 2.2))
    hers = mentor("hers", certified=True, groups=frozenset({HERS}))
    found = rank(need(community=HERS), [near, hers, trained])
    assert names(found) == ["trained", "near", "hers"]
    assert "certified" in codes(found[0].reasons)


def test_distances_are_said_in_tens():
    assert weigh(need(), mentor(point=Point(41.41, 2.2))).km == 10
    assert weigh(need(place=None), mentor()).km is None


def test_what_stands_in_the_way_is_counted_but_never_a_person():
    asked = need(language="ti", not_names=("a",))
    found = {one.condition: one.count for one in standing(asked, [mentor(), mentor("b")])}
    assert found == {Condition.LANGUAGE: 2}


groups = st.sampled_from([HERS, NEXT, AWAY, Group("four", "ur", "", "barcelona")])
points = st.builds(Point, st.floats(36, 43), st.floats(-9, 3))
some = st.sampled_from("xyz")
mentors = st.builds(
    MentorOffer,
    id=st.text("abcdef", min_size=1, max_size=6),
    name=st.sampled_from(["Amina", "Amina Haddad", "Rupa", "---"]),
    organisations=st.frozensets(some, min_size=1, max_size=2),
    languages=st.frozensets(st.sampled_from(["es", "ar", "bn"])),
    country=st.sampled_from(["ES", "IT"]),
    point=points,
    groups=st.none() | st.frozensets(groups, max_size=2),
    hours=st.sampled_from([ALWAYS, OFFICE, UNKNOWN]),
    paused=st.booleans(),
    certified=st.booleans(),
    has=st.integers(0, 3),
    most=st.integers(1, 3),
)
all_mentors = st.lists(mentors, max_size=12, unique_by=lambda m: m.id)
needs = st.builds(
    MentorNeed,
    language=st.sampled_from(["es", "ar", "bn"]),
    country=st.sampled_from(["ES", "IT"]),
    place=st.none() | points,
    reach_km=st.sampled_from([10.0, 100.0, 1000.0]),
    at=st.none() | st.sampled_from([TUESDAY, SUNDAY]),
    community=st.none() | groups,
    not_her_circle=st.booleans(),
    not_groups=st.frozensets(st.sampled_from(["hers", "away"])),
    not_organisations=st.frozensets(some, max_size=1),
    not_names=st.lists(st.sampled_from(["Amina", "Rupa"]), max_size=1).map(tuple),
)


@given(needs, all_mentors)
def test_a_hard_condition_is_never_broken(asked, everybody):
    for fit in rank(asked, everybody):
        assert broken(asked, fit.mentor) == ()
        assert not fit.mentor.paused
        assert fit.mentor.has < fit.mentor.most
        assert asked.language in fit.mentor.languages
        assert not (asked.not_her_circle and fit.apart == Apart.SAME)


@given(needs, all_mentors)
def test_the_very_community_never_comes_before_another(asked, everybody):
    circles = [apart(asked, fit.mentor) for fit in rank(asked, everybody)]
    assert circles == sorted(circles)


@given(needs, all_mentors, st.randoms(use_true_random=False))
def test_the_order_is_total_and_stable(asked, everybody, random):
    shuffled = list(everybody)
    random.shuffle(shuffled)
    assert rank(asked, everybody) == rank(asked, shuffled)
    assert len({order(weigh(asked, m)) for m in everybody}) == len(everybody)


@given(needs, all_mentors, mentors)
def test_another_mentor_removes_no_reasons_of_the_others(asked, everybody, more):
    before = rank(asked, everybody)
    after = rank(asked, [*everybody, replace(more, id="another")])
    assert [fit for fit in after if fit.mentor.id != "another"] == list(before)


@given(needs, all_mentors)
def test_who_cannot_answer_is_explained(asked, everybody):
    here = [m for m in everybody if m.country == asked.country]
    kept_away = [m for m in here if set(broken(asked, m)) - {Condition.PERSON}]
    assert bool(standing(asked, everybody)) == bool(kept_away)
