"""A further language is only a catalogue file."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.translation import get_language_info

from communitylinkage.website.languages import languages


def catalogue(package, app, code):
    file = package / app / "locale" / code / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text("")


def test_a_catalogue_makes_a_language_and_english_needs_none(tmp_path):
    assert languages(tmp_path) == [("en", "English")]
    catalogue(tmp_path, "website", "it")
    catalogue(tmp_path, "website", "es")
    assert [code for code, _name in languages(tmp_path)] == ["en", "es", "it"]


def test_a_catalogue_of_one_part_alone_makes_no_language(tmp_path):
    catalogue(tmp_path, "guide", "it")
    assert [code for code, _name in languages(tmp_path)] == ["en"]


def test_a_language_that_the_framework_does_not_know_is_written_its_own_way(tmp_path):
    catalogue(tmp_path, "website", "prs")
    assert languages(tmp_path)[-1] == ("prs", "دری")
    assert get_language_info("prs")["bidi"]


def test_no_message_hides_from_the_catalogues_behind_another_name():
    """xgettext knows `_` and Django's own names: what is called otherwise stays English."""
    renamed = re.compile(r"\bu?n?p?gettext(?:_lazy|_noop)? as (?!_$)\w+", re.M)
    sources = [one for app in apps.get_app_configs() for one in Path(app.path).rglob("*.py")
               if app.name.startswith("communitylinkage.")]  # fmt: skip
    assert [str(one) for one in sources if renamed.search(one.read_text())] == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["help-lines/", "no-such-page/", "no%20such%20page/"])
def test_each_page_has_its_like_in_the_other_languages_also_one_that_is_not_there(client, path):
    page = client.get(f"/en/{path}").content.decode()
    for language in ("es", "ar"):
        assert f'href="/{language}/{path}"' in page
    assert f'href="/easy/ar/{path}"' in client.get(f"/easy/en/{path}").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["//example.org/", "/easy//example.org/"])
def test_a_page_that_is_not_there_leads_to_no_other_host(client, path):
    page = client.get("/", PATH_INFO=path)
    assert page.status_code == 404
    assert 'href="//' not in page.content.decode()


@pytest.mark.django_db
def test_what_answers_a_form_in_easy_mode_leads_to_other_languages_and_out_of_easy_mode(client):
    """The page that it names carries what easy mode puts before it; the links did not expect it."""
    page = client.post("/easy/en/receipt/", {"code": "1"}).content.decode()
    for language in ("es", "ar"):
        assert f'href="/easy/{language}/receipt/"' in page
    assert 'href="/en/receipt/"' in page
    page = client.post("/en/receipt/", {"code": "1"}).content.decode()
    assert 'href="/ar/receipt/"' in page
    assert 'href="/easy/en/receipt/"' in page
