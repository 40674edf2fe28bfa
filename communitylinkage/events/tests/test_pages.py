"""The pages of events that anybody reads, and one's own link."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.events import asking, joining, keeping, links
from communitylinkage.events.links import Purpose
from communitylinkage.events.models import Event, Letter, Registration
from communitylinkage.events.rules.codes import Wave
from communitylinkage.events.tests import cast as made
from communitylinkage.events.tests.cast import DAY
from communitylinkage.events.tests.scene import SAID, event, mine, now, page, post, today
from communitylinkage.outbox.actions import run_due
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.surveys.answering.tests.cast import version_of

pytestmark = pytest.mark.django_db
__all__ = ["cast", "event", "now", "today"]


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


def test_who_has_a_place_finds_the_link_of_a_part_that_takes_as_many_as_come(cast, event, now):
    """Nobody chooses such a part, so it stands nowhere among those that she chose."""
    by = cast.coordinator.pk
    made.a_session(event, by, now, capacity=None, online="https://meet.example/opening")
    chosen = made.a_session(event, by, now, capacity=1, online="https://meet.example/workshop")
    has, other = [made.registers(event, name, [chosen], now=now) for name in ("Has", "Other")]
    waits = made.registers(event, "Waits", now=now)

    def links_of(row):
        told = page("my_event", mine(row))
        return {one for one in ("secret", "opening", "workshop") if f"meet.example/{one}" in told}

    assert links_of(has) == {"secret", "opening", "workshop"}
    assert links_of(other) == {"secret", "opening"}, "she waits for the workshop"
    assert links_of(waits) == set()
    assert "meet.example" not in page("event", event.reference)
    keeping.call_off(event=event, by=by, now=now)
    assert links_of(has) == set(), "nobody is there any more"


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
    room = made.a_session(event, cast.coordinator.pk, capacity=2, now=now)
    row = made.registers(event, now=now, sessions=[room])
    assert 'id="cancel"' in page("my_event", mine(row))
    keeping.call_off(event=event, by=cast.coordinator.pk, now=now)
    told = page("my_event", mine(row))
    assert "This event does not take place." in told
    for gone in ('id="cancel"', "You have a place", "Your ticket", "sees the link", "is free"):
        assert gone not in told, gone


@pytest.mark.parametrize("used", [False, True])
def test_the_link_of_an_invitation_says_that_the_event_was_called_off(cast, now, used):
    by = cast.coordinator.pk
    event = made.an_event(cast.service, by, now, begins=now + 30 * DAY, audience="invited")
    joining.invite(event=event, addresses=[("lea@example.org", "en")], by=by, now=now)
    invited = event.invitations.get()
    if used:
        made.registers(event, "Lea", now=now, invitation=invited)
    keeping.call_off(event=event, by=by, now=now)
    token = links.token(invited.pk, Purpose.INVITED)
    told = page("event_invited", token)
    before = told.split("This event does not take place.")[0]
    assert "By the clock of" not in before, "it is said before when and where it would have been"
    assert "I want to come" not in told
    answer = post("event_invited", token, again="1").content.decode()
    assert "This event does not take place." in answer
    assert "on its way" not in answer, "nothing is sent of it"


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


def test_to_a_stranger_there_is_no_such_event(cast, event, now):
    row, client = made.registers(event, now=now), client_of(cast.stranger)
    for name in ("event_work", "event_guests", "event_door", "event_edit", "event_after"):
        assert client.get(reverse(name, args=[event.reference])).status_code == 404
    guest = reverse("event_guest", args=[event.reference, row.pk])
    assert client.get(guest).status_code == 404
