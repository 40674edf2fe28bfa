import re
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from communitylinkage.directory import actions, demo, queries
from communitylinkage.directory.hsds import Service
from communitylinkage.directory.models import Place, PlaceName
from communitylinkage.facts.models import Waiting
from communitylinkage.guide.forms import FindForm
from communitylinkage.matching.need import Authority, Help
from communitylinkage.people.tests.once import _django_db_helper, once

__all__ = ["_django_db_helper", "once"]
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("guide")]
NOW = datetime(2026, 11, 30, 10, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def services(once):
    demo.load(timezone.now())
    actions.load_places(["ES", "SI", "GR"], smallest=15000)


def find(**said):
    answer = Client(enforce_csrf_checks=True).post("/en/find/", said)
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_form_leads_to_services_with_their_reasons(services):
    page = find(kind="legal", place="Barcelona", language="ar")
    assert "Derecho Cercano · Barcelona" in page
    assert "They ask for an identity card." in page
    assert "They speak <bdi" in page
    assert "Made up" in page
    assert "Barcelona</bdi> · Spain" in page


def test_what_somebody_else_wrote_is_shown_as_text_and_runs_nothing(services):
    wrote = "Help <script>alert('1')</script><img src=x onerror=alert(1)>"
    Service.objects.filter(name="Derecho Cercano · Barcelona").update(name=wrote)
    page = find(kind="legal", place="Barcelona", language="ar")
    assert "&lt;script&gt;alert(" in page
    assert "<script>" not in page
    assert "<img" not in page


def test_only_the_kind_of_help_is_asked_for(services):
    assert "These services may help you" in find(kind="talk")
    assert "Please choose one kind of help." in find(place="Barcelona")


def test_without_town_and_country_each_country_stands_under_its_name(services):
    page = find(kind="talk")
    assert "in several countries" in page
    main = page.split("<main")[1]
    heads = re.findall(r"<h2>(Spain|Italy|Greece|Slovenia)</h2>", main)
    assert len(heads) == len(set(heads)) > 1
    parts = re.split(r"<h2>(?:Spain|Italy|Greece|Slovenia)</h2>", main)[1:]
    for head, part in zip(heads, parts, strict=True):
        told = re.findall(r"</bdi> · (Spain|Italy|Greece|Slovenia)</p>", part)
        assert set(told) <= {head}


def test_with_a_country_only_its_services_come(services):
    page = find(kind="talk", country="SI").split("<main")[1]
    assert "in several countries" not in page
    assert set(re.findall(r"</bdi> · (Spain|Italy|Greece|Slovenia)</p>", page)) == {"Slovenia"}
    assert "We know no service of this kind in this country" in find(kind="talk", country="FR")
    assert "none of the answers" in find(kind="talk", country="XX")


def test_the_country_tells_places_of_one_name_apart(services):
    both = [(1, "Twin", "ES", 40.0), (2, "Twin", "SI", 46.0)]
    for number, name, country, latitude in both:
        place = Place.objects.create(
            pk=number, name=name, country=country, latitude=latitude, longitude=14.0, population=9
        )
        PlaceName.objects.create(place=place, folded="twin")
    assert "Which place do you mean?" in find(kind="legal", place="Twin")
    assert "Near <bdi>Twin</bdi> (Slovenia)" in find(kind="legal", place="Twin", country="SI")


def test_what_was_typed_is_kept_beside_the_message(services):
    page = find(kind="legal", place="Nosuchtown")
    assert "We do not know this place." in page
    assert 'value="Nosuchtown"' in page


def test_a_name_of_several_places_asks_which(services):
    page = find(kind="legal", place="San")
    assert "Which place do you mean?" in page
    assert "Spain" in page
    assert 'value="San"' in page
    number = re.search(r'name="place_id" value="(\d+)"', page).group(1)
    assert "Near <bdi>" in find(kind="legal", place="San", place_id=number)


def test_nothing_that_fits_is_explained_and_the_nearest_is_shown(services):
    page = find(kind="health", place="Maribor", language="ar", reach="10")
    assert "Nothing fits everything you need" in page
    assert "they do not speak your language" in page or "does not speak your language" in page
    assert re.search(r"The nearest of these (is \d+ kilometres away|helps by telephone)", page)
    assert "tel:" in page.split("<main")[1]


def test_what_must_not_be_told_is_said_for_the_police_and_for_the_office_for_foreigners(services):
    form = FindForm({"kind": "legal", "not_immigration": "on", "not_police": "on"}, now=NOW)
    assert form.is_valid()
    assert form.need().tells_none_of == {Authority.IMMIGRATION, Authority.POLICE}
    assert re.search(r'name="not_immigration"[^>]*checked', find(kind="talk", not_immigration="on"))


def asked_at(**said):
    form = FindForm({"kind": "legal", "country": "ES", **said}, now=NOW)
    return form.need().at if form.is_valid() else dict(form.errors)


def test_a_day_and_a_time_are_those_of_the_clock_there(services):
    assert asked_at() is None
    assert asked_at(day="2026-12-01", hour="9") == datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert asked_at(day="2026-12-01", hour="9", country="GR").hour == 9
    assert asked_at(day="2026-12-01", hour="9", country="GR").utcoffset() == timedelta(hours=2)
    # Within the hour that runs it is what is left of it.
    assert asked_at(day="2026-11-30", hour="11") == NOW


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        ({"day": "2026-12-01"}, "hour"),
        ({"hour": "9"}, "day"),
        ({"day": "2026-11-30", "hour": "9"}, "hour"),
        ({"day": "2026-12-01", "hour": "9", "country": ""}, "country"),
        ({"day": "2027-01-01", "hour": "9"}, "day"),
        ({"day": "2026-12-01", "hour": "25"}, "hour"),
        ({"day": "2026-12-01", "hour": "9", "open_now": "on"}, "day"),
    ],
)
def test_half_a_time_or_one_that_is_over_is_said_beside_its_field(services, said, beside):
    assert beside in asked_at(**said)


