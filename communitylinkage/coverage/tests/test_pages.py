"""The pages of coverage: what anybody sees, what coordinators and leads see, files, strangers."""

import csv
import io
import json
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from communitylinkage.coverage.models import Region
from communitylinkage.coverage.tests.cast import measured
from communitylinkage.directory import taxonomy
from communitylinkage.directory.actions import terms_of_ours
from communitylinkage.directory.hsds import Attribute, Service
from communitylinkage.mentors.tests.hall import mentor_page
from communitylinkage.people.tests.cast import cast, client_of

pytestmark = pytest.mark.django_db
__all__ = ["cast"]
SHELTER = "country=ES&language=ar&kind=shelter&situation=any"


def page(name, *arguments, client=None, query=""):
    answer = (client or Client()).get(reverse(name, args=arguments) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_before_anything_is_measured_the_pages_say_what_happens_next(cast):
    assert "Nothing is measured yet" in page("gaps")
    coordinator = client_of(cast.coordinator)
    for name in ("coverage", "coverage_map", "coverage_mends", "coverage_change"):
        assert "Nothing is measured yet" in page(name, client=coordinator), name
    page("coverage_asked", client=coordinator)


def test_the_overview_says_what_the_list_does_not_show(cast):
    measured()
    told = page("coverage", client=client_of(cast.coordinator))
    assert "Services in the country that understand her: 1." in told
    assert "so many of them are left: 0." in told
    assert "article 22" in told
    assert "https://rm.coe.int/168008482e" in told


def test_the_map_is_drawn_with_its_table_and_taken_out_as_files(cast):
    measured()
    lead = client_of(cast.lead)
    told = page("coverage_map", client=lead, query=f"?{SHELTER}")
    assert told.count("<svg") == 6, "the map and the key of its five levels"
    assert 'class="l4"' in told
    assert 'class="l1"' in told
    for words in ("Barcelona", "Soria", "Only far away", "1 km"):
        assert words in told, words
    text = page("coverage_map", client=lead, query=f"?{SHELTER}&as=csv").lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["name"]: row["level"] for row in rows} == {
        "Barcelona": "direct", "Madrid": "far", "Soria": "far",
    }  # fmt: skip
    told_of = json.loads(page("coverage_map", client=lead, query=f"?{SHELTER}&as=json"))
    assert [row["km"] for row in told_of["regions"] if row["name"] == "Barcelona"] == [1]


@pytest.mark.parametrize("wrong", ["country=XX", "language=\x00", "kind=%27", "situation=x",
                                   "as=exe", "country=ES&country=IT"])  # fmt: skip
def test_a_choice_that_does_not_exist_is_the_usual_one(cast, wrong):
    measured()
    for name in ("gaps", "coverage_map", "coverage_mends", "coverage_change", "coverage_asked"):
        page(name, client=client_of(cast.coordinator), query=f"?{wrong}")


def test_a_region_says_what_the_search_answers_and_what_stands_in_the_way(cast):
    measured()
    coordinator = client_of(cast.coordinator)
    code = Region.objects.get(name="Barcelona").code
    told = page("coverage_place", code, client=coordinator, query=f"?{SHELTER}")
    assert "What the search answers" in told
    assert "House" in told
    without = page("coverage_place", code, client=coordinator,
                   query="?language=ar&kind=shelter&situation=no_papers")  # fmt: skip
    assert "it takes nobody without papers" in without
    assert "House" in without, "never an empty page"
    address = reverse("coverage_place", args=["ES-none"])
    assert coordinator.get(address).status_code == 404
    assert coordinator.get(reverse("coverage_place", args=["XX"])).status_code == 404


def test_the_smallest_mend_is_a_change_at_a_service_or_a_mentor(cast):
    measured()
    told = page("coverage_mends", client=client_of(cast.coordinator),
                query="?country=ES&kind=shelter&situation=no_papers")  # fmt: skip
    assert "It takes women without papers" in told
    assert reverse("service", args=[Service.objects.get().pk]) in told
    assert "Made up" not in told
    Attribute.objects.create(
        id=uuid4(), link_id=Service.objects.get().pk, link_entity="service",
        taxonomy_term_id=terms_of_ours()[taxonomy.MADE_UP],
    )  # fmt: skip
    told = page("coverage_mends", client=client_of(cast.coordinator),
                query="?country=ES&kind=shelter&situation=no_papers")  # fmt: skip
    assert "Made up: this service does not exist" in told
    text = page("coverage_mends", client=client_of(cast.coordinator), query="?language=bn&as=csv")
    assert "It speaks বাংলা too" in text
    assert "A mentor who speaks" in text


def test_anybody_sees_the_map_without_mentors_women_or_counts_of_asking(cast):
    measured()
    mentor_page(cast.mentor, languages=["bn"])
    query = "?country=ES&language=bn&kind=shelter&situation=any"
    assert "<td>With a mentor</td>" in page("coverage_map", client=client_of(cast.lead),
                                            query=query)  # fmt: skip
    told = page("gaps", query=query)
    assert "<td>Not at all</td>" in told
    assert "<td>With a mentor</td>" not in told
    assert "Women, about" not in told
    assert "100 women" not in told
    text = page("gaps", query=f"{query}&as=csv")
    assert "mentor" not in text
    assert not Client().get(reverse("gaps")).cookies


def test_over_time_and_what_was_asked_are_for_those_who_see_figures(cast):
    measured()
    told = page("coverage_change", client=client_of(cast.lead), query=f"?{SHELTER}")
    assert '<td class="numbers">2</td>' in told, "two regions have a gap this month"
    assert "Nothing was counted." in page("coverage_asked", client=client_of(cast.lead))


STAFF = ("coverage", "coverage_map", "coverage_mends", "coverage_change", "coverage_asked",
         "coverage_people", "coverage_told")  # fmt: skip


@pytest.mark.parametrize("name", STAFF)
def test_who_has_no_right_finds_no_such_page(cast, name):
    assert client_of(cast.mentor).get(reverse(name)).status_code == 404
    assert client_of(cast.professional).get(reverse(name)).status_code == 404
    assert Client().get(reverse(name)).status_code == 302
