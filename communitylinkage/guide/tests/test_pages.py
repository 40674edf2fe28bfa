"""The public pages: what a woman sees, in each language, and what they never do."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from communitylinkage.directory import actions, queries
from communitylinkage.directory.models import HelpLine
from communitylinkage.guide.source_words import said

PAGES = ["", "danger/", "signs/", "rights/", "safety/", "help-lines/", "about/"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("es", "ltr"), ("ar", "rtl")])
def test_each_page_speaks_the_language_of_its_address(client, page, language, direction):
    answer = client.get(f"/{language}/{page}")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="{direction}"' in text


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_112_the_help_lines_and_the_exit_are_on_every_page(client, page, language):
    text = client.get(f"/{language}/{page}").content.decode()
    assert 'href="tel:112"' in text
    assert f'href="/{language}/help-lines/"' in text
    assert 'id="quick-exit"' in text


@pytest.mark.parametrize("page", PAGES)
def test_titles_are_neutral(client, page):
    title = client.get(f"/en/{page}").content.decode().split("<title>")[1].split("</title>")[0]
    assert title == "Information"


@pytest.mark.parametrize("page", PAGES)
def test_reading_sets_no_cookie_and_writes_nothing(client, page):
    actions.load_help_lines()
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"/en/{page}")
    assert not answer.cookies
    assert all(query["sql"].startswith("SELECT") for query in asked)


@pytest.mark.parametrize("page", PAGES)
def test_nothing_can_be_sent_to_a_page_that_only_tells(client, page):
    assert client.post(f"/en/{page}", {"what": "x" * 10_000}).status_code in (403, 405)


def test_danger_is_not_a_form(client):
    assert "<form" not in client.get("/en/danger/").content.decode()


def test_a_help_line_shows_its_source_its_date_and_that_nobody_confirmed_it(client):
    actions.load_help_lines()
    text = client.get("/en/help-lines/").content.decode()
    assert text.count("Not confirmed with the operator.") == HelpLine.objects.count()
    assert "The source is old (2014-08-31)." in text
    assert "The source is of 2025-08-24." in text
    assert "https://www.1522.eu/cose-1522/?lang=en" in text
    assert 'href="tel:1522"' in text


def test_112_stands_beside_every_help_line(client):
    actions.load_help_lines()
    text = client.get("/en/help-lines/").content.decode()
    assert text.count('href="tel:112"') == HelpLine.objects.count() + 1


def test_an_empty_list_still_says_112(client):
    text = client.get("/en/help-lines/").content.decode()
    assert "The list is not loaded yet. Call 112 in danger." in text


def test_countries_stand_in_the_order_of_the_readers_language(client):
    actions.load_help_lines()
    names = [c.name for c in client.get("/es/help-lines/").context["countries"]]
    assert names[0] == "Alemania"
    assert len(names) == 27


def test_every_sign_ends_at_help(client):
    text = client.get("/en/signs/").content.decode()
    assert text.count("Talk to someone about this") == text.count('<details class="card"')
    assert "You can talk to someone" in text


def test_rights_name_their_sources(client):
    text = client.get("/en/rights/").content.decode()
    assert "2012/29/EU" in text
    assert "Istanbul Convention" in text


def test_signs_name_their_sources_too(client):
    text = client.get("/en/signs/").content.decode()
    assert "articles 3, 33 to 40" in text
    assert "2011/36/EU" in text
    assert "Where this is written" not in client.get("/easy/en/signs/").content.decode()


def test_the_bare_address_leads_to_the_browsers_language(client):
    assert client.get("/", headers={"accept-language": "ar"})["Location"] == "/ar/"
    assert client.get("/", headers={"accept-language": "xx"})["Location"] == "/en/"


def test_easy_mode_has_shorter_words_and_pictures_with_words_beside(client):
    usual, easy = client.get("/en/").content.decode(), client.get("/easy/en/").content.decode()
    main = easy.split("<main")[1].split("</main")[0]
    assert main.count("<svg") == main.count("<li>") == 7
    assert "Does he hurt me?" in main
    assert (
        len(re.sub("<[^>]+>", "", main)) < len(re.sub("<[^>]+>", "", usual.split("<main")[1])) / 2
    )


@pytest.mark.parametrize("page", ["danger/", "signs/", "rights/"])
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_easy_mode_says_less_on_each_page(client, page, language):
    def words(address):
        text = client.get(address).content.decode()
        return re.sub("<[^>]+>", " ", text.split("<main")[1].split("</main")[0]).split()

    assert len(words(f"/easy/{language}/{page}")) < len(words(f"/{language}/{page}"))


@pytest.mark.parametrize("page", ["", "signs/"])
def test_a_way_to_ask_for_a_link_is_there(client, page):
    assert 'href="/en/ask/"' in client.get(f"/en/{page}").content.decode()


def test_the_first_page_leads_to_who_keeps_it_and_on_to_those_who_work_here(client):
    assert 'href="/en/about/"' in client.get("/en/").content.decode()
    page = client.get("/en/about/").content.decode()
    for address in ("practices/", "check/", "staff/sign-in/", "safety/"):
        assert f'href="/en/{address}"' in page


def test_countries_stand_in_the_order_of_letters_not_of_accents(client):
    actions.load_help_lines()
    page = client.get("/es/help-lines/").content.decode()
    assert page.index("Bélgica") < page.index("Bulgaria")


def test_what_a_source_says_is_there_in_her_language_with_its_own_words_beside(client):
    actions.load_help_lines()
    page = client.get("/es/help-lines/").content.decode()
    assert "todos los días 12:00-20:00" in page
    assert '(<bdi lang="en" dir="ltr">7 days a week 12:00-20:00</bdi>)' in page
    assert "7 days a week" not in client.get("/easy/es/help-lines/").content.decode()


def test_every_word_of_the_seed_is_in_the_list(client):
    actions.load_help_lines()
    with translation.override("ar"):
        lines = queries.help_lines()
        told = [said(text) for one in lines for text in (one.other_channels, one.hours)]
        assert all(one.ours for one, line in zip(told[::2], lines, strict=True)
                   if line.other_channels)  # fmt: skip
        odd = [one.hours for one in lines if one.hours and not one.round_the_clock]
        assert odd
        assert all(said(text).ours for text in odd)
    assert said("somebody corrected it").words == "somebody corrected it"


def test_there_is_an_address_to_write_to_or_it_says_that_there_is_none(client, settings):
    assert "There is no address to write to yet." in client.get("/en/about/").content.decode()
    settings.CONTACT_EMAIL = "us@example.org"
    assert 'href="mailto:us@example.org"' in client.get("/en/about/").content.decode()
