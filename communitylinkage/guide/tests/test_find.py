import re

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from communitylinkage.directory import actions, demo, queries
from communitylinkage.directory.hsds import Service
from communitylinkage.matching.need import Help

pytestmark = pytest.mark.django_db


@pytest.fixture
def services():
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


def test_only_the_kind_of_help_is_asked_for(services):
    assert "These services may help you" in find(kind="talk")
    assert "Please choose one kind of help." in find(place="Barcelona")


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
    assert "tel:" in page.split("<main")[1]


def test_even_an_empty_directory_gives_a_number():
    page = find(kind="legal")
    assert "We know no service of this kind" in page
    assert "/help-lines/" in page


def test_a_search_writes_nothing_and_sets_no_cookie(services):
    def rows():
        return {m: m.objects.using("default").count() for m in apps.get_models() if not getattr(
            m, "lives_in_locks", False)}  # fmt: skip

    before = rows()
    answer = Client().post("/en/find/", {"kind": "legal", "place": "Barcelona"})
    assert rows() == before
    assert not answer.cookies


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


def test_no_service_is_no_page(services):
    assert Client().get("/en/services/00000000-0000-4000-8000-000000000000/").status_code == 404


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_every_service_has_its_card_in_every_language(services, language):
    numbers = {e.offer.id for k in Help for e in queries.services_for(k, timezone.now().date())}
    for number in numbers:
        page = Client().get(f"/{language}/services/{number}/")
        assert page.status_code == 200
        assert "%(" not in page.content.decode()
