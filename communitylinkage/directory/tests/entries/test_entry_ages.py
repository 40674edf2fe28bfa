"""A text that was changed in one language marks the others, on every way by which it can change."""

import json
from html import unescape
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import translation

from communitylinkage.directory import interchange
from communitylinkage.directory.entries import reading
from communitylinkage.directory.entries.ages_form import prefix
from communitylinkage.directory.entries.comparing import asked, subjects
from communitylinkage.directory.entries.models import EntryVersion
from communitylinkage.directory.entries.queries import content, published
from communitylinkage.directory.hsds import Attribute, Service, TaxonomyTerm
from communitylinkage.directory.interchange import csv_files
from communitylinkage.directory.tests.entries_house import address, form, sent, written

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("ages")]
OLD, NEW = "Women with and without papers.", "Only women with papers."
ARABIC, ARABIC_NEW = "النساء بأوراق وبدونها.", "النساء اللواتي لديهن أوراق فقط."
SPANISH = "Mujeres con y sin papeles."
IN_ARABIC = "قد يكون هذا النص أقدم من النص"


def rule(ours, number, text):
    """She drafts another rule in English."""
    sent(ours, address("entry", number), form(eligibility_description=text))


def publish(ours, number, **said):
    """She publishes from the preview; returns the answer."""
    page = ours.browser.get(address("entry_preview", number)).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    return ours.browser.post(address("entry_publish", number), {"seen": seen, **said})


def questions(number):
    """Text and language -> the beginning of the names of its fields."""
    lines = asked(subjects(published(number), content(number)))
    return {line.key: prefix(line) for line in lines}


def read(ours, number, language="ar"):
    with translation.override(language):
        card = reverse("service", kwargs={"number": number})
    return unescape(ours.browser.get(card).content.decode())


@pytest.fixture
def spoken(ours):
    """An entry with its rule in English, Arabic and Spanish; returns its id."""
    number = UUID(written(ours, eligibility_description=OLD))
    for language, text in (("ar", ARABIC), ("es", SPANISH)):
        there = address("entry_texts", number) + f"?language={language}"
        sent(ours, there, {"eligibility_description": text})
    ours.browser.post(address("entry_publish", number))
    assert reading.read(number).older == {}
    return number


def test_she_who_reads_arabic_is_told_that_the_english_rule_is_newer(ours, spoken):
    rule(ours, spoken, NEW)
    assert publish(ours, spoken).status_code == 302
    page = read(ours, spoken)
    assert ARABIC in page
    assert f'{IN_ARABIC} المكتوب بلغة <bdi lang="en" dir="ltr">English</bdi>.' in page
    assert f'<bdi lang="en" dir="ltr">{NEW}</bdi>' in page
    assert "puede ser más antiguo" in read(ours, spoken, "es")
    assert "may be older" not in read(ours, spoken, "en")
    assert "may be older" in ours.browser.get(reverse("entries")).content.decode()


def test_the_preview_shows_each_language_beside_what_women_read_now_and_asks(ours, spoken):
    rule(ours, spoken, NEW)
    page = unescape(ours.browser.get(address("entry_preview", spoken)).content.decode())
    for text in (OLD, NEW, ARABIC, SPANISH):
        assert text in page
    assert page.count("is this still right?") == 2
    assert set(questions(spoken)) == {
        ("eligibility_description", "ar"), ("eligibility_description", "es")
    }  # fmt: skip


def test_still_right_keeps_a_text_unmarked_and_writing_it_anew_too(ours, spoken):
    rule(ours, spoken, NEW)
    names = questions(spoken)
    arabic, spanish = (names["eligibility_description", code] for code in ("ar", "es"))
    publish(ours, spoken, **{f"{spanish}-answer": "right", f"{arabic}-anew": ARABIC_NEW})
    assert reading.read(spoken).older == {}
    assert ARABIC_NEW in read(ours, spoken)
    assert IN_ARABIC not in read(ours, spoken)


def test_a_mark_can_be_taken_away_later_without_changing_anything_else(ours, spoken):
    rule(ours, spoken, NEW)
    publish(ours, spoken)
    page = ours.browser.get(address("entry_preview", spoken)).content.decode()
    assert "Texts that may be older" in page
    arabic = questions(spoken)["eligibility_description", "ar"]
    publish(ours, spoken, **{f"{arabic}-answer": "right"})
    assert reading.read(spoken).older == {"eligibility_description": {"es": ""}}
    assert ours.browser.post(address("entry_publish", spoken)).status_code == 409


def test_an_answer_about_words_that_are_not_there_any_more_is_not_taken(ours, spoken):
    rule(ours, spoken, NEW)
    arabic = questions(spoken)["eligibility_description", "ar"]
    page = ours.browser.get(address("entry_preview", spoken)).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    rule(ours, spoken, "Nobody at all.")
    said = {"seen": seen, f"{arabic}-answer": "right", f"{arabic}-anew": ARABIC_NEW}
    answer = ours.browser.post(address("entry_publish", spoken), said)
    assert answer.status_code == 409
    told = unescape(answer.content.decode())
    assert "changed meanwhile" in told
    assert "Nobody at all." in told
    assert ARABIC_NEW in told, "what she typed is kept"
    assert reading.read(spoken).eligibility_description == OLD


