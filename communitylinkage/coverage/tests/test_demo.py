"""The demo's map says something true that its list does not show."""

import pytest

from communitylinkage.coverage import demo, queries, showing
from communitylinkage.coverage.models import Measured, Population, Snapshot
from communitylinkage.coverage.rules.situations import need_of
from communitylinkage.coverage.tests.cast import NOW, places
from communitylinkage.directory import candidates
from communitylinkage.directory import demo as services
from communitylinkage.matching.need import Help
from communitylinkage.people import demo as people

pytestmark = pytest.mark.django_db


def test_what_the_demo_says_is_true_and_a_second_load_changes_nothing():
    places()
    people.load(NOW)
    services.load(NOW)
    services.link()
    assert demo.load(NOW) == 4
    country = queries.country("ES", NOW)
    assert country.weighed
    first = showing.found(country)[0]
    asked = dict(pair.split("=") for pair in first.query.split("&"))
    missing = [row for row in showing.rows(country, showing.Chosen(**asked)) if row.level <= 1]
    assert missing, "and in each of these regions the search finds nothing, but did for others"
    for row in missing:
        place = queries.points([row.region])[0]
        told = [
            bool(candidates.answer(
                need_of(Help(asked["kind"]), asked["language"], situation, place, "ES"),
                country.night,
            ).results)
            for situation in (showing.Situation(asked["situation"]),)
        ]  # fmt: skip
        assert told == [False]
    assert Snapshot.objects.filter(country="ES").count() == demo.MONTHS + 1
    before = Measured.objects.get(pk="ES").changed
    demo.load(NOW)
    assert Population.objects.count() == 1
    assert Measured.objects.get(pk="ES").changed == before
