"""Staff keep their own entries: draft, preview, publish, history, undo."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.directory import demo, interchange, queries, taxonomy
from communitylinkage.directory.entries import reading
from communitylinkage.directory.entries.models import EntryVersion
from communitylinkage.directory.hsds import Address, Location, Organization, Service
from communitylinkage.directory.models import Place, PlaceName, ServiceCapacity
from communitylinkage.journal.models import Line
from communitylinkage.matching.need import Accepts, Authority, Tells
from communitylinkage.people.tests.cast import cast, client_of

__all__ = ["cast"]
pytestmark = pytest.mark.django_db
STREET = "Calle Escondida 17"


@pytest.fixture
def town():
    for number, country in ((1, "ES"), (2, "ES"), (3, "SI")):
        name = "Twin" if number < 3 else "Koper"
        Place.objects.create(
            id=number, name=name, country=country, latitude=41.123456 + number,
            longitude=2.654321, population=9000,
        )  # fmt: skip
        PlaceName.objects.create(place_id=number, folded=name.lower())


@pytest.fixture
def ours(cast, town):
    """The demo's services; those of one organisation are the coordinator's."""
    demo.load(timezone.now())
    organization = Organization.objects.get(name="Luč")
    cast.service.listed_as = organization.pk
    cast.service.save()
    cast.shelter = Service.objects.get(name="Luč · Koper")
    cast.foreign = Service.objects.get(name="Pravica · Koper")
    cast.browser = client_of(cast.coordinator)
    return cast


def form(**said):
    """What the form sends; a service with a street in Koper."""
    return {
        "status": "active",
        "name": "Our house",
        "language": "en",
        "description": "We listen.",
        "kinds": ["help:talk", "help:legal"],
        "papers": "papers:yes",
        "police": "never",
        "child_protection": "must",
        "immigration": "unknown",
        "features": ["feature:children"],
        "languages": ["ar", "sl"],
        "bridges": ["bridge:mediator"],
        "cost": "free",
        "fees_description": "",
        "phones": "+386 1 000\n+386 2 000",
        "email": "house@example.org",
        "url": "https://example.org/",
        "place": "Koper",
        "street": "Street 3",
        "postal_code": "6000",
        "hours-TOTAL_FORMS": "2",
        "hours-INITIAL_FORMS": "0",
        "hours-0-days": ["MO", "FR"],
        "hours-0-opens": "09:00",
        "hours-0-closes": "17:00",
        "hours-0-first": "",
        "hours-0-last": "2027-06-30",
        "closures-TOTAL_FORMS": "1",
        "closures-INITIAL_FORMS": "0",
        "closures-0-first": "2026-12-24",
        "closures-0-last": "2026-12-26",
        **said,
    }


def address(name, number, **more):
    return reverse(name, kwargs={"number": number, **more})


def written(ours, **said):
    """A new entry from the form to publication; returns its id."""
    new = reverse("entry_new", kwargs={"organization": ours.service.listed_as})
    answer = ours.browser.post(new, form(**said))
    assert answer.status_code == 302, answer.content.decode()
    number = answer.url.split("/")[-3]
    assert ours.browser.post(address("entry_publish", number)).status_code == 302
    return number


def test_a_new_entry_is_a_draft_until_it_is_published(ours):
    new = reverse("entry_new", kwargs={"organization": ours.service.listed_as})
    count = Service.objects.count()
    answer = ours.browser.post(new, form())
    number = answer.url.split("/")[-3]
    assert Service.objects.count() == count
    page = ours.browser.get(answer.url).content.decode()
    assert "Our house" in page
    assert "They help women without papers." in page
    assert Service.objects.count() == count
    assert "Our house" in ours.browser.get(reverse("entries")).content.decode()
    ours.browser.post(address("entry_publish", number))
    entry = queries.service(number, timezone.now().date())
    assert (entry.name, entry.street, entry.city) == ("Our house", "Street 3", "Koper")
    assert entry.offer.languages == {"ar", "sl"}
    assert entry.offer.papers == Accepts.YES
    assert entry.offer.tells[Authority.CHILD_PROTECTION] == Tells.MUST
    assert entry.offer.free
    assert {one.shown for one in entry.numbers} == {"+386 1 000", "+386 2 000"}
    assert len(entry.offer.hours.slots) == len(entry.offer.hours.closures) == 1
    assert entry.confirmed == timezone.now().date()


def test_what_the_form_shows_and_sends_unchanged_changes_nothing(ours):
    for service in Service.objects.filter(organization_id=ours.service.listed_as):
        before = reading.read(service.pk)
        page = ours.browser.get(address("entry", service.pk))
        forms = page.context["forms"]
        sent = {}
        for one in (forms.entry, *forms.hours, *forms.closures):
            for field in one:
                value = field.value()
                if value not in (None, False, ""):
                    sent[field.html_name] = value
        for one in (forms.hours, forms.closures):
            sent |= {f"{one.prefix}-{k}": v for k, v in one.management_form.initial.items()}
        assert ours.browser.post(address("entry", service.pk), sent).status_code == 302
        ours.browser.post(address("entry_publish", service.pk))
        assert reading.read(service.pk) == before


def test_publishing_leaves_alone_what_an_import_told_beside(ours):
    number = written(ours)
    service = Service.objects.get(pk=number)
    phone = service.phones.get(number="+386 1 000")
    phone.description = "Ask for the social worker"
    phone.save()
    service.schedules.create(freq="MONTHLY", bymonthday="1")
    ours.browser.post(address("entry", number), form(name="Another name"))
    ours.browser.post(address("entry_publish", number))
    assert service.phones.get(pk=phone.pk).description == "Ask for the social worker"
    assert service.schedules.filter(freq="MONTHLY").exists()
    assert Service.objects.get(pk=number).name == "Another name"


def test_the_history_tells_who_and_when_and_an_older_version_comes_back(ours):
    number = written(ours)
    ours.browser.post(address("entry", number), form(name="Wrong name"))
    ours.browser.post(address("entry_publish", number))
    page = ours.browser.get(address("entry_history", number)).content.decode()
    assert "coordinator" in page
    assert "Changed:" in page
    first = EntryVersion.objects.filter(service_id=number).last()
    ours.browser.post(address("entry_again", number, version=first.pk))
    assert Service.objects.get(pk=number).name == "Our house"
    assert EntryVersion.objects.filter(service_id=number).count() == 3
    acts = list(Line.objects.filter(reference=number).values_list("act", flat=True))
    assert acts.count("entry.published") == 2
    assert acts[-1] == "entry.published_again"


def test_what_was_there_before_the_first_edit_can_come_back(ours):
    before = reading.read(ours.shelter.pk)
    ours.browser.post(
        address("entry", ours.shelter.pk), form(secret="on", street="", postal_code="")
    )
    ours.browser.post(address("entry_publish", ours.shelter.pk))
    oldest = EntryVersion.objects.filter(service_id=ours.shelter.pk).last()
    assert oldest.published_by is None
    ours.browser.post(address("entry_again", ours.shelter.pk, version=oldest.pk))
    assert reading.read(ours.shelter.pk) == before


def test_a_version_of_another_entry_cannot_be_published(ours):
    number = written(ours)
    other = EntryVersion.objects.create(
        service_id=ours.foreign.pk, organization_id=ours.foreign.organization_id, content={},
        saved_at=timezone.now(), published_at=timezone.now(),
    )  # fmt: skip
    answer = ours.browser.post(address("entry_again", number, version=other.pk))
    assert answer.status_code == 409
    assert Service.objects.get(pk=number).name == "Our house"


def test_two_who_publish_at_once_write_once(ours):
    ours.browser.post(
        address("entry", ours.shelter.pk), form(street="", secret="on", postal_code="")
    )
    assert ours.browser.post(address("entry_publish", ours.shelter.pk)).status_code == 302
    answer = ours.browser.post(address("entry_publish", ours.shelter.pk))
    assert answer.status_code == 409
    assert "nothing to publish" in answer.content.decode()


def test_a_draft_can_be_thrown_away(ours):
    ours.browser.post(
        address("entry", ours.shelter.pk), form(street="", secret="on", postal_code="")
    )
    ours.browser.post(address("entry_drop", ours.shelter.pk))
    assert not EntryVersion.objects.exists()


@pytest.mark.parametrize("name", ["entry", "entry_texts", "entry_preview", "entry_history"])
def test_a_stranger_finds_no_entry_to_read(ours, name):
    for account in (ours.stranger, ours.mentor, ours.professional, ours.lead, ours.administrator):
        answer = client_of(account).get(address(name, ours.shelter.pk))
        assert answer.status_code == 404
    assert ours.browser.get(address(name, ours.foreign.pk)).status_code == 404
    assert ours.browser.get(address(name, uuid4())).status_code == 404


@pytest.mark.parametrize("name", ["entry_publish", "entry_drop", "entry_confirm", "entry_room"])
def test_a_stranger_does_nothing_to_an_entry(ours, name):
    before = interchange.export()
    assert client_of(ours.stranger).post(address(name, ours.shelter.pk)).status_code == 404
    assert ours.browser.post(address(name, ours.foreign.pk)).status_code == 404
    assert ours.browser.get(address(name, ours.shelter.pk)).status_code == 405
    assert interchange.export() == before


def test_a_stranger_makes_no_entry_of_an_organisation(ours):
    new = reverse("entry_new", kwargs={"organization": ours.service.listed_as})
    assert client_of(ours.stranger).post(new, form()).status_code == 404
    other = reverse("entry_new", kwargs={"organization": ours.foreign.organization_id})
    assert ours.browser.post(other, form()).status_code == 404
    listing = reverse("organisation_list", kwargs={"organisation": ours.other.pk})
    assert ours.browser.post(listing).status_code == 404
    assert not EntryVersion.objects.exists()


def test_an_organisation_that_is_not_listed_lists_itself_once(cast):
    browser = client_of(cast.coordinator)
    assert "not in the directory yet" in browser.get(reverse("entries")).content.decode()
    listing = reverse("organisation_list", kwargs={"organisation": cast.service.pk})
    browser.post(listing)
    browser.post(listing)
    cast.service.refresh_from_db()
    assert Organization.objects.get().pk == cast.service.listed_as


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"name": ""}, "name", "required"),
        ({"name": "x" * 10_000}, "name", "200"),
        ({"description": "x" * 10_000}, "description", "4000"),
        ({"kinds": []}, "kinds", "required"),
        ({"kinds": ["help:nonsense"]}, "kinds", "nonsense"),
        ({"papers": "perhaps"}, "papers", "valid choice"),
        ({"phones": "call me"}, "phones", "not a telephone number"),
        ({"email": "no"}, "email", "valid email"),
        ({"url": "javascript:alert(1)"}, "url", "valid URL"),
        ({"place": "Nowhere at all"}, "place", "do not know this town"),
        ({"place": "Twin"}, "place", "Several towns"),
        ({"place": "Twin", "place_id": "99"}, "place", "Several towns"),
        ({"secret": "on"}, "street", "secret address"),
        ({"hours-0-opens": ""}, None, "when you open"),
        ({"hours-0-opens": "25:99"}, None, "valid time"),
        ({"hours-0-first": "2028-01-01"}, None, "before the first"),
        ({"closures-0-first": "2026-12-27"}, None, "before the first"),
        ({"hours-TOTAL_FORMS": "9999"}, None, "at most 20"),
        ({"hours-TOTAL_FORMS": "x"}, None, "ManagementForm"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field_and_what_was_typed_is_kept(
    ours, said, field, words
):
    answer = ours.browser.post(address("entry", ours.shelter.pk), form(**said))
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


def test_an_entry_that_becomes_secret_keeps_no_street_and_no_exact_place(ours):
    number = written(ours, street=STREET, place="Koper")
    assert Location.objects.filter(service_at_locations__service=number).exists()
    answer = ours.browser.post(address("entry", number), form(street=STREET, secret="on"))
    assert answer.status_code == 200
    assert STREET not in answer.content.decode()
    ours.browser.post(address("entry", number), form(street="", postal_code="", secret="on"))
    ours.browser.post(address("entry_publish", number))
    kept = str(list(EntryVersion.objects.values_list("content", flat=True)))
    pages = "".join(
        ours.browser.get(page).content.decode()
        for page in (
            address("entry", number),
            address("entry_preview", number),
            address("entry_history", number),
            reverse("entries"),
            reverse("service", kwargs={"number": number}),
        )
    )
    everything = kept + pages + str(interchange.export())
    everything += json.dumps(interchange.json_records.export())
    for sign in (STREET, "44.123456", "2.654321"):
        assert sign not in everything
    assert not Address.objects.filter(address_1=STREET).exists()


def test_a_place_that_others_share_stays_when_one_becomes_secret(ours):
    number = written(ours, street=STREET)
    place = Location.objects.get(service_at_locations__service=number)
    other = Service.objects.create(organization_id=ours.service.listed_as, name="Beside")
    other.service_at_locations.create(location=place)
    ours.browser.post(address("entry", number), form(street="", postal_code="", secret="on"))
    ours.browser.post(address("entry_publish", number))
    assert other.service_at_locations.get().location == place
    assert queries.service(number, timezone.now().date()).street == ""


def test_words_in_another_language_are_shown_to_her_who_reads_it(ours):
    number = written(ours)
    page = ours.browser.get(address("entry_texts", number)).content.decode()
    assert "español" in page
    there = address("entry_texts", number) + "?language=ar"
    ours.browser.post(there, {"description": "نحن نستمع.", "name": ""})
    ours.browser.post(address("entry_publish", number))
    card = reverse("service", kwargs={"number": number})
    arabic = ours.browser.get(card.replace("/en/", "/ar/")).content.decode()
    assert '<bdi lang="ar" dir="rtl">نحن نستمع.</bdi>' in arabic
    assert '<bdi lang="en" dir="ltr">Our house</bdi>' in arabic
    spanish = ours.browser.get(card.replace("/en/", "/es/")).content.decode()
    assert '<bdi lang="en" dir="ltr">We listen.</bdi> <span class="state">' in spanish
    assert '<span class="state">' not in ours.browser.get(card).content.decode()
    # It goes out and comes back with the files of the standard.
    files = interchange.export()
    assert "نحن نستمع." in files["attributes"]
    ours.browser.post(there, {"description": ""})
    ours.browser.post(address("entry_publish", number))
    assert "نحن نستمع." not in interchange.export()["attributes"]


@pytest.mark.parametrize("language", ["", "xx", "en", "<script>"])
def test_a_language_that_is_none_is_asked_again(ours, language):
    number = written(ours)
    answer = ours.browser.post(
        address("entry_texts", number) + f"?language={language}", {"name": "x"}
    )
    assert answer.status_code == 200
    assert not EntryVersion.objects.filter(published_at=None).exists()


def test_one_button_confirms_an_entry(ours):
    Service.objects.filter(pk=ours.shelter.pk).update(
        assured_date=timezone.now().date() - timedelta(days=100)
    )
    assert "shown as old" in ours.browser.get(reverse("entries")).content.decode()
    ours.browser.post(address("entry_confirm", ours.shelter.pk))
    ours.shelter.refresh_from_db()
    assert ours.shelter.assured_date == timezone.now().date()
    assert Line.objects.filter(act="entry.confirmed", reference=str(ours.shelter.pk)).exists()


def test_room_is_said_with_one_button_and_carries_its_age(ours):
    card = reverse("service", kwargs={"number": ours.shelter.pk})
    ours.browser.post(address("entry_room", ours.shelter.pk), {"room": "yes"})
    assert "They said today that they have room." in ours.browser.get(card).content.decode()
    capacity = ServiceCapacity.objects.filter(service=ours.shelter)
    capacity.update(updated=timezone.now() - timedelta(days=3))
    assert "They said 3 days ago that they have room." in ours.browser.get(card).content.decode()
    capacity.update(updated=timezone.now() - timedelta(days=8))
    page = ours.browser.get(card).content.decode()
    assert '<p class="quiet">They said 8 days ago that they have room.' in page
    assert queries.service(ours.shelter.pk, timezone.now().date()).offer.room is None
