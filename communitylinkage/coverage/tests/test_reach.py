"""A cell says what a search would say; one change measured again is a whole new measuring."""

from dataclasses import replace
from math import ceil

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from communitylinkage.coverage.rules import levels, reach, supply
from communitylinkage.coverage.rules.levels import SHAPE, Level
from communitylinkage.coverage.rules.situations import KINDS, SITUATIONS, need_of
from communitylinkage.coverage.rules.together import measure_all
from communitylinkage.coverage.tests import made
from communitylinkage.matching import mentors as mentoring
from communitylinkage.matching.answer import match
from communitylinkage.matching.index import LANGUAGES
from communitylinkage.matching.mentors import MentorNeed
from communitylinkage.matching.need import Accepts, Bridge, Help, Offer
from communitylinkage.values.opening import ALWAYS
from communitylinkage.values.places import Point

EARTH = 30_000.0


def measured(offers, places):
    return reach.measure(supply.supply_of(offers, made.NIGHT), supply.vectors(places), SHAPE)


def by_matching(need, offers, helpers):
    """The level of a need as searches answer it, one after the other."""
    alone, anyone = replace(need, interpreter=False), replace(need, languages=())
    ask = MentorNeed(need.languages[0], need.country, need.place, need.reach_km)
    goes_along = bool(mentoring.rank(ask, helpers))
    if match(alone, offers, made.NIGHT).results:
        return Level.DIRECT
    if goes_along and match(anyone, offers, made.NIGHT).results:
        return Level.MENTOR
    if match(need, offers, made.NIGHT).results:
        return Level.INTERPRETER
    ways = [need, *([anyone] if goes_along else [])]
    if any(match(replace(way, reach_km=EARTH), offers, made.NIGHT).results for way in ways):
        return Level.FAR
    return Level.NONE


@settings(max_examples=60, deadline=None)
@given(made.many, made.regions, made.mentors, st.data())
def test_a_cell_says_what_a_search_says(offers, places, helpers, data):
    cells = measured(offers, places)
    at = levels.reached_by(helpers, "ES", supply.vectors(places))
    found = levels.levels(cells, at)
    for region, place in enumerate(places):
        kind = data.draw(st.sampled_from(KINDS[:3]))
        language = data.draw(st.sampled_from(made.SPOKEN))
        for situation in SITUATIONS:
            need = need_of(kind, language, situation, place, "ES")
            cell = (SITUATIONS.index(situation), KINDS.index(kind), LANGUAGES.index(language),
                    region)  # fmt: skip
            assert found[cell] == by_matching(need, offers, helpers), (situation, need)


@settings(max_examples=60, deadline=None)
@given(made.many, made.regions, st.data())
def test_the_next_is_as_far_as_matching_measures(offers, places, data):
    cells = measured(offers, places)
    for region, place in enumerate(places):
        kind = data.draw(st.sampled_from(KINDS[:3]))
        language = data.draw(st.sampled_from(made.SPOKEN))
        situation = data.draw(st.sampled_from(SITUATIONS))
        need = replace(need_of(kind, language, situation, place, "ES"), interpreter=False,
                       reach_km=EARTH)  # fmt: skip
        told = match(need, offers, made.NIGHT, limit=100).results
        ways = [reach.AFAR if one.offer.remote else max(1, ceil(one.km)) for one in told]
        cell = cells[SITUATIONS.index(situation), KINDS.index(kind), LANGUAGES.index(language),
                     region]  # fmt: skip
        assert cell == min(ways, default=reach.NOWHERE)


@settings(max_examples=80, deadline=None)
@given(made.many, made.regions, made.offers(), st.data())
def test_after_one_change_the_cells_are_those_of_a_whole_new_measuring(offers, places, new, data):
    before = supply.supply_of(offers, made.NIGHT)
    at = supply.vectors(places)
    cells = reach.measure(before, at, SHAPE)
    gone = data.draw(st.sampled_from([*[one.id for one in offers], ""]))
    came = [replace(new, id=gone or new.id)] if data.draw(st.booleans()) else []
    come = supply.supply_of(came, made.NIGHT)
    old = before.only(before.ids == gone)
    after = before.changed([gone], come)
    again = reach.measure_again(cells, [old, come], after, at, SHAPE)
    assert np.array_equal(again, reach.measure(after, at, SHAPE))
    rest = [one for one in offers if one.id != gone]
    assert np.array_equal(again, measured([*rest, *came], places))


