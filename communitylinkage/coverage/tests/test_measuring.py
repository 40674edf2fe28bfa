"""From the directory to cells: measured, measured again when an entry changes, kept by month."""

from datetime import timedelta

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse

from communitylinkage.coverage import actions, queries
from communitylinkage.coverage.models import Measured, Region, Snapshot, Waiting
from communitylinkage.coverage.rules.levels import Level
from communitylinkage.coverage.rules.reach import Shape, packed, unpacked
from communitylinkage.coverage.rules.situations import KINDS, SITUATIONS, Situation, need_of
from communitylinkage.coverage.rules.supply import packed as pack_supply
from communitylinkage.coverage.rules.supply import supply_of
from communitylinkage.coverage.tests.cast import MADRID, NOW, a_service, measured, places
from communitylinkage.directory import candidates
from communitylinkage.directory.hsds import Language, Service
from communitylinkage.matching.index import LANGUAGES
from communitylinkage.matching.need import Help
from communitylinkage.mentors.tests.hall import mentor_page
from communitylinkage.people.tests.cast import cast

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


def level(town, language, kind=Help.SHELTER, situation=Situation.ANY, public=False):
    country = queries.country("ES", NOW, public=public)
    at = next(n for n, one in enumerate(country.regions) if one.name == town)
    found = country.levels[SITUATIONS.index(situation), KINDS.index(kind),
                           LANGUAGES.index(language), at]  # fmt: skip
    return Level(int(found))


def test_regions_are_called_after_their_largest_town_and_hold_its_neighbours():
    places()
    assert actions.make_regions(countries=["ES"]) == 3
    barcelona = Region.objects.get(name="Barcelona")
    assert (barcelona.people, barcelona.areas) == (1_820_000, {"56": 1_820_000})
    assert barcelona.code.startswith("ES-")
    assert actions.make_regions(countries=["ES"]) == 0, "what is known stays"


def test_a_cell_of_the_directory_is_what_the_search_of_the_guide_answers():
    measured()
    country = queries.country("ES", NOW)
    for at, region in enumerate(country.regions):
        for language in ("ar", "bn"):
            for situation in SITUATIONS:
                point = queries.points([region])[0]
                need = need_of(Help.SHELTER, language, situation, point, "ES")
                answer = candidates.answer(need, country.night)
                cell = country.levels[SITUATIONS.index(situation), KINDS.index(Help.SHELTER),
                                      LANGUAGES.index(language), at]  # fmt: skip
                assert bool(answer.results) == (cell > Level.FAR), (region, language, situation)


def test_she_is_told_apart_by_language_papers_and_night():
    measured()
    assert level("Barcelona", "ar") == Level.DIRECT
    assert level("Soria", "ar") == Level.FAR
    assert level("Barcelona", "bn") == Level.NONE
    assert level("Barcelona", "ar", situation=Situation.PAPERS) == Level.NONE
    assert level("Barcelona", "ar", situation=Situation.NIGHT) == Level.NONE


def test_a_mentor_goes_along_and_is_never_on_the_public_map(cast):
    measured()
    mentor_page(cast.mentor, languages=["bn"])
    row = queries.mentor_offers(NOW)[0]
    assert row.name == ""
    town = min(queries.country("ES", NOW).regions, key=lambda one: (
        (one.latitude - row.point.latitude) ** 2 + (one.longitude - row.point.longitude) ** 2
    )).name  # fmt: skip
    assert town == "Barcelona"
    assert level("Barcelona", "bn") == Level.MENTOR
    assert level("Barcelona", "bn", public=True) == Level.NONE


def as_cells():
    return {row.country: (bytes(row.cells), list(row.codes)) for row in Measured.objects.all()}


