"""The explained "no" as the issue words it."""

from datetime import UTC, datetime

import pytest

from communitylinkage.guide import explaining, sentences
from communitylinkage.matching.answer import Condition
from communitylinkage.matching.need import Accepts, Bridge, Help, Need, Offer, Papers
from communitylinkage.values.places import Point

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
HERE = Point(46.0, 14.5)
NEED = Need(
    Help.LEGAL,
    languages=("bn",),
    interpreter=False,
    place=HERE,
    country="SI",
    papers=Papers.NONE,
)


def offer(name, *, north=0.1, speaks=(), papers=Accepts.NO, bridges=(), **more):
    return Offer(
        id=name,
        organisation=name,
        kinds=frozenset({Help.LEGAL}),
        languages=frozenset(speaks),
        country="SI",
        point=Point(46.0 + north, 14.5),
        papers=papers,
        bridges=frozenset(bridges),
        **more,
    )


SPEAKING = [offer(str(number), speaks=["bn"]) for number in range(4)]
BRIDGED = offer("far", north=0.378, papers=Accepts.YES, bridges=[Bridge.TELEPHONE])


def bare(text):
    return text.replace('<bdi lang="bn" dir="ltr">বাংলা</bdi>', "Bengali")


def test_as_the_issue_says_it():
    no = bare(explaining.those_that_speak(NEED, [*SPEAKING, BRIDGED], NOW))
    assert no == "4 services speak Bengali, but none takes women without papers."
    found = explaining.behind(NEED, [*SPEAKING, BRIDGED], NOW)
    nearest = next(one for one in found if one.condition == Condition.LANGUAGE)
    assert nearest.count == 1
    assert explaining.nearest(NEED, nearest.nearest) == (
        "The nearest of these is 42 kilometres away and uses an interpreter by telephone."
    )


def test_one_service_is_said_as_one():
    no = bare(explaining.those_that_speak(NEED, SPEAKING[:1], NOW))
    assert no == "1 service speaks Bengali, but it does not take women without papers."


def test_different_things_in_the_way_are_said_so():
    other = offer("other", speaks=["bn"], papers=Accepts.YES, north=3)
    no = bare(explaining.those_that_speak(NEED, [SPEAKING[0], other], NOW))
    assert no == "2 services speak Bengali, but at each of them something else is in the way."


def test_nobody_who_speaks_it_is_no_sentence():
    assert explaining.those_that_speak(NEED, [BRIDGED], NOW) == ""


def test_the_nearest_is_the_nearest_and_not_the_easiest():
    near = offer("near", north=0.1, papers=Accepts.YES, needs_identity_card=True)
    far = offer("far", north=0.2, papers=Accepts.YES)
    found = explaining.behind(NEED, [far, near], NOW)
    assert found[0].nearest.offer.id == "near"


def test_a_mediator_and_the_telephone_are_said():
    mediator = offer("m", papers=Accepts.YES, bridges=[Bridge.MEDIATOR])
    remote = offer("r", papers=Accepts.YES, remote=True)
    said = [
        explaining.nearest(NEED, explaining.behind(NEED, [one], NOW)[0].nearest)
        for one in (mediator, remote)
    ]
    assert said == [
        "The nearest of these is 11 kilometres away and a mediator comes along for your language.",
        "The nearest of these helps by telephone.",
    ]


@pytest.mark.parametrize("condition", Condition)
@pytest.mark.parametrize("many", [1, 2])
def test_every_condition_has_its_sentences(condition, many):
    assert str(many) in sentences.gap(condition, many)
    if condition != Condition.LANGUAGE:
        assert explaining._none_of(many)[condition]
