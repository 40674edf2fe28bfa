"""At the door and afterwards: scanned, found, written down; certificates, minutes, materials."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.events import after, door, links
from communitylinkage.events.models import Event, Material, Needs, Registration
from communitylinkage.events.tests import cast as made
from communitylinkage.events.tests.scene import SAID, event, mine, now, page, post, today
from communitylinkage.outbox.actions import run_due
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.surveys.answering.tests.test_uploads import photograph

pytestmark = pytest.mark.django_db
__all__ = ["cast", "event", "now", "today"]


def test_at_the_door_a_ticket_is_scanned_and_one_button_checks_her_in(cast, today):
    row = Registration.objects.get()
    ticket = links.ticket(row.pk).removeprefix("http://127.0.0.1:8000")
    client = client_of(cast.professional)
    answer = client.get(ticket, follow=True)
    told = answer.content.decode()
    assert "Amal" in told
    assert "amal@example.org" not in told
    address = answer.redirect_chain[-1][0]
    client.post(address)
    row.refresh_from_db()
    assert row.came_at
    assert "She is checked in since" in client.get(address).content.decode()
    assert Client().get(address).status_code == 302, "who is not signed in signs in"
    assert client_of(cast.stranger).get(address).status_code == 404


def test_into_which_language_she_needs_an_interpreter_is_said_by_its_name(cast, today):
    row = Registration.objects.get()
    Needs.objects.create(registration=row, interpreting="bn")
    path = links.ticket(row.pk).removeprefix("http://127.0.0.1:8000")
    at_door = client_of(cast.professional).get(path, follow=True).content.decode()
    hers = page("event_guest", today.reference, row.pk, client=client_of(cast.coordinator))
    for told in (at_door, hers):
        assert '<bdi lang="bn">বাংলা</bdi>' in told


def test_at_the_door_hours_stand_by_the_clock_of_the_place(cast, today):
    """Who stands there may have come from another country, as her account says."""
    Event.objects.update(zone="Asia/Kathmandu")
    row = door.check_in(
        registration=Registration.objects.get(), by=cast.professional.pk, now=timezone.now()
    )
    path = links.ticket(row.pk).removeprefix("http://127.0.0.1:8000")
    told = client_of(cast.professional).get(path, follow=True).content.decode()
    there = row.came_at.astimezone(ZoneInfo("Asia/Kathmandu"))
    assert f"She is checked in since {there:%H:%M}." in told
    at_door = page("event_door", today.reference, client=client_of(cast.professional))
    minutes = {f"As of {(there + timedelta(minutes=n)):%H:%M}:" for n in (0, 1)}
    assert any(one in at_door for one in minutes)


def test_at_the_door_a_name_is_found_and_a_mistake_taken_back(cast, today):
    client, row = client_of(cast.professional), Registration.objects.get()
    assert "Amal" in page("event_door", today.reference, client=client, query="?q=ama")
    post("event_check_in", today.reference, row.pk, "came", client=client)
    answer = client.get(reverse("event_door", args=[today.reference]))
    assert "1 of 1 who have a place have come." in answer.content.decode()
    assert answer["Refresh"] == "20"
    post("event_check_in", today.reference, row.pk, "not_came", client=client)
    row.refresh_from_db()
    assert row.came_at is None


def test_who_is_not_registered_is_written_down_at_the_door(cast, today):
    client = client_of(cast.professional)
    said = {one: SAID[one] for one in ("name", "stakeholder", "country", "language")}
    twice = post("event_walk_in", today.reference, client=client, **said, email="amal@example.org")
    assert "This address is registered already." in twice.content.decode()
    told = post("event_walk_in", today.reference, client=client, **said).content.decode()
    row = Registration.objects.get(walk_in=True, came_at__isnull=False)
    assert mine(row) in told, "no letter leads her to her page: the code does"
    assert "<svg" in told
    answer = post("event_walk_in", today.reference, client=client, **said, email="b@example.org")
    assert answer.url.endswith("?said=walked_in")


def test_who_walked_in_without_an_address_finds_her_certificate_and_so_does_her_coordinator(
    cast, today, now
):
    row = door.walk_in(event=today, guest=made.a_guest("Noor", email=""), now=now,
                       by=cast.professional.pk)  # fmt: skip
    client = client_of(cast.coordinator)
    assert "/check/" not in page("event_guest", today.reference, row.pk, client=client)
    Event.objects.update(ends=now - timedelta(minutes=1))
    post("event_certify", today.reference, client=client)
    run_due(now=timezone.now())
    for told in (page("my_event", mine(row)),
                 page("event_guest", today.reference, row.pk, client=client)):  # fmt: skip
        assert "/check/" in told


def test_home_says_when_a_door_is_open(cast, today):
    told = client_of(cast.professional).get(reverse("people:home")).content.decode()
    assert "The door is open: Seen and heard" in told


def test_after_it_certificates_minutes_and_materials_are_there(cast, today, now):
    client, row = client_of(cast.coordinator), Registration.objects.get()
    door.check_in(registration=row, by=cast.coordinator.pk, now=now)
    Event.objects.update(ends=now - timedelta(minutes=1))
    post("event_certify", today.reference, client=client)
    run_due(now=timezone.now())
    assert "/check/" in page("my_event", mine(row))
    post("event_minutes", today.reference, "en", client=client, minutes="We agreed on three steps.")
    post("event_material", today.reference, client=client, language="en", title="Slides",
         link="https://example.org/slides")  # fmt: skip
    told = page("event", today.reference)
    assert "We agreed on three steps." in told
    assert "Slides" in told
    after.sweep(now=now)
    assert not Needs.objects.exists()
    post("event_material_drop", today.reference, Material.objects.get().pk, client=client)
    assert not Material.objects.exists()
    assert "1 of 1 who came have a certificate." in page(
        "event_after", today.reference, client=client
    )


def test_a_file_stays_for_who_sees_the_event_and_a_picture_says_nothing_of_its_camera(cast, today):
    client, row = client_of(cast.coordinator), Registration.objects.get()

    def sent(content, name, **more):
        file = SimpleUploadedFile(name, content)
        said = {"language": "en", "title": name, "file": file} | more
        return post("event_material", today.reference, client=client, **said)

    for wrong in (sent(b"MZ\x90\x00", "slides.pdf"), sent(b"\xff\xd8\xffx", "broken.jpg"),
                  sent(b"%PDF-1.7", "both.pdf", link="https://example.org/")):  # fmt: skip
        assert "Something is missing or not right." in wrong.content.decode()
    assert not Material.objects.exists()
    sent(b"%PDF-1.7 slides", "slides.exe")
    sent(photograph(), "room.jpg")
    slides, room = Material.objects.order_by("media")
    assert (slides.ending, room.ending) == (".pdf", ".jpg")
    assert b"PLACEMARK" not in bytes(room.content)
    their = reverse("event_file", args=[today.reference, slides.pk])
    hers = reverse("my_event_file", args=[mine(row), slides.pk])
    assert their in page("event", today.reference)
    assert hers in page("my_event", mine(row))
    ours = reverse("event_material_file", args=[today.reference, slides.pk])
    for address, reader in ((their, Client()), (hers, Client()), (ours, client)):
        answer = reader.get(address)
        assert answer.content == b"%PDF-1.7 slides"
        assert answer.headers["Content-Disposition"].startswith("attachment")
    # By invitation: who is a guest reads it, nobody else does.
    Event.objects.update(audience="invited")
    assert Client().get(their).status_code == 404
    assert Client().get(hers).status_code == 200


def test_a_professional_stands_at_the_door_and_sees_no_list_of_guests(cast, event):
    client = client_of(cast.professional)
    page("event_work", event.reference, client=client)
    for name in ("event_guests", "event_edit", "event_invite", "event_after"):
        assert client.get(reverse(name, args=[event.reference])).status_code == 404