@pytest.mark.parametrize("day", ["2026-11-29", "2026-11-30"])
def test_an_hour_that_passes_on_the_way_is_no_mistake_of_hers(services, day):
    said = {"kind": "legal", "country": "ES", "day": day, "hour": "9"}
    assert not FindForm(said, now=NOW).is_valid()
    form = FindForm(said, now=NOW, asked_before=True)
    assert form.is_valid()
    assert form.need().at == NOW


def test_what_is_open_at_the_time_that_she_names_says_so(services):
    coming = [timezone.now().date() + timedelta(days=more) for more in range(1, 8)]
    tuesday = next(day for day in coming if day.weekday() == 1).isoformat()
    said = {"kind": "legal", "place": "Barcelona", "day": tuesday}
    assert "Open at that time, until" in find(**said, hour="10")
    page = find(**said, hour="4")
    assert "Línea Cerca · Barcelona" in page
    assert "Derecho Cercano · Barcelona" not in page


def rows():
    """How many rows each table has."""
    return {
        model: model.objects.using("default").count()
        for model in apps.get_models()
        if not getattr(model, "lives_in_locks", False)
    }


def test_a_search_writes_one_coarse_count_and_sets_no_cookie(services):
    before = rows()
    said = {"kind": "legal", "place": "Barcelona", "language": "ar", "papers": "none"}
    answer = Client().post("/en/find/", said)
    assert rows() == before | {Waiting: 1}
    counted = Waiting.objects.get()
    assert (counted.kind, counted.region) == ("search", "ES")
    assert counted.codes == "answer:found help:legal language:ar"
    assert not answer.cookies


def test_a_search_that_found_nothing_counts_what_stood_in_the_way(services):
    find(kind="health", place="Maribor", language="ar", reach="10")
    assert "answer:not_found" in Waiting.objects.get().codes
    assert "in_the_way:language" in Waiting.objects.get().codes


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"place": "Barcelona"},
        {"kind": "legal", "place": "San"},
        {"kind": "legal", "again": "answer"},
        {"kind": "legal", "again": "form"},
    ],
)
def test_what_is_no_new_search_counts_nothing(services, said):
    before = rows()
    find(**said)
    assert rows() == before


def test_a_count_that_fails_never_costs_her_the_answer(services, monkeypatch):
    def fails(**_said):
        raise DatabaseError

    monkeypatch.setattr("communitylinkage.facts.actions.count", fails)
    assert "These services may help you" in find(kind="legal", place="Barcelona")


def test_the_language_switch_keeps_the_question_and_the_answer(services):
    page = find(kind="legal", place="Barcelona", language="ar")
    assert re.search(
        r'<button form="kept" formaction="/es/find/" formnovalidate name="again" value="answer"',
        page,
    )
    said = {"kind": "legal", "place": "Barcelona", "language": "ar", "again": "answer"}
    answer = Client().post("/es/find/", said).content.decode()
    assert "Derecho Cercano · Barcelona" in answer
    assert 'lang="es"' in answer