def test_what_the_worker_measures_again_is_what_a_whole_measuring_gives():
    service = measured()
    Language.objects.create(id=service.pk, service=service, code="bn", name="bn")
    candidates.refresh(services=[service.pk])
    new = a_service("Far house", MADRID, spoken=("ur",))
    assert Waiting.objects.count() == 2
    assert actions.sweep(now=NOW) == 1
    assert not Waiting.objects.exists()
    assert level("Barcelona", "bn") == Level.DIRECT
    assert level("Madrid", "ur") == Level.DIRECT
    again = as_cells()
    Service.objects.filter(pk=new.pk).update(status="inactive")
    candidates.refresh(services=[new.pk])
    actions.sweep(now=NOW)
    assert level("Madrid", "ur") == Level.NONE
    Service.objects.filter(pk=new.pk).update(status="active")
    candidates.refresh(services=[new.pk])
    actions.rebuild(now=NOW)
    whole = as_cells()
    assert whole.keys() == again.keys()
    for country, (cells, codes) in whole.items():
        shape = queries.SHAPE
        one, other = (unpacked(data, shape, len(codes)) for data in (cells, again[country][0]))
        assert np.array_equal(one, other)


def test_nothing_is_measured_where_nothing_waits_and_all_when_the_month_is_new():
    assert actions.sweep(now=NOW) == 0
    measured()
    assert actions.sweep(now=NOW) == 0
    assert actions.sweep(now=NOW + timedelta(days=14)) == 1
    months = Snapshot.objects.filter(country="ES").values_list("month", flat=True)
    assert list(months) == ["2026-11", "2026-12"]


def test_a_language_that_was_added_leaves_the_public_page_whole_until_the_clock_measures_anew():
    measured()
    row = Measured.objects.get()
    situations, kinds, languages = row.shape
    before = Shape(len(kinds), len(languages) - 1, len(situations)).empty(len(row.codes))
    row.shape, row.cells = [situations, kinds, languages[:-1]], packed(before)
    row.save()
    assert queries.country("ES", NOW) is None
    answer = Client().get(reverse("gaps"), {"country": "ES"})
    assert answer.status_code == 200
    assert actions.sweep(now=NOW) == 1
    assert level("Barcelona", "ar") == Level.DIRECT


def test_only_countries_that_a_changed_service_touches_are_read(monkeypatch):
    service = measured()
    candidates.refresh(services=[service.pk])
    spain = Measured.objects.get()
    spain.pk, spain.supply = "IT", bytes(pack_supply(supply_of([], spain.night)))
    spain.save()
    kept = Snapshot.objects.get()
    kept.pk, kept.country = None, "IT"
    kept.save()
    read, real = [], queries.read
    monkeypatch.setattr(queries, "read",
                        lambda row, now: read.append(row.country) or real(row, now))  # fmt: skip
    assert actions.sweep(now=NOW) == 1
    assert set(read) == {"ES"}


def test_over_time_each_month_is_as_it_was():
    measured()
    a_service("Another", MADRID, codes=("help:shelter", "papers:yes"))
    actions.sweep(now=NOW + timedelta(days=14))
    country = queries.country("ES", NOW)
    at = KINDS.index(Help.SHELTER), LANGUAGES.index("ar"), 0
    before, after = queries.months(country, *at)
    assert (before.gaps, after.gaps) == (2, 1)
    assert before.reached < after.reached < 1


def test_a_month_is_kept_as_it_stood_at_its_end_also_when_mentors_came_and_went(cast):
    measured()
    came = mentor_page(cast.mentor, languages=["bn"])

    def reached(now):
        country = queries.country("ES", now)
        at = KINDS.index(Help.SHELTER), LANGUAGES.index("bn"), 0
        return queries.months(country, *at)[-1].reached

    assert reached(NOW) == 0
    later = NOW + timedelta(days=1)
    assert actions.sweep(now=later) == 0, "no service changed"
    assert reached(later) > 0, "a mentor goes along from this month on"
    came.delete()
    assert actions.sweep(now=later) == 0
    assert reached(later) > 0, "looked at once a day"
    actions.sweep(now=later + timedelta(days=1))
    assert reached(later) == 0
    assert Snapshot.objects.filter(country="ES").count() == 1
