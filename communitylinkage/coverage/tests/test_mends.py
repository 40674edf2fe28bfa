"""What a mend promises is what a whole new measuring gives; weights; findings."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from communitylinkage.coverage.rules import levels, mends, reach, supply, weights
from communitylinkage.coverage.rules.findings import lost
from communitylinkage.coverage.rules.levels import SHAPE
from communitylinkage.coverage.rules.mends import Change, Ground
from communitylinkage.coverage.rules.situations import KINDS, SITUATIONS, Situation, met
from communitylinkage.coverage.rules.weights import Place, Row
from communitylinkage.coverage.tests import made
from communitylinkage.matching.index import LANGUAGES
from communitylinkage.matching.mentors import MentorOffer
from communitylinkage.matching.need import Accepts, Bridge, Help, Offer
from communitylinkage.values.opening import ALWAYS
from communitylinkage.values.places import Point

SPOKEN = [LANGUAGES.index(code) for code in made.SPOKEN]
ALL = np.ones((len(SITUATIONS), len(KINDS)), dtype=np.bool_)


def found_of(told, at, reached):
    cells = reach.measure(told, at, SHAPE)
    return levels.levels(cells, reached), cells[:, :, -2] <= 50


def ground_of(told, at, reached, women, wanted=ALL):
    found, anyone = found_of(told, at, reached)
    return Ground.of(told, at, found, anyone, reached, women, wanted, SPOKEN)


def after(mend, ground):
    """The supply and the mentors with one change made."""
    told, reached = ground.supply, ground.mentors.copy()
    if mend.change == Change.MENTOR:
        reached[mend.language] |= ground.near(ground.regions[mend.region])
    elif mend.change == Change.LANGUAGE:
        speaks = int(told.speaks[mend.service]) | 1 << mend.language
        told = supply.one_changed(told, mend.service, speaks=speaks)
    elif mend.change == Change.INTERPRETER:
        told = supply.one_changed(told, mend.service, bridged=True)
    else:
        more = mends.with_change(int(told.met[mend.service]), mend.change)
        told = supply.one_changed(told, mend.service, met=more)
    return told, reached


@settings(max_examples=60, deadline=None)
@given(made.many, made.regions, made.mentors, st.data())
def test_a_mend_closes_what_it_promises(offers, places, helpers, data):
    at, told = supply.vectors(places), supply.supply_of(offers, made.NIGHT)
    reached = levels.reached_by(helpers, "ES", at)
    women = np.arange(1.0, 1 + len(LANGUAGES) * len(places)).reshape(len(LANGUAGES), -1)
    ground = ground_of(told, at, reached, women)
    all_of = list(mends.every(ground))
    if not all_of:
        return
    mend = data.draw(st.sampled_from(all_of))
    still = levels.gaps(found_of(*_changed(mend, ground, at))[0])
    closed = ground.open & ~still
    assert mend.gaps == closed.sum()
    assert mend.worth == (closed * women).sum()
    assert mend.weight == women[closed.any(axis=(0, 1))].sum()
    assert mend.regions == closed.any(axis=(0, 1, 2)).sum()


def _changed(mend, ground, at):
    told, reached = after(mend, ground)
    return told, at, reached


HERE, THERE = Point(40.0, -3.0), Point(41.5, -3.0)
HOUSE = Offer("1", "o", frozenset({Help.SHELTER}), frozenset({"es"}), "ES", HERE, hours=made.BY_DAY,
              papers=Accepts.NO, children=True, step_free=True, free=True)  # fmt: skip


def few(offers, only, helpers=(), women=None, places=(HERE,)):
    """The mends for some situations of shelter."""
    at, told = supply.vectors(places), supply.supply_of(offers, made.NIGHT)
    wanted = np.zeros_like(ALL)
    wanted[[SITUATIONS.index(one) for one in only], KINDS.index(Help.SHELTER)] = True
    women = np.ones((len(LANGUAGES), len(places))) if women is None else women
    ground = ground_of(told, at, levels.reached_by(helpers, "ES", at), women, wanted)
    return mends.smallest(ground)


def test_a_rule_is_a_mend_where_it_alone_keeps_women_away():
    first, *rest = few([HOUSE], [Situation.PAPERS])
    assert (first.change, first.gaps, first.service) == (Change.PAPERS, 1, 0)
    assert rest == [], "no language helps where her papers are asked for"


def test_an_hour_is_a_mend_and_an_interpreter_more_than_a_language():
    assert few([HOUSE], [Situation.NIGHT])[0].change == Change.NIGHT
    found = few([HOUSE], [Situation.ANY])
    assert found[0].change == Change.INTERPRETER
    assert found[0].gaps == len(SPOKEN) - 1
    languages = {LANGUAGES[one.language] for one in found if one.change == Change.LANGUAGE}
    assert languages == {"ar", "bn", "en", "ur"}


def test_women_decide_what_comes_first_and_a_mentor_is_told_once_for_a_language():
    women = np.ones((len(LANGUAGES), 2))
    women[LANGUAGES.index("bn"), 0] = 500
    house = replace(HOUSE, bridges=frozenset())
    found = few([house], [Situation.ANY], women=women, places=(HERE, Point(40.1, -3.0)))
    bengali = [one for one in found if one.language == LANGUAGES.index("bn")]
    assert {one.change for one in bengali} == {Change.LANGUAGE, Change.MENTOR}
    assert bengali[0].weight == 501
    assert sum(one.change == Change.MENTOR for one in bengali) == 1


def test_where_a_mentor_goes_along_a_rule_opens_for_her_language_too():
    helper = MentorOffer("m", "x", frozenset(), frozenset({"bn"}), "ES", HERE)
    alone, along = few([HOUSE], [Situation.PAPERS]), few([HOUSE], [Situation.PAPERS], [helper])
    assert (alone[0].gaps, along[0].gaps) == (1, 2)


def test_who_meets_papers_and_money_meets_both_at_once():
    bits = met(replace(HOUSE, papers=Accepts.NO), made.NIGHT)
    more = mends.with_change(bits, Change.PAPERS)
    assert more == met(replace(HOUSE, papers=Accepts.YES), made.NIGHT)
    assert mends.with_change(bits, Change.LANGUAGE) == bits
    always = mends.with_change(bits, Change.NIGHT)
    assert always == met(replace(HOUSE, hours=ALWAYS), made.NIGHT)


def test_women_of_an_area_are_spread_as_its_people_are():
    places = [Place("ES-1", "ES", 300, {"51": 300}), Place("ES-2", "ES", 100, {"51": 100}),
              Place("ES-3", "ES", 50, {"29": 50})]  # fmt: skip
    rows = [Row("ES.51", "MA", 400), Row("ES-3", "BD", 7), Row("ES", "XX", 9)]
    women = weights.by_origin(rows, places, {"MA": "ar", "BD": "bn"})
    assert women[LANGUAGES.index("ar")].tolist() == [300, 100, 0]
    assert women[LANGUAGES.index("bn")].tolist() == [0, 0, 7]
    assert women.sum() == 407
    assert weights.by_people(places)[:, 0].tolist() == [150] * len(LANGUAGES)


def test_a_file_of_all_countries_and_many_origins_asks_each_region_here_once(monkeypatch):
    asked, share = [], Place.share
    monkeypatch.setattr(
        Place, "share", lambda self, named: asked.append(named) or share(self, named)
    )
    places = [Place("ES-1", "ES", 300, {"51": 300})]
    rows = [Row(region, origin, 2) for region in ("ES", "ES.51", "ES-1", "IT", "IT.07", "IT-1")
            for origin in ("MA", "BD", "DZ")]  # fmt: skip
    women = weights.by_origin(rows, places, {"MA": "ar", "DZ": "ar", "BD": "bn"})
    assert sorted(asked) == ["ES", "ES-1", "ES.51"]
    assert women[LANGUAGES.index("ar"), 0] == 12
    assert women[LANGUAGES.index("bn"), 0] == 6


def test_what_a_situation_takes_away_is_found_with_its_services():
    bridged = replace(HOUSE, bridges=frozenset({Bridge.TELEPHONE}))
    at, told = supply.vectors([HERE]), supply.supply_of([bridged], made.NIGHT)
    found, _anyone = found_of(told, at, levels.nobody(1))
    first = lost(found, told, np.ones((len(LANGUAGES), 1)), SPOKEN)[0]
    assert SITUATIONS[first.situation] == Situation.PAPERS
    assert (first.services, first.left, first.women, first.regions) == (1, 0, 1.0, 1)