def test_a_long_list_in_a_large_country_is_measured_by_a_tree_alike(monkeypatch):
    dice = np.random.default_rng(3)
    offers = [
        Offer(str(n), "o", frozenset({Help.TALK}), frozenset({"ar"}), "ES",
              Point(*dice.uniform((36, -9), (43, 3))), hours=ALWAYS, papers=Accepts.YES)
        for n in range(300)
    ]  # fmt: skip
    places = [Point(*dice.uniform((36, -9), (43, 3))) for _n in range(40)]
    by_products = measured(offers, places)
    monkeypatch.setattr(reach, "_TREE", 1)
    monkeypatch.setattr(reach, "_BLOCK", 1)
    assert np.array_equal(measured(offers, places), by_products)


def test_two_processes_give_what_one_gives():
    place = Point(40.0, -3.0)
    offer = Offer("1", "o", frozenset({Help.TALK}), frozenset({"ar"}), "ES", place)
    job = (supply.supply_of([offer], made.NIGHT), supply.vectors([place]), SHAPE)
    other = (supply.supply_of([], made.NIGHT), supply.vectors([place, place]), SHAPE)
    one, two = measure_all([job, other]), measure_all([job, other], processes=2)
    assert all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))


def test_a_service_in_another_country_does_not_count_and_one_without_a_place_is_nowhere():
    offer = Offer("1", "o", frozenset({Help.TALK}), frozenset({"ar"}), "ES", None)
    assert (measured([offer], [Point(40, -3)]) == reach.NOWHERE).all()
    assert measured([], []).shape[-1] == 0


def test_the_steps_between_direct_and_nothing_are_told_apart():
    here, far = Point(40.0, -3.0), Point(41.5, -3.0)
    speaks = Offer("1", "o", frozenset({Help.TALK}), frozenset({"es"}), "ES", here)
    bridge = replace(speaks, id="2", kinds=frozenset({Help.SHELTER}),
                     bridges=frozenset({Bridge.TELEPHONE}))  # fmt: skip
    distant = replace(speaks, id="3", kinds=frozenset({Help.LEGAL}), point=far,
                      languages=frozenset({"bn"}))  # fmt: skip
    helper = mentoring.MentorOffer("m", "x", frozenset(), frozenset({"ur"}), "ES", here)
    found = levels.levels(
        measured([speaks, bridge, distant], [here]),
        levels.reached_by([helper], "ES", supply.vectors([here])),
    )

    def level(kind, language):
        return found[0, KINDS.index(kind), LANGUAGES.index(language), 0]

    assert level(Help.TALK, "es") == Level.DIRECT
    assert level(Help.TALK, "ur") == Level.MENTOR
    assert level(Help.TALK, "bn") == Level.NONE
    assert level(Help.SHELTER, "bn") == Level.INTERPRETER
    assert level(Help.LEGAL, "bn") == Level.FAR
    assert level(Help.POLICE, "es") == Level.NONE


@given(made.many, made.regions)
@settings(max_examples=20, deadline=None)
def test_what_is_packed_comes_back(offers, places):
    told = supply.supply_of(offers, made.NIGHT)
    back = supply.unpacked(supply.packed(told))
    assert list(back.ids) == list(told.ids)
    assert np.array_equal(back.at, told.at, equal_nan=True)
    cells = measured(offers, places)
    assert np.array_equal(reach.unpacked(reach.packed(cells), SHAPE, len(places)), cells)
    found = levels.levels(cells, levels.nobody(len(places)))
    assert np.array_equal(levels.unpacked(levels.packed(found), found.shape), found)
