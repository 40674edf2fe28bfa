"""A coordinator keeps an event: plans, publishes, changes, invites, sees who comes."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.events import after, door, joining
from communitylinkage.events.models import Event, Registration, Session
from communitylinkage.events.tests import cast as made
from communitylinkage.events.tests.cast import DAY
from communitylinkage.events.tests.scene import event, now, page, post, today
from communitylinkage.people.tests.cast import cast, client_of

pytestmark = pytest.mark.django_db
__all__ = ["cast", "event", "now", "today"]


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


def test_once_the_names_are_erased_no_page_counts_those_whom_nobody_can_count_any_more(cast, today):
    client, by = client_of(cast.coordinator), cast.coordinator.pk
    pages = ("event_work", "event_guests", "event_door", "event_after")

    def told():
        return "".join(page(name, today.reference, client=client) for name in pages)

    door.check_in(registration=Registration.objects.get(), by=by, now=timezone.now())
    Event.objects.update(ends=timezone.now())
    for words in ("of 1 who came have a certificate", "Of them unregistered", ">Wait<"):
        assert words in told(), words
    long_ago = timezone.now() - 91 * DAY
    Event.objects.update(begins=long_ago - DAY, ends=long_ago)
    after.sweep(now=timezone.now())
    later = told()
    for words in ("who came have a certificate", "Of them unregistered", ">Wait<"):
        assert words not in later, words
    assert '>Came</th><td class="numbers">1<' in later, "what was counted stays"
    assert "The names are erased, as was promised." in page(
        "event_after", today.reference, client=client
    )


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


def test_whoever_reads_it_the_programme_stands_by_the_clock_of_the_place(cast, now):
    """Hers is in Spain, and the event in Greece, where it is an hour later."""
    day = (now + 30 * DAY).date()
    event = made.an_event(
        cast.service, cast.coordinator.pk, now, zone="Europe/Athens", country="GR",
        begins=made.moment(day, made.time(9), "Europe/Athens"),
    )  # fmt: skip
    made.a_session(event, cast.coordinator.pk, now)
    told = page("event_work", event.reference, client=client_of(cast.coordinator))
    assert "By the clock of Europe/Athens" in told
    assert "<strong>10:00–11:00</strong>" in told


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


@pytest.mark.parametrize("act", ["call_off", "move"])
def test_who_keeps_it_is_told_how_many_gave_no_address_and_who_they_are(cast, event, now, act):
    """No letter goes to them, so it is for her to find another way."""
    made.registers(event, "Written", now=now)
    made.registers(event, "Unwritten", now=now, email="")
    made.registers(event, "Waits", now=now, email="")
    gone = made.registers(event, "Gone", now=now, email="")
    joining.cancel(registration=gone, by=joining.HERSELF, now=now)
    client = client_of(cast.coordinator)
    if act == "move":
        answer = post("event_edit", event.reference, client=client, **PLAN)
    else:
        answer = post("event_act", event.reference, act, client=client)
    told = client.get(answer.url).content.decode()
    assert "who registered and gave an address is told." in told
    assert "2 guests gave no address: no letter tells them what changes." in told
    assert f'{reverse("event_guests", args=[event.reference])}?without=1"' in told
    listed = page("event_guests", event.reference, client=client, query="?without=1")
    assert [name for name in ("Written", "Unwritten", "Waits", "Gone")
            if f"<bdi>{name}</bdi>" in listed] == ["Unwritten", "Waits"]  # fmt: skip
    at_door = page("event_work", event.reference, client=client_of(cast.professional))
    assert "gave no address" not in at_door, "she cannot open the list"


def test_parts_that_lie_outside_since_the_hours_were_changed_are_named(cast):
    client = client_of(cast.coordinator)
    post("event_new", client=client, **PLAN, **WORDS)
    row = Event.objects.get()
    for title, day, first, last in (("Early", "24", "10:00", "11:00"), ("Noon", "24", "12:00",
                                    "13:00"), ("Late", "25", "16:00", "17:00")):  # fmt: skip
        post("event_session_new", row.reference, client=client, language="en", title=title,
             day=f"2040-03-{day}", from_time=first, to_time=last)  # fmt: skip
    words = "These parts of the programme lie outside the hours of the event."

    def named(**other):
        answer = post("event_edit", row.reference, client=client, **PLAN | other)
        told = client.get(answer.url).content.decode()
        said = told[told.find(words) : told.find("</ul>", told.find(words))]
        return [title for title in ("Early", "Noon", "Late") if title in said]

    assert named() == []
    assert named(from_time="10:30") == ["Early"]
    assert named(from_time="12:00", to_time="16:30") == ["Early", "Late"]
    assert named(last_day="2040-03-24") == ["Late"]
    assert named() == []


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
    assert not event.invitations.exists()


def test_how_many_letters_went_is_said_to_who_invites_also_again(cast, event):
    client = client_of(cast.coordinator)
    for addresses, said in (("x@example.org y@example.org", "2 letters are on their way."),
                            ("y@example.org", "1 letter is on its way.")):  # fmt: skip
        answer = post("event_invite", event.reference, client=client, addresses=addresses,
                      language="en")  # fmt: skip
        assert said in client.get(answer.url).content.decode()
    assert "2 are invited already." in page("event_invite", event.reference, client=client)


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
