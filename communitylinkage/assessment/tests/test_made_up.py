"""What the demo shows could have been answered: the engine takes it and codes it the same."""

from datetime import UTC, datetime

import pytest

from communitylinkage.assessment import made_up, shelf
from communitylinkage.surveys.answering.coding import coded
from communitylinkage.surveys.engine import read
from communitylinkage.surveys.xlsform.converting import convert

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def answered(name, given):
    """What the engine makes of it, in its parts."""
    form = read(convert(shelf.rows(name)).xform)
    answers = form.start(now=NOW, seed=1)
    everything = {**given.answers, **given.texts}
    if given.linked:
        everything["own_code_group/own_code"] = "abcd07"
    for place in sorted(everything, key=lambda one: list(form.nodes).index("/data/" + bare(one))):
        value = everything[place]
        raw = "OK" if value is True else value if isinstance(value, list) else str(value)
        assert answers.set(f"/data/{place}", raw) is None, place
    done = answers.finish(NOW)
    assert done.problems == ()
    return coded(form, done.values, anonymous=True)


def bare(place):
    return place.replace("[1]", "")


@pytest.mark.parametrize("country", made_up.URGENCY)
@pytest.mark.parametrize("number", range(0, 15, 3))
def test_a_service_could_have_answered_so(country, number):
    for later in (False, True):
        given = made_up.service(country, number, later=later)
        parts = answered("gbv-services-needs", given)
        assert parts.answers == given.answers
        assert parts.texts == given.texts


@pytest.mark.parametrize("country", made_up.URGENCY)
@pytest.mark.parametrize("number", range(0, 15, 4))
def test_a_network_could_have_answered_so(country, number):
    given = made_up.network(country, number)
    parts = answered("networks-needs-practices", given)
    # What repeats a number, so that as many practices are asked as she said.
    worked_out = {place: n for place, n in parts.answers.items() if place.endswith("_count")}
    assert {**given.answers, **worked_out} == parts.answers
    assert parts.texts == given.texts


def test_the_same_comes_out_at_every_start():
    assert made_up.service("ES", 3) == made_up.service("ES", 3)
    assert made_up.network("GR", 1) == made_up.network("GR", 1)


def test_countries_differ_as_they_do():
    def mean(country, need):
        given = [made_up.service(country, n).answers.get(f"needs/{need}") for n in range(15)]
        scores = [int(one) for one in given if one]
        return sum(scores) / len(scores)

    assert mean("GR", "need_staff") > mean("SI", "need_staff")
    assert mean("SI", "need_procedures") > mean("ES", "need_procedures")