def test_the_language_switch_keeps_what_was_typed_before_it_was_sent(services):
    said = {"kind": "legal", "place": "Koper", "women_only": "on", "again": "form"}
    page = Client().post("/ar/find/", said).content.decode()
    assert 'value="Koper"' in page
    assert re.search(r'name="women_only"[^>]*checked', page)
    assert not re.search(r'name="interpreter"[^>]*checked', page)
    assert 'class="error"' not in page.replace('<p class="error" id="signal-lost"', "")


def test_a_hamlet_does_not_hide_the_larger_places_that_begin_like_it(services):
    hamlet = Place.objects.create(
        id=1, name="Santa", country="ES", latitude=1, longitude=1, population=600
    )
    PlaceName.objects.create(place=hamlet, folded="santa")
    found = queries.places_named("Santa")
    assert found[0].name == "Santa"
    assert len(found) > 1
    assert all(place.population > 600 for place in found[1:])


def test_a_large_place_stands_alone(services):
    assert [place.name for place in queries.places_named("Barcelona")] == ["Barcelona"]


def test_a_link_leads_on_from_the_answer_with_what_she_said(services):
    page = find(kind="legal", place="Barcelona", language="ar")
    form = page.split('action="/en/ask/"')[1].split("</form>")[0]
    assert 'name="kind" value="legal"' in form
    assert 'name="country" value="ES"' in form
    assert 'name="language" value="ar"' in form


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "x" * 10_000},
        {"kind": "legal", "place": "x" * 10_000},
        {"kind": "legal", "place": "\x00\x07\u202egnol"},
        {"kind": "legal", "place_id": "9" * 40, "place": "Barcelona"},
        {"kind": "legal", "language": "<script>", "reach": "-1", "papers": "maybe"},
    ],
)
def test_bad_input_gets_a_message_and_never_a_fault(services, said):
    assert "<script>" not in find(**said)


def test_a_card_says_who_and_how_and_prints_as_text(services):
    shelter = Service.objects.get(name="Luč · Koper")
    page = Client().get(f"/en/services/{shelter.pk}/").content.decode()
    assert "The address is secret." in page
    assert "+999" in page
    bare = Client().get(f"/en/services/{shelter.pk}/?text=1").content.decode()
    assert "stylesheet" not in bare
    assert 'id="quick-exit"' in bare


def test_while_she_types_the_places_of_that_name_are_offered_and_nothing_is_written(services):
    before = rows()
    anybody = Client(enforce_csrf_checks=True)
    page = anybody.post("/en/find/places/", {"place": "santa"}).content.decode()
    assert page.count('type="radio"') > 1
    assert "<html" not in page
    assert "radio" not in anybody.post("/en/find/places/", {"place": "Barcelona"}).content.decode()
    for odd in ("", "x" * 10_000, "\0", "\u202e", "%"):
        assert anybody.post("/en/find/places/", {"place": odd}).status_code == 200
    assert not anybody.cookies
    assert rows() == before


def test_a_place_that_was_chosen_while_typing_is_not_asked_again(services):
    asked = find(kind="health", place="santa")
    assert "Which place do you mean?" in asked
    first = queries.places_named("santa")[0]
    assert "Which place do you mean?" not in find(kind="health", place="santa", place_id=first.id)


def test_no_service_is_no_page(services):
    assert Client().get("/en/services/00000000-0000-4000-8000-000000000000/").status_code == 404


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_every_service_has_its_card_in_every_language(services, language):
    numbers = {e.offer.id for k in Help for e in queries.services_for(k, timezone.now().date())}
    for number in numbers:
        page = Client().get(f"/{language}/services/{number}/")
        assert page.status_code == 200
        assert "%(" not in page.content.decode()


def test_the_page_of_a_service_says_what_it_helps_with(services, client):
    service = Service.objects.get(name="Derecho Cercano · Barcelona")
    page = client.get(f"/en/services/{service.pk}/").content.decode()
    assert "A lawyer or advice about my rights" in page
    assert 'href="/en/ask/"' in page


def test_the_page_of_a_service_says_when_it_is_open(services, client):
    service = Service.objects.get(name="Derecho Cercano · Barcelona")
    page = client.get(f"/es/services/{service.pk}/").content.decode()
    assert "Abierto en los próximos días" in page
    assert page.count('<th scope="row">') == 7
    assert "de 09:00 a 14:00" in page or "de 09:00 a" in page
    always = Service.objects.get(name="Luč · Koper")
    assert "Open day and night" in client.get(f"/en/services/{always.pk}/").content.decode()
    assert "<table" not in client.get(f"/en/services/{always.pk}/").content.decode()