def test_a_text_that_is_too_long_is_told_beside_its_field_and_kept(ours, spoken):
    rule(ours, spoken, NEW)
    arabic = questions(spoken)["eligibility_description", "ar"]
    answer = publish(ours, spoken, **{f"{arabic}-anew": "ن" * 4001})
    assert answer.status_code == 200
    assert "ن" * 4001 in answer.content.decode()
    assert "4000" in answer.content.decode()
    assert reading.read(spoken).eligibility_description == OLD


def test_who_was_not_asked_has_vouched_for_nothing(ours, spoken):
    rule(ours, spoken, NEW)
    arabic = questions(spoken)["eligibility_description", "ar"]
    ours.browser.post(address("entry_publish", spoken), {f"{arabic}-answer": "right"})
    assert reading.read(spoken).older == {"eligibility_description": {"ar": "", "es": ""}}


def test_going_back_to_a_version_brings_back_which_of_its_texts_were_older(ours, spoken):
    first = EntryVersion.objects.filter(service_id=spoken).first()
    rule(ours, spoken, NEW)
    publish(ours, spoken)
    second = EntryVersion.objects.filter(service_id=spoken).first()
    ours.browser.post(address("entry_again", spoken, version=first.pk))
    assert reading.read(spoken).older == {}
    ours.browser.post(address("entry_again", spoken, version=second.pk))
    assert reading.read(spoken).older == {"eligibility_description": {"ar": "", "es": ""}}


def test_a_version_from_before_the_marks_cannot_tell_so_what_stays_is_marked(ours, spoken):
    first = EntryVersion.objects.filter(service_id=spoken).first()
    del first.content["older"]
    first.save()
    rule(ours, spoken, NEW)
    arabic = questions(spoken)["eligibility_description", "ar"]
    publish(ours, spoken, **{f"{arabic}-answer": "right"})
    ours.browser.post(address("entry_again", spoken, version=first.pk))
    assert reading.read(spoken).older == {"eligibility_description": {"ar": "", "es": ""}}


def services_csv(number, text):
    """A file of one table that changes the English rule and nothing else."""
    return {"services": f"id,eligibility_description\n{number},{text}\n"}


def test_a_file_that_changes_one_language_marks_the_others_and_says_so_before(ours, spoken):
    plan = csv_files.plan(services_csv(spoken, NEW))
    assert plan.faults == []
    assert [one.label for one in plan.older] == ["Our house"]
    interchange.carry_out(plan)
    assert reading.read(spoken).older == {"eligibility_description": {"ar": "", "es": ""}}
    assert IN_ARABIC in read(ours, spoken)


def test_a_file_that_changes_a_further_language_marks_what_the_standard_holds(ours, spoken):
    row = Attribute.objects.get(link_id=spoken, link_type="ar")
    plan = csv_files.plan({"attributes": f"id,value\n{row.pk},{ARABIC_NEW}\n"})
    interchange.carry_out(plan)
    assert reading.read(spoken).older == {"eligibility_description": {"": "ar", "es": "ar"}}


def test_marks_go_out_and_come_back_with_csv_and_json(ours, spoken):
    rule(ours, spoken, NEW)
    publish(ours, spoken)
    csv, records = interchange.export(), json.dumps(interchange.json_records.export())
    marked = {"eligibility_description": {"ar": "", "es": ""}}
    for plan in (lambda: interchange.plan(csv), lambda: interchange.json_files.plan(records)):
        Service.objects.all().delete()
        Attribute.objects.all().delete()
        interchange.carry_out(plan())
        assert reading.read(spoken).older == marked
        again = plan()
        assert (again.added["attributes"], again.changed["attributes"]) == ([], [])
        assert again.older == []


def test_a_file_that_does_not_know_a_mark_does_not_take_it_away(ours, spoken):
    before = interchange.export()
    rule(ours, spoken, NEW)
    publish(ours, spoken)
    without = before | {"services": interchange.export()["services"]}
    interchange.carry_out(interchange.plan(without), drop=True)
    assert reading.read(spoken).older == {"eligibility_description": {"ar": "", "es": ""}}


def test_a_text_that_a_file_drops_marks_the_others(ours, spoken):
    row = Attribute.objects.get(link_id=spoken, link_type="ar")
    files = {"attributes": interchange.export()["attributes"]}
    lines = files["attributes"].splitlines(keepends=True)
    files["attributes"] = "".join(line for line in lines if not line.startswith(str(row.pk)))
    interchange.carry_out(interchange.plan(files), drop=True)
    assert reading.read(spoken).older == {"eligibility_description": {"": "ar", "es": "ar"}}
    assert "This text may be old." in read(ours, spoken, "en")


def test_a_directory_of_an_earlier_release_learns_the_new_terms(ours, spoken):
    TaxonomyTerm.objects.filter(code__startswith="text:older-").delete()
    rule(ours, spoken, NEW)
    publish(ours, spoken)
    assert reading.read(spoken).older == {"eligibility_description": {"ar": "", "es": ""}}
