"""What the pages say comes from what is stored and from the organisations' own rows."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.notices import privacy, queries, rules, wording
from communitylinkage.notices.rules import ACTIVITIES, Activity, Reader, Stored
from communitylinkage.organisations.models import Organisation, Partnership, Programme
from communitylinkage.values.register import Kind, Term, operational, sealed

PAGES = ["notices", "controllers", "processing", "impact_of_processing", "accessibility", "imprint"]


def page(name, *arguments, language="en"):
    with translation.override(language):
        address = reverse(name, args=arguments)
    answer = Client().get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def organisation(name="House", side="service", **more):
    return Organisation.objects.create(name=name, side=side, country="ES", **more)


@pytest.fixture
def programme(db):
    lead = organisation("Lead house", telephone="+34 000 000 000")
    today = timezone.localdate()
    row = Programme.objects.create(
        name="The Link", contract_number="p-1", funder="A fund", lead_organisation=lead,
        starts=today - timedelta(days=10), ends=today + timedelta(days=10), countries=["ES", "IT"],
    )  # fmt: skip
    for one, role in (
        (organisation("Neighbours", "community"), "partner"),
        (organisation("Town hall"), "associate"),
        (lead, "lead"),
    ):
        Partnership.objects.create(programme=row, organisation=one, role=role)
    return row


CHECKED = [
    ("test_every_page", '[("en", "desk"), ("es", "phone"), ("ar", "phone")]',
     "Pages for everybody: in English on a wide screen, in Spanish and in Arabic on a phone."),
    ("test_staff_pages", '[("en", 1280), ("ar", 320)]',
     "Pages of those who sign in: in English on a wide screen, in Arabic on a small phone."),
    ("test_object_pages", 'parametrize("language", ["en", "ar"])',
     "Pages about one thing, such as one referral: in English and in Arabic on a small phone."),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("file", "asked", "sentence"), CHECKED)
def test_the_accessibility_statement_says_of_each_kind_of_page_what_is_checked(
    file, asked, sentence
):
    looks = Path(settings.ROOT) / "tests" / "browser" / f"{file}.py"
    assert asked in looks.read_text(), "say on the page what is checked now"
    assert sentence in page("accessibility")


def test_the_record_counts_each_field_once_under_its_activity():
    entry = operational("id", "at", term=Term.JOURNAL)
    tables = [
        Stored("journal", "journal.Line", (entry,)),
        Stored("vault", "vault.Grant", (entry, sealed("box", term=Term.UNTIL_WITHDRAWN))),
        Stored("consent", "consent.Consent", (entry,)),
    ]
    hers, safety = rules.records(tables)
    assert (hers.activity, hers.tables) == (Activity.LINK, 1)
    assert (safety.activity, safety.tables) == (Activity.SAFETY, 2)
    assert safety.kinds == ((Kind.SEALED, 1), (Kind.OPERATIONAL, 4))
    assert safety.terms == (Term.UNTIL_WITHDRAWN, Term.JOURNAL)


def test_a_part_that_stores_something_without_a_purpose_is_found():
    with pytest.raises(KeyError):
        rules.records([Stored("newcomer", "newcomer.Row", ())])


def test_every_stored_field_of_the_product_is_in_the_record():
    ours = [one for one in apps.get_models() if one.__module__.startswith("communitylinkage.")]
    fields = sum(len(entry.fields) for one in ours for entry in one.register)
    told = rules.records(queries.stored())
    assert sum(one.tables for one in told) == len(ours)
    assert sum(number for one in told for _kind, number in one.kinds) == fields
    assert set(ACTIVITIES.values()) == set(Activity) == set(wording.PURPOSES)


def test_every_kind_term_and_reader_has_words():
    assert set(wording.KINDS) == set(Kind)
    assert set(wording.TERMS) == set(Term)
    assert set(privacy.NOTICES) == set(wording.READERS) == set(Reader)


@pytest.mark.django_db
def test_the_file_has_a_line_for_each_field():
    text = Client().get("/en/notices/record/fields.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    here = {(row["table"], row["field"]) for row in rows}
    assert ("journal.Line", "reference") in here
    assert len(rows) == len(here) == sum(
        len(entry.fields) for one in queries.stored() for entry in one.entries
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("name", [*PAGES, *Reader])
def test_each_page_is_there_before_anybody_wrote_anything(name, language):
    given = ["privacy", name] if name in set(Reader) else [name]
    text = page(*given, language=language)
    assert f'<html lang="{language}"' in text
    if language == "en" and name not in ("notices", "impact_of_processing"):
        assert "No organisation has said yet that it keeps this site." in text
        assert "There is none yet." in text


@pytest.mark.parametrize("name", [*PAGES[1:], *Reader])
def test_who_answers_stands_on_each_page_from_the_programmes_rows(programme, name, settings):
    settings.CONTACT_EMAIL = "write@example.org"
    text = page("privacy", name) if name in set(Reader) else page(name)
    if name == "impact_of_processing":
        assert "The Link" in text
        return
    assert "Lead house" in text
    assert "+34 000 000 000" in text
    assert 'href="mailto:write@example.org"' in text


def test_each_partner_answers_for_what_its_role_and_side_say(programme):
    text = page("controllers")
    lead, neighbours, hall = (text.index(one) for one in ("Lead house", "Neighbours", "Town hall"))
    assert lead < neighbours < hall, "the lead first, associates last"
    assert "Keeps the site" in text[lead:neighbours]
    assert "whom it must tell by law" in text[lead:neighbours]
    assert "locks everything when she takes it back" in text[neighbours:hall]
    assert "Keeps the site" not in text[neighbours:]
    assert "opens nothing about a woman" in text[hall:]


def test_the_programme_that_runs_is_meant_not_the_one_that_is_planned(programme):
    planned = timezone.localdate() + timedelta(days=100)
    Programme.objects.create(
        name="Next year", contract_number="p-2", starts=planned, ends=planned,
        lead_organisation=organisation("Another"), countries=[],
    )  # fmt: skip
    assert "Another" not in page("imprint")
    programme.delete()
    assert "Another" in page("imprint")


def test_her_notice_leads_to_what_she_can_do_herself_and_to_the_office(programme):
    text = page("privacy", "woman")
    assert f'href="{reverse("receipt")}"' in text
    assert "www.aepd.es" in text
    assert "www.garanteprivacy.it" in text
    assert "www.dpa.gr" not in text, "Greece is not in this programme"
    assert "two people can keep it longer, each time for a year at most" in text
    assert "your name and what you opened" in page("privacy", "colleague")


@pytest.mark.django_db
def test_the_foot_of_a_page_leads_there_and_a_notice_for_nobody_is_none():
    foot = page("first_page").split("<footer")[1]
    assert f'href="{reverse("notices")}"' in foot
    assert Client().get("/en/notices/privacy/nobody/").status_code == 404
