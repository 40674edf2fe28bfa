"""The form of an entry: what it shows, takes, and refuses beside the field."""

import pytest

from communitylinkage.directory import taxonomy
from communitylinkage.directory.entries import reading
from communitylinkage.directory.entries.models import EntryVersion
from communitylinkage.directory.hsds import Service
from communitylinkage.directory.tests.entries_house import address, form, sent, written

pytestmark = pytest.mark.django_db


def test_what_the_form_shows_and_sends_unchanged_changes_nothing(ours):
    for service in Service.objects.filter(organization_id=ours.service.listed_as):
        before = reading.read(service.pk)
        page = ours.browser.get(address("entry", service.pk))
        forms = page.context["forms"]
        said = {"seen": page.context["seen"]}
        for one in (forms.entry, *forms.hours, *forms.closures):
            for field in one:
                value = field.value()
                if value not in (None, False, ""):
                    said[field.html_name] = value
        for one in (forms.hours, forms.closures):
            said |= {f"{one.prefix}-{k}": v for k, v in one.management_form.initial.items()}
        assert ours.browser.post(address("entry", service.pk), said).status_code == 302
        ours.browser.post(address("entry_publish", service.pk))
        assert reading.read(service.pk) == before


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"name": ""}, "name", "Please fill this in"),
        ({"name": "x" * 10_000}, "name", "200"),
        ({"description": "x" * 10_000}, "description", "4000"),
        ({"kinds": []}, "kinds", "Please choose at least one"),
        ({"kinds": ["help:nonsense"]}, "kinds", "none of the answers"),
        ({"papers": "perhaps"}, "papers", "none of the answers"),
        ({"phones": "call me"}, "phones", "not a telephone number"),
        ({"email": "no"}, "email", "whole e-mail"),
        ({"url": "javascript:alert(1)"}, "url", "whole web address"),
        ({"place": "Nowhere at all"}, "place", "do not know this town"),
        ({"place": "Twin"}, "place", "Several towns"),
        ({"place": "Twin", "place_id": "99"}, "place", "Several towns"),
        ({"secret": "on"}, "street", "secret address"),
        ({"hours-0-opens": ""}, None, "when you open"),
        ({"hours-0-opens": "25:99"}, None, "write the time"),
        ({"hours-0-first": "2028-01-01"}, None, "before the first"),
        ({"closures-0-first": "2026-12-27"}, None, "before the first"),
        ({"hours-TOTAL_FORMS": "9999"}, None, "at most 20"),
        ({"hours-TOTAL_FORMS": "x"}, None, "not sent whole"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field_and_what_was_typed_is_kept(
    ours, said, field, words
):
    answer = sent(ours, address("entry", ours.shelter.pk), form(**said))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert not EntryVersion.objects.exists()
    if field:
        assert field in answer.context["forms"].entry.errors
    assert "house@example.org" in page or field == "email"


def test_a_town_with_several_names_is_chosen(ours):
    number = written(ours, place="Twin", place_id="2")
    point, _told = taxonomy.point_of(Service.objects.get(pk=number).service_areas.get().extent)
    assert point.latitude == 43.123456


def test_signs_that_nobody_sees_are_taken_out(ours):
    number = written(ours, name="A\u202eB\x00C\x07", description="one\r\ntwo")
    assert Service.objects.get(pk=number).name == "ABC"
