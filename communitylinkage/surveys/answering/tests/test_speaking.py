"""The words around the questions speak the form's language, be it one that nothing else speaks."""

from functools import cache
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.urls import clear_url_caches, reverse
from django.utils import timezone, translation

from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.surveys.answering import actions, links
from communitylinkage.surveys.answering.models import Submission
from communitylinkage.surveys.answering.tests.cast import (
    Filler,
    collection_of,
    invited,
    version_of,
)

pytestmark = pytest.mark.django_db(databases=["default", "locks"])

FORM = {
    "survey": [
        ["type", "name", "label::English (en)", "label::Ελληνικά (el)", "label::Slovenščina (sl)",
         "label::Italiano (it)", "required"],
        ["integer", "rooms", "Rooms?", "Δωμάτια;", "Sobe?", "Stanze?", "yes"],
        ["begin_group", "more", "And", "Και", "In", "E", ""],
        ["text", "words", "Words?", "Λόγια;", "Besede?", "Parole?", ""],
        ["end_group", "", "", "", "", "", ""],
    ],
    "settings": [
        ["form_title", "translated_title::Ελληνικά (el)", "default_language"],
        ["About rooms", "Για τα δωμάτια", "English (en)"],
    ],
}  # fmt: skip
DRAFT = "Tega prevoda še ni pregledal noben človek."


@cache
def english(code):
    """The sentences in English for which there are words in this language."""
    po = Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES/django.po"
    return [
        one.msgid for one in polib.pofile(str(po)) if len(one.msgid) > 12 and "%" not in one.msgid
    ]


def asked(cast, **more):  # noqa: F811
    collection = collection_of(cast, FORM, **more)
    _row, token = invited(cast, collection)
    return collection, reverse("answer", args=[token])


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("el", "Τι είναι γνωστό για εσάς"),
        ("sl", "Kaj se ve o vas"),
        ("it", "Che cosa si sa di Lei"),
    ],
)
def test_the_door_says_what_is_known_in_a_language_of_the_questions(cast, code, known):  # noqa: F811
    _collection, address = asked(cast)
    answer = Client().get(f"{address}?in={code}")
    page = answer.content.decode()
    assert known in page
    assert f'<html lang="{code}" dir="ltr"' in page
    assert answer.headers["Content-Language"] == code
    assert not [one for one in english(code) if one in page]
    # What it leads to speaks a language of the interface; else it would lead nowhere.
    assert f'href="{reverse("help_lines")}"' in page
    assert "/en/" in reverse("help_lines")


def test_the_door_offers_the_languages_of_the_questions_and_of_the_interface(cast):  # noqa: F811
    _collection, address = asked(cast, languages=["English (en)", "Ελληνικά (el)"])
    page = Filler(address).get()
    assert f'href="{address}?in=el"' in page
    assert f'href="{address.replace("/en/", "/ar/")}"' in page
    assert "in=sl" not in page
    _row, token = invited(cast, collection_of(cast))
    assert "?in=" not in Filler(reverse("answer", args=[token])).get()


def test_it_is_answered_in_slovenian_from_the_door_to_the_receipt(cast):  # noqa: F811
    collection, address = asked(cast)
    filler = Filler(address)
    pages = [filler.get("?in=sl")]
    pages.append(filler.post("page:0"))
    assert "Sobe?" in pages[-1]
    pages.append(filler.post("next"))
    assert "Prosimo, odgovorite na to vprašanje." in pages[-1]
    pages.append(filler.post("next", **{"/data/rooms": "many"}))
    assert "Napišite celo število, na primer 12." in pages[-1]
    pages.append(filler.post("next", **{"/data/rooms": "3"}))
    assert "Stran 2 od 2" in pages[-1]
    pages.append(filler.post("next"))
    assert "Pošlji moje odgovore" in pages[-1]
    pages.append(filler.post("send"))
    assert "Ta stran je vaše potrdilo." in pages[-1]
    assert Submission.objects.get(collection=collection).answers["rooms"] == 3
    for page in pages:
        assert '<html lang="sl"' in page
        assert "Takoj zapusti to stran" in page
        assert DRAFT in page
        assert not [one for one in english("sl") if one in page]


