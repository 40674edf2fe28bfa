from dataclasses import replace
from datetime import UTC, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.matching.answer import Condition, broken, concerns, match, order, weigh
from communitylinkage.matching.need import (
    Accepts,
    Authority,
    Bridge,
    Help,
    Need,
    Offer,
    Papers,
    Tells,
)
from communitylinkage.values.opening import ALWAYS, WEEKDAYS, Hours, Slot
from communitylinkage.values.places import Point

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
HERE = Point(41.4, 2.2)
OFFICE = Hours((Slot(frozenset(WEEKDAYS[:5]), time(9), time(17)),))


def offer(name="a", **values):
    given = {
        "id": name,
        "organisation": name,
        "kinds": frozenset({Help.LEGAL}),
        "languages": frozenset({"es"}),
        "country": "ES",
        "point": HERE,
        "hours": OFFICE,
        "papers": Accepts.YES,
        "free": True,
        "tells": dict.fromkeys(Authority, Tells.NEVER),
    }
    return Offer(**{**given, **values})


def need(**values):
    return Need(**{"kind": Help.LEGAL, "languages": ("bn",), "place": HERE, **values})


def codes(notes):
    return {note.code for note in notes}


def test_a_service_that_takes_no_women_without_papers_is_no_answer_for_one():
    closed = offer(papers=Accepts.NO, languages=frozenset({"bn"}))
    assert match(need(papers=Papers.NONE), [closed], NOW).results == ()
    assert match(need(papers=Papers.UNSAID), [closed], NOW).results


def test_who_declines_to_say_reads_that_papers_will_be_asked_for():
    (result,) = match(need(), [offer(papers=Accepts.NO, languages=frozenset({"bn"}))], NOW).results
    assert "papers_unsaid" in codes(result.barriers)


def test_the_explained_no_names_what_stands_in_the_way_and_what_is_next():
    speaks = [offer(str(i), languages=frozenset({"bn"}), papers=Accepts.NO) for i in range(4)]
    far = offer("far", point=Point(41.75, 2.2), bridges=frozenset({Bridge.TELEPHONE}))
    answer = match(need(papers=Papers.NONE, reach_km=20), [*speaks, far], NOW)
    assert answer.results == ()
    assert answer.explained.language_count == 4
    gaps = {entry.condition: entry for entry in answer.explained.relaxed}
    assert gaps[Condition.PAPERS].count == 4
    assert gaps[Condition.REACH].best.offer.id == "far"
    assert 38 < gaps[Condition.REACH].best.km < 40
    assert "telephone_interpreter" in codes(gaps[Condition.REACH].best.barriers)


def test_two_broken_conditions_still_give_the_nearest():
    answer = match(need(free=True), [offer(free=False)], NOW)
    assert answer.explained.relaxed == ()
    assert answer.explained.nearest.offer.id == "a"
    assert answer.explained.nearest_breaks == (Condition.LANGUAGE, Condition.FREE)


def test_what_must_tell_the_police_is_a_barrier_and_a_no_where_she_said_so():
    tells = offer(languages=frozenset({"bn"}), tells={Authority.POLICE: Tells.MUST})
    (result,) = match(need(), [tells], NOW).results
    assert "must_tell" in codes(result.barriers)
    assert not match(need(tells_none_of=frozenset({Authority.POLICE})), [tells], NOW).results


def test_an_excluded_organisation_is_not_even_the_nearest():
    answer = match(need(not_organisations=frozenset({"a"})), [offer()], NOW)
    assert answer.explained.nearest is None


def test_a_closed_service_says_when_it_opens():
    sunday = datetime(2026, 11, 29, 3, tzinfo=UTC)
    (result,) = match(need(), [offer(languages=frozenset({"bn"}))], sunday).results
    (note,) = [n for n in result.barriers if n.code == "closed_now"]
    assert note.at == datetime(2026, 11, 30, 9, tzinfo=UTC)


def test_what_is_closed_now_answers_who_needs_it_at_another_time():
    office = offer(languages=frozenset({"bn"}))
    sunday, monday = datetime(2026, 11, 29, 3, tzinfo=UTC), datetime(2026, 11, 30, 9, tzinfo=UTC)
    (result,) = match(need(at=monday), [office], sunday).results
    (note,) = [n for n in result.reasons if n.code == "open_then"]
    assert note.at == datetime(2026, 11, 30, 17, tzinfo=UTC)
    answer = match(need(at=sunday), [office], monday)
    assert [one.condition for one in answer.explained.relaxed] == [Condition.OPEN]
    assert "closed_then" in codes(answer.explained.nearest.barriers)


