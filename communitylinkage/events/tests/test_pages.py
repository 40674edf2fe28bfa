"""The pages of events: what anybody reads, one's own link, keeping, the door, strangers."""

import csv
import io
import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.events import after, asking, door, joining, keeping, links
from communitylinkage.events.links import Purpose
from communitylinkage.events.models import Event, Letter, Material, Needs, Registration, Session
from communitylinkage.events.rules.codes import RefusedError, Wave
from communitylinkage.events.tests import cast as made
from communitylinkage.outbox.actions import run_due
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.surveys import actions as surveys
from communitylinkage.surveys.answering.models import Collection
from communitylinkage.surveys.answering.models import Invitation as Answering
from communitylinkage.surveys.answering.tests.cast import Filler, version_of
from communitylinkage.surveys.answering.tests.test_uploads import photograph

pytestmark = pytest.mark.django_db
__all__ = ["cast"]
DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def event(cast, now):
    """In a month."""
    return made.an_event(cast.service, cast.coordinator.pk, now, begins=now + 30 * DAY)


def page(name, *arguments, client=None, query=""):
    answer = (client or Client()).get(reverse(name, args=arguments) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def post(route, /, *arguments, client=None, **data):
    return (client or Client()).post(reverse(route, args=arguments), data)


SAID = {"name": "Amal", "stakeholder": "community", "country": "ES", "language": "en",
        "neutral": "on"}  # fmt: skip


def mine(row):
    return links.token(row.pk, Purpose.GUEST)


def test_anybody_reads_a_published_event_and_nobody_a_draft(event, cast, now):
    made.a_session(event, cast.coordinator.pk, now)
    told = page("event", event.reference)
    for words in ("Seen and heard", "Blue room", "Ana Demo, Casa Faro", "العربية", "A lift.",
                  "2 places are free.", "1 place is free."):  # fmt: skip
        assert words in told, words
    assert "meet.example" not in told, "the link is for who has a place"
    assert "Seen and heard" in page("events")
    draft = made.a_draft(cast.service, cast.coordinator.pk, now)
    assert Client().get(reverse("event", args=[draft.reference])).status_code == 404


def test_the_text_comes_in_the_language_of_the_reader(event, cast, now):
    keeping.keep_words(event=event, language="es", by=cast.coordinator.pk, now=now,
                       texts={"title": "Vistas y oídas", "about": "x", "access": ""})  # fmt: skip
    spanish = Client().get(f"/es/events/{event.reference}/").content.decode()
    assert "Vistas y oídas" in spanish
    arabic = Client().get(f"/ar/events/{event.reference}/").content.decode()
    assert '<bdi lang="en">English</bdi>' in arabic


def test_without_an_address_she_is_led_to_her_own_page_and_no_cookie_is_set(event):
    client = Client()
    answer = client.post(reverse("event_register", args=[event.reference]), SAID, follow=True)
    told = answer.content.decode()
    assert "You have a place" in told
    assert "meet.example" in told
    assert "<svg" in told
    assert not client.cookies
    assert "private" in answer["Cache-Control"] or "no-store" in answer["Cache-Control"]


def test_an_address_gets_the_same_answer_whether_it_is_known_or_not(event):
    first = post("event_register", event.reference, **SAID, email="a@example.org")
    second = post("event_register", event.reference, **SAID, email="A@example.org")
    assert first.content == second.content
    assert b"look for our letter" in first.content
    assert Registration.objects.count() == 1
    assert Letter.objects.filter(kind="again").count() == 1


def test_what_is_missing_is_said_beside_the_field_and_what_was_typed_is_kept(event):
    said = post("event_register", event.reference, name="Amal", children="90").content.decode()
    assert 'value="Amal"' in said
    assert 'value="90"' in said
    assert said.count('class="error"') >= 4
    assert not Registration.objects.exists()


@pytest.mark.parametrize("name", ["…", "- -", "☺"])
def test_a_name_has_a_letter_because_a_certificate_is_made_out_to_it(cast, today, event, name):
    said = post("event_register", event.reference, **SAID | {"name": name}).content.decode()
    assert "Please write a name with at least one letter." in said
    at_door = {one: SAID[one] for one in ("stakeholder", "country", "language")}
    said = post("event_walk_in", today.reference, client=client_of(cast.professional), name=name,
                **at_door).content.decode()  # fmt: skip
    assert "Please write a name with at least one letter." in said
    assert Registration.objects.count() == 1


def test_she_changes_what_she_said_and_goes_by_her_link(event, cast, now):
    session = made.a_session(event, cast.coordinator.pk, now)
    row = made.registers(event, now=now, children=1)
    token = mine(row)
    told = page("my_event_change", token)
    assert 'value="1"' in told
    assert 'name="email"' not in told, "no form tells who is registered"
    changed = SAID | {"name": "Amal B", "sessions": str(session.pk), "children": "2"}
    answer = post("my_event_change", token, **changed)
    assert answer.url.endswith("?said=changed")
    row.refresh_from_db()
    assert (row.name, row.email, row.needs.children) == ("Amal B", "amal@example.org", 2)
    assert "Workshop" in page("my_event", token)
    post("my_event_act", token, "no")
    assert "You are not coming" in page("my_event", token)
    assert "This cannot be done now" in page("my_event", token, query="?why=not_now")
    post("my_event_act", token, "yes")
    assert "You have a place" in page("my_event", token)


def test_a_forged_link_and_a_ticket_open_no_page_of_hers(event, now):
    row = made.registers(event, now=now)
    ticket = links.token(row.pk, Purpose.TICKET)
    for token in (ticket, row.pk.hex + "x" * 22, "x"):
        assert Client().get(reverse("my_event", args=[token])).status_code == 404


def test_the_calendar_file_has_a_neutral_name_and_title(event, now):
    row = made.registers(event, now=now)
    answer = Client().get(reverse("my_event_calendar", args=[mine(row)]))
    assert answer["Content-Disposition"] == 'attachment; filename="meeting.ics"'
    assert b"SUMMARY:Meeting" in answer.content


def test_an_event_by_invitation_stands_in_no_list_and_opens_by_the_link_in_the_letter(cast, now):
    by = cast.coordinator.pk
    event = made.an_event(cast.service, by, now, begins=now + 30 * DAY, audience="invited")
    assert "Seen and heard" not in page("events")
    for name in ("event", "event_register"):
        assert Client().get(reverse(name, args=[event.reference])).status_code == 404
    joining.invite(event=event, addresses=[("lea@example.org", "en")], by=by, now=now)
    token = links.token(event.invitations.get().pk, Purpose.INVITED)
    told = page("event_invited", token)
    assert "lea@example.org" in told
    assert "Seen and heard" in told
    post("event_invited", token, **SAID, email="lea@example.org")
    assert event.registrations.get().email == "lea@example.org"


@pytest.mark.parametrize("email", ["lea@example.org", "noor@example.org", ""])
def test_a_used_invitation_shows_nobodys_page_and_registers_nobody_else(cast, now, email):
    by = cast.coordinator.pk
    event = made.an_event(cast.service, by, now, begins=now + 30 * DAY, audience="invited")
    joining.invite(event=event, addresses=[("lea@example.org", "en")], by=by, now=now)
    token = links.token(event.invitations.get().pk, Purpose.INVITED)
    said = SAID | {"email": email, "sent_as": "a" * 32}
    first = post("event_invited", token, **said)
    again = post("event_invited", token, **said)
    assert (first.status_code, first.content) == (again.status_code, again.content), "sent twice"
    told = page("event_invited", token)
    assert "This invitation was used" in told
    assert "Amal" not in told
    assert mine(event.registrations.get()) not in told
    for other in (SAID | {"name": "Zoe", "sent_as": "b" * 32}, SAID | {"name": "Zoe"}):
        answer = post("event_invited", token, **other, email="zoe@example.org")
        assert "This invitation was used" in answer.content.decode()
    assert event.registrations.get().name == "Amal"
    post("event_invited", token, again="1")
    assert Letter.objects.filter(kind="again").count() == bool(email), "her link, to her address"


def test_after_the_event_a_used_invitation_sends_her_link_too_and_asks_nothing_of_before(cast, now):
    """Her letter may be lost by then, and her certificate is behind the link."""
    by = cast.coordinator.pk
    event = made.an_event(cast.service, by, now, begins=now + 30 * DAY, audience="invited")
    joining.invite(event=event, addresses=[("lea@example.org", "en")], by=by, now=now)
    invited = event.invitations.get()
    row = made.registers(event, "Lea", now=now, invitation=invited)
    asking.open_questions(event=event, wave=Wave.BEFORE, by=by, now=now,
                          questionnaire=version_of(cast.service).questionnaire)  # fmt: skip
    run_due(now=now)
    mail.outbox.clear()
    Event.objects.update(begins=now - DAY, ends=now - DAY / 2)
    token = links.token(invited.pk, Purpose.INVITED)
    told = post("event_invited", token, again="1").content.decode()
    assert "the link is on its way" in told
    run_due(now=timezone.now())
    (letter,) = mail.outbox
    assert (letter.to, mine(row) in letter.body) == (["lea@example.org"], True)
    assert "questions before the meeting" not in letter.body


def test_a_called_off_event_takes_back_what_a_guest_could_still_do(cast, event, now):
    row = made.registers(event, now=now)
    assert 'id="cancel"' in page("my_event", mine(row))
    keeping.call_off(event=event, by=cast.coordinator.pk, now=now)
    told = page("my_event", mine(row))
    assert "This event does not take place." in told
    for gone in ('id="cancel"', "You have a place", "Your ticket"):
        assert gone not in told, gone


def test_after_the_event_nobody_is_taken_off_its_list(cast, today):
    client, row = client_of(cast.coordinator), Registration.objects.get()
    assert "Yes, take her off" in page("event_guest", today.reference, row.pk, client=client)
    Event.objects.update(ends=timezone.now())
    told = page("event_guest", today.reference, row.pk, client=client)
    assert "Yes, take her off" not in told
    answer = post("event_guest", today.reference, row.pk, client=client)
    assert answer.url.endswith("?why=not_now")
    row.refresh_from_db()
    assert row.seat == "enrolled"


FACES = {
    "survey": [["type", "name", "label"], ["select_one faces", "felt", "How was it?"]],
    "choices": [["list_name", "name", "label"], ["faces", "good", "Good"],
                ["faces", "bad", "Bad"]],
    "settings": [["form_title"], ["Feedback"]],
}  # fmt: skip
PLAN = {
    "kind": "national", "audience": "public", "country": "ES", "zone": "Europe/Madrid",
    "day": "2040-03-24", "from_time": "10:00", "last_day": "2040-03-25", "to_time": "17:00",
    "place": "Casa Mar", "capacity": "50", "languages": ["es"],
}  # fmt: skip
WORDS = {"language": "en", "title": "Seen", "about": "Heard"}


def test_a_coordinator_plans_publishes_and_calls_off(cast):
    client = client_of(cast.coordinator)
    post("event_new", client=client, **PLAN, **WORDS)
    row = Event.objects.get()
    assert timezone.localtime(row.begins, made.THERE).hour == 10
    post("event_session_new", row.reference, client=client, language="en", title="Opening",
         day="2040-03-24", from_time="10:00", to_time="11:00")  # fmt: skip
    assert "Opening" in page("event_work", row.reference, client=client)
    post("event_act", row.reference, "publish", client=client)
    assert "Opening" in page("event", row.reference)
    post("event_act", row.reference, "call_off", client=client)
    assert "does not take place" in page("event", row.reference)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"last_day": "2040-03-23"}, "It must end after it begins."),
        ({"last_day": "2040-03-25", "to_time": "02:30"}, "The clocks jump over this time"),
        ({"day": "2020-03-24", "last_day": "2020-03-24"}, "This day is past."),
        ({"place": ""}, "Please say where it is, or give a link."),
        ({"closes_day": "2040-03-25"}, "Registration must close before the event begins."),
        ({"capacity": "0"}, "Please give 1 or more"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_beside_its_field(cast, wrong, words):
    said = post("event_new", client=client_of(cast.coordinator), **PLAN | WORDS | wrong)
    assert said.status_code == 200
    assert words in said.content.decode()
    assert not Event.objects.exists()


def test_a_published_event_is_not_moved_into_the_past_but_one_that_is_over_is_still_changed(
    cast, today
):
    client = client_of(cast.coordinator)
    long_ago = {"day": "2020-03-24", "last_day": "2020-03-25"}
    said = post("event_edit", today.reference, client=client, **PLAN | long_ago)
    assert "This day is past." in said.content.decode()
    then = timezone.now() - DAY
    Event.objects.update(begins=then - timedelta(hours=2), ends=then)
    told = page("event_edit", today.reference, client=client)
    stands = dict(re.findall(r'name="(day|last_day|from_time|to_time)" value="([^"]+)"', told))
    assert len(stands) == 4
    answer = post("event_edit", today.reference, client=client, **PLAN | stands | {"place": "Mar"})
    assert answer.url.endswith("?said=kept"), "and nobody is told"
    today.refresh_from_db()
    assert today.place == "Mar"


def test_fewer_places_than_guests_are_refused_beside_the_number(cast, event, now):
    for name in ("A", "B"):
        made.registers(event, name, now=now)
    client = client_of(cast.coordinator)
    said = post("event_edit", event.reference, client=client, **PLAN | {"capacity": "1"})
    assert "2 people have a place already" in said.content.decode()
    answer = post("event_edit", event.reference, client=client,
                  **PLAN | {"capacity": "1", "back": "on"})  # fmt: skip
    assert answer.url.endswith("?said=moved")
    assert Registration.objects.get(name="B").seat == "waiting"


def test_a_session_outside_the_event_is_refused(cast, event):
    said = post("event_session_new", event.reference, client=client_of(cast.coordinator),
                language="en", title="x", day="2025-01-01", from_time="10:00",
                to_time="11:00")  # fmt: skip
    assert "This is outside the event" in said.content.decode()
    assert not Session.objects.exists()


def test_wrong_addresses_are_named_when_somebody_is_invited(cast, event):
    client = client_of(cast.coordinator)
    said = post("event_invite", event.reference, client=client, addresses="x@example.org\nno",
                language="en").content.decode()  # fmt: skip
    assert "This is no e-mail address: no" in said
    post("event_invite", event.reference, client=client, addresses="x@example.org", language="en")
    assert event.invitations.count() == 1


def test_a_coordinator_sees_who_comes_what_they_need_and_takes_the_list_out(cast, event, now):
    row = made.registers(event, now=now, food="nuts", children=2)
    made.registers(event, "Open", now=now, neutral=False)
    client = client_of(cast.coordinator)
    told = page("event_guests", event.reference, client=client)
    assert "nuts" in told
    answer = client.get(reverse("event_guests", args=[event.reference]) + "?as=csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [line[:2] + line[-1:] for line in rows[1:]] == [
        ["Amal", "", "Nobody should see that she goes there"], ["Open", "open@example.org", ""]
    ]  # fmt: skip
    assert "nuts" not in answer.content.decode(), "what she needs leaves in no file"
    assert told.count("Nobody should see that she goes there") == 1
    one = page("event_guest", event.reference, row.pk, client=client)
    assert "Nobody should see that she goes there" in one
    post("event_guest", event.reference, row.pk, client=client)
    row.refresh_from_db()
    assert row.seat == "cancelled"
    for kind in ("list", "badges"):
        pdf = client.get(reverse("event_paper", args=[event.reference, kind]))
        assert pdf.content.startswith(b"%PDF")


@pytest.fixture
def today(cast, now):
    """An event that goes on now."""
    row = made.an_event(cast.service, cast.coordinator.pk, now, begins=now + DAY)
    made.registers(row, now=now, listed=True)
    Event.objects.filter(pk=row.pk).update(
        begins=now - timedelta(hours=1), ends=now + timedelta(hours=6)
    )
    row.refresh_from_db()
    return row


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


def test_events_are_found_by_words_in_every_language_the_next_first(event, cast, now):
    by = cast.coordinator.pk
    keeping.keep_words(event=event, language="ar", by=by, now=now,
                       texts={"title": "مؤتمر الجسور", "about": "يوم", "access": ""})  # fmt: skip
    made.a_session(event, by, now, speakers=["Zoë Núñez"])
    sooner = made.an_event(cast.service, by, now, begins=now + 5 * DAY, country="GR")
    keeping.keep_words(event=sooner, language="el", by=by, now=now,
                       texts={"title": "Γέφυρες", "about": "Μια μέρα", "access": ""})  # fmt: skip
    draft = made.a_draft(cast.service, by, now, begins=now + 5 * DAY)
    closed = made.an_event(cast.service, by, now, begins=now + 5 * DAY, audience="invited")

    def listed(query):
        told = page("events", query=query)
        rows = {one: told.find(one.reference) for one in (event, sooner, draft, closed)}
        return [one for one, at in sorted(rows.items(), key=lambda row: row[1]) if at >= 0]

    assert listed("") == [sooner, event]
    assert listed("?q=seen heard") == [sooner, event]
    assert listed("?q=الجسور") == listed("?q=nunez") == listed("?q=BLUE worksh") == [event]
    assert listed("?q=γεφυρ") == listed("?country=GR") == listed("?q=heard&country=GR") == [sooner]
    assert "No event has all of this." in page("events", query="?q=heard country:GR x")
    page("events", query="?page=2&q=\x00&country=XX")
    Event.objects.filter(pk=sooner.pk).update(begins=now - 2 * DAY, ends=now - DAY)
    assert listed("?q=heard") == [event, sooner], "what was comes after what comes"
    Event.objects.filter(pk=sooner.pk).update(ends=now + DAY)
    keeping.call_off(event=sooner, by=by, now=now)
    assert listed("?q=heard") == [event]


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


def test_from_an_answer_of_a_guest_to_its_figure(cast, today, now):
    client, row = client_of(cast.coordinator), Registration.objects.get()
    version = version_of(cast.service, FACES)
    door.check_in(registration=row, by=cast.coordinator.pk, now=now)
    Event.objects.update(ends=now - timedelta(minutes=1))
    post("event_questions", today.reference, "after", client=client,
         questionnaire=str(version.questionnaire_id))  # fmt: skip
    address = post("my_event_act", mine(row), "after").url
    filler = Filler(urlsplit(address).path)
    filler.get()
    filler.post("page:0")
    filler.to_the_end()
    filler.post("send")
    assert "You have answered" in page("my_event", mine(row))

    def figures():
        told = page("event_after", today.reference, client=client)
        assert "1 of 1 who began have answered." in told
        return client.get(re.search(r'href="([^"]+/results/)"', told)[1]).content.decode()

    assert "How was it?" in figures()
    post("event_questions_close", today.reference, "after", client=client)
    assert re.search(r"How was it\?.*?Good", figures(), re.DOTALL), "closed: read once more"


def test_wrong_questions_are_replaced_while_nobody_has_begun_to_answer(cast, event, now):
    client, row = client_of(cast.coordinator), made.registers(event, now=now)
    first, second = version_of(cast.service), version_of(cast.service, FACES)

    def opens(version):
        return post("event_questions", event.reference, "before", client=client,
                    questionnaire=str(version.questionnaire_id))  # fmt: skip

    opens(first)
    old = asking.ask(registration=row, wave=Wave.BEFORE, now=now)
    assert "Choose another one" in page("event_after", event.reference, client=client)
    opens(second)
    assert event.askings.get().collection.version == second
    assert Collection.objects.count() == 1, "nothing is left of the wrong ones"
    assert Client().get(urlsplit(old).path).status_code == 404
    asking.ask(registration=row, wave=Wave.BEFORE, now=now)
    Answering.objects.update(state="begun")
    assert "Choose another one" not in page("event_after", event.reference, client=client)
    assert "This cannot be done now." in opens(first).content.decode()
    assert event.askings.get().collection.version == second


@pytest.mark.parametrize("how", ["called off", "over"])
def test_questions_before_the_event_are_asked_no_more_once_it_is(cast, event, now, how):
    by, row = cast.coordinator.pk, made.registers(event, now=now)
    asking.open_questions(event=event, wave=Wave.BEFORE, by=by, now=now,
                          questionnaire=version_of(cast.service).questionnaire)  # fmt: skip
    button = reverse("my_event_act", args=[mine(row), Wave.BEFORE.value])
    assert button in page("my_event", mine(row))
    if how == "over":
        Event.objects.update(begins=now - DAY, ends=now - DAY / 2)
    else:
        keeping.call_off(event=event, by=by, now=now)
    assert button not in page("my_event", mine(row))
    post("my_event_act", mine(row), "before")
    assert not Answering.objects.exists()


def test_a_retired_questionnaire_is_neither_offered_nor_an_error(cast, event, now):
    client = client_of(cast.coordinator)
    version = version_of(cast.service)
    sent = {"questionnaire": str(version.questionnaire_id)}
    told = page("event_questions", event.reference, "before", client=client)
    assert sent["questionnaire"] in told
    surveys.move(version=version, act="retire", by=cast.coordinator.pk, now=now)
    told = page("event_questions", event.reference, "before", client=client)
    assert sent["questionnaire"] not in told
    answer = post("event_questions", event.reference, "before", client=client, **sent)
    assert answer.status_code == 200
    assert not event.askings.exists()
    # It was retired while she chose.
    with pytest.raises(RefusedError, match="retired"):
        asking.open_questions(event=event, wave=Wave.BEFORE, by=cast.coordinator.pk, now=now,
                              questionnaire=version.questionnaire)  # fmt: skip


def test_a_professional_stands_at_the_door_and_sees_no_list_of_guests(cast, event):
    client = client_of(cast.professional)
    page("event_work", event.reference, client=client)
    for name in ("event_guests", "event_edit", "event_invite", "event_after"):
        assert client.get(reverse(name, args=[event.reference])).status_code == 404


def test_to_a_stranger_there_is_no_such_event(cast, event, now):
    row, client = made.registers(event, now=now), client_of(cast.stranger)
    for name in ("event_work", "event_guests", "event_door", "event_edit", "event_after"):
        assert client.get(reverse(name, args=[event.reference])).status_code == 404
    guest = reverse("event_guest", args=[event.reference, row.pk])
    assert client.get(guest).status_code == 404