def test_it_is_switched_to_a_language_of_the_interface_and_back(cast):  # noqa: F811
    _collection, address = asked(cast)
    filler = Filler(address)
    filler.get("?in=it")
    filler.post("page:0")
    assert "Avanti" in filler.page
    english_way = f'value="language:English (en)" formaction="{address}"'
    assert english_way in filler.page
    filler.post("language:English (en)", **{"/data/rooms": "7"})
    assert "Next" in filler.page
    assert '<html lang="en"' in filler.page
    assert DRAFT not in filler.page
    filler.post("language:Slovenščina (sl)")
    assert "Naprej" in filler.page
    assert 'value="7"' in filler.page
    # Who comes back by the bare link finds the door as she left it.
    page = filler.get()
    assert "Nadaljuj z iste strani" in page
    there = address.replace("/en/", "/ar/") + "?in=ar"
    assert f'href="{there}"' in page
    assert '<html lang="ar"' in Client().get(there).content.decode()


def test_a_page_in_another_language_changes_no_address_of_the_interface(cast):  # noqa: F811
    """Django keeps how addresses begin in each language: the first page that asks decides."""
    _collection, address = asked(cast)
    clear_url_caches()
    try:
        Filler(address).get("?in=el")
        for code in ("ar", "es", "en"):
            with translation.override(code):
                assert reverse("help_lines") == f"/{code}/help-lines/"
    finally:
        clear_url_caches()


def test_who_begins_through_an_open_link_goes_on_in_its_language(cast):  # noqa: F811
    _link, token = links.open_link(
        collection=collection_of(cast, FORM), group={}, by=cast.lead.pk, now=timezone.now()
    )
    filler = Filler(reverse("answer", args=[token]))
    filler.get("?in=it")
    filler.post("page:0")
    assert "Stanze?" in filler.page
    filler.address = filler.answer.request["PATH_INFO"]
    filler.post("next")
    assert "Per favore, risponda a questa domanda." in filler.page


def test_a_closed_door_and_a_broken_link_are_said_in_her_language(cast):  # noqa: F811
    collection, address = asked(cast)
    filler = Filler(address)
    filler.get("?in=el")
    filler.post("page:0")
    actions.close_collection(collection=collection, by=cast.lead.pk, now=timezone.now())
    assert "Τώρα εδώ δεν συγκεντρώνονται απαντήσεις" in filler.post("next")
    gone = Client().get("/en/answer/nothing/?in=el")
    assert gone.status_code == 404
    assert "Αυτός ο σύνδεσμος δεν λειτουργεί" in gone.content.decode()


@pytest.mark.parametrize("wanted", ["ar", "xx", "el\x00", "../el", ""])
def test_a_language_without_such_words_changes_nothing(cast, wanted):  # noqa: F811
    _collection, address = asked(cast)
    answer = Client().get(address, {"in": wanted})
    assert answer.status_code == 200
    assert '<html lang="en"' in answer.content.decode()


def test_the_title_speaks_the_language_of_the_questions(cast):  # noqa: F811
    _collection, address = asked(cast)
    filler = Filler(address)
    assert "About rooms" in filler.get()
    assert "Για τα δωμάτια" in filler.get("?in=el")
    assert "Για τα δωμάτια" in filler.post("page:0")
    # Nobody translated it into Italian.
    assert "About rooms" in filler.get("?in=it")


def test_trying_it_out_shows_the_words_that_will_stand_around_it(cast):  # noqa: F811
    version = version_of(cast.service, FORM, state="draft")
    address = reverse("questionnaire_try", args=[version.questionnaire_id, 1])
    filler = Filler(address, client_of(cast.coordinator))
    filler.get()
    filler.post("language:Ελληνικά (el)", **{"/data/rooms": "2"})
    assert "Το δοκιμάζετε. Δεν κρατιέται τίποτα." in filler.page
    assert "Επόμενο" in filler.page
    assert 'href="/en/staff/' in filler.page