points = st.builds(Point, st.floats(36, 43), st.floats(-9, 3))
flags = st.booleans()
instants = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(
    lambda at: at.replace(tzinfo=UTC)
)
some_codes = st.sampled_from(["es", "ar", "bn", "fr"])
offers = st.builds(
    Offer,
    id=st.text("abcdef", min_size=1, max_size=6),
    organisation=st.sampled_from("xyz"),
    kinds=st.frozensets(st.sampled_from(list(Help)[:3]), min_size=1),
    languages=st.frozensets(some_codes),
    country=st.sampled_from(["ES", "IT"]),
    point=st.none() | points,
    remote=flags,
    secret_address=flags,
    hours=st.sampled_from([ALWAYS, OFFICE, Hours(())]),
    papers=st.sampled_from(Accepts),
    tells=st.dictionaries(st.sampled_from(Authority), st.sampled_from(Tells)),
    bridges=st.frozensets(st.sampled_from(Bridge)),
    women_only=flags,
    children=flags,
    step_free=flags,
    free=flags,
    needs_identity_card=flags,
    needs_police_report=flags,
    room=st.none() | flags,
)
directories = st.lists(offers, max_size=12, unique_by=lambda o: o.id)
needs = st.builds(
    Need,
    kind=st.sampled_from(list(Help)[:3]),
    languages=st.lists(some_codes, max_size=2, unique=True).map(tuple),
    interpreter=flags,
    place=st.none() | points,
    country=st.sampled_from(["", "ES"]),
    reach_km=st.sampled_from([5.0, 50.0, 500.0]),
    open_now=flags,
    at=st.none() | instants,
    papers=st.sampled_from(Papers),
    children=flags,
    step_free=flags,
    free=flags,
    women_only=flags,
    remote_only=flags,
    tells_none_of=st.frozensets(st.sampled_from(Authority)),
    not_organisations=st.frozensets(st.sampled_from("xyz"), max_size=1),
)


def test_on_the_telephone_no_children_and_no_stairs_keep_her_from_it():
    line = offer(languages=frozenset({"bn"}), remote=True, children=False, step_free=False)
    house = offer(languages=frozenset({"bn"}), children=False)
    found = match(need(children=True, step_free=True), [line], NOW)
    assert [one.offer for one in found.results] == [line]
    assert not match(need(children=True), [house], NOW).results


@given(needs, directories, instants)
def test_a_hard_condition_is_never_broken(need, directory, now):
    for result in match(need, directory, now).results:
        assert concerns(need, result.offer)
        assert broken(need, result.offer, now) == ()


@given(needs, directories, instants)
def test_there_are_results_or_an_explanation_and_never_both(need, directory, now):
    answer = match(need, directory, now)
    assert bool(answer.results) != bool(answer.explained)
    of_this_kind = any(concerns(need, offer) for offer in directory)
    if answer.explained:
        assert (answer.explained.nearest is not None) == of_this_kind


@given(needs, directories, instants, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_of_the_directory(need, directory, now, random):
    shuffled = list(directory)
    random.shuffle(shuffled)
    assert match(need, directory, now) == match(need, shuffled, now)


@given(needs, directories, offers, instants)
def test_another_service_removes_no_reasons_of_the_others(need, directory, more, now):
    before = {result.offer.id: result for result in match(need, directory, now).results}
    after = match(need, [*directory, replace(more, id="another")], now, limit=20).results
    for result in after:
        if result.offer.id in before:
            assert result == before[result.offer.id]
    assert set(before) <= {result.offer.id for result in after}


@given(needs, directories, instants)
def test_the_order_is_total(need, directory, now):
    places = [order(weigh(need, offer, now)) for offer in directory]
    assert len(set(places)) == len(directory)


@given(needs, offers, instants)
def test_a_secret_address_never_shows_an_exact_distance(need, offer, now):
    result = weigh(need, replace(offer, secret_address=True), now)
    assert "distance" not in codes(result.reasons)
