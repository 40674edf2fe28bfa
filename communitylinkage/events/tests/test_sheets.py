"""What a form of registration asks besides: whole or not at all, hers to change, then gone."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from communitylinkage.events import after, door, joining, keeping, links
from communitylinkage.events.links import Purpose
from communitylinkage.events.models import Registration
from communitylinkage.events.rules.codes import Why
from communitylinkage.events.tests import cast as made
from communitylinkage.events.tests.asked import (
    ABOUT,
    ALL,
    ASKED,
    MINUTES,
    SPEAKS,
    asks,
    event,
    filled,
    registers,
    seen,
)
from communitylinkage.events.tests.cast import DAY, refused
from communitylinkage.events.tests.scene import SAID, mine, now, page, post
from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.surveys.answering.models import Invitation, Submission, Unfinished
from communitylinkage.vault.models import Record

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast", "event", "now"]


def test_the_questions_stand_below_the_fields_in_the_readers_language(event):
    told = page("event_register", event.reference)
    assert "Will you speak?" in told
    assert "How many minutes?" not in told, "nobody said that she speaks"
    assert told.index('name="name"') < told.index(f'name="{SPEAKS}"')
    assert seen(told) == f"{SPEAKS} {ABOUT}"
    assert "<script" not in told.split("<main")[1]
    spanish = Client().get(f"/es/events/{event.reference}/register/").content.decode()
    assert "¿Vas a hablar?" in spanish


def test_what_an_answer_brings_up_is_looked_at_before_anything_is_kept(event):
    told = registers(event, seen=f"{SPEAKS} {ABOUT}", **{MINUTES: ""}).content.decode()
    assert "Because of your answers there is more on this page." in told
    assert "How many minutes?" in told
    assert 'value="Amal"' in told
    assert 'value="Doors"' in told
    assert not Registration.objects.exists()


def test_also_what_need_not_be_answered_is_looked_at_first_where_an_answer_brings_it_up(
    event, cast, now
):
    rows = [list(row) for row in ASKED["survey"]]
    rows[2][5] = ""
    asks(event, cast, now, {**ASKED, "survey": rows})
    said = {MINUTES: "", "seen": f"{SPEAKS} {ABOUT}"}
    assert "How many minutes?" in registers(event, **said).content.decode()
    assert not Registration.objects.exists()
    registers(event, **{MINUTES: ""})
    assert Submission.objects.get().answers == {"speaks": "y", "minutes": None}


HANGS = {
    "survey": [
        ["type", "name", "label", "calculation", "choice_filter", "parameters"],
        ["select_one regions", "region", "Which region?", "", "", ""],
        ["select_one towns", "town", "Which town?", "", "region = ${region}", "randomize=true"],
        ["text", "who", "Who?", "", "", ""],
        ["note", "greets", "Welcome, ${who}!", "", "", ""],
        ["text", "clock", "It is ${tick}.", "", "", ""],
        ["calculate", "tick", "", "string(now())", "", ""],
    ],
    "choices": [
        ["list_name", "name", "label", "region"],
        ["regions", "n", "North", ""], ["regions", "s", "South", ""],
        *(["towns", f"{where}{i}", f"Town {where}{i}", where] for where in "ns" for i in range(5)),
    ],
    "settings": [["form_title"], ["Towns"]],
}  # fmt: skip


def test_choices_and_words_that_hang_on_another_answer_are_shown_before_anything_is_kept(
    event, cast, now
):
    """None of them must be answered, so nothing else would bring them up."""
    asks(event, cast, now, HANGS)
    told = page("event_register", event.reference)
    assert "Town n1" not in told

    def sends(**said):
        fields = {name: re.search(rf'name="{name}" value="([^"]*)"', told)[1]
                  for name in ("seen", "laid")}  # fmt: skip
        said = {f"/data/{name}": value for name, value in said.items()}
        answer = post("event_register", event.reference, **SAID, **fields, **said)
        return answer.content.decode()

    told = sends(region="n", who="")
    assert "Because of your answers there is more on this page." in told
    assert ("Town n1" in told, "Town s1" in told) == (True, False)
    told = sends(region="s", town="n1", who="")
    assert ("Town n1" in told, "Town s1" in told) == (False, True)
    told = sends(region="s", town="s1", who="Lea")
    assert "Welcome, Lea!" in told
    assert not Registration.objects.exists()
    sends(region="s", town="s1", who="Lea")
    assert Submission.objects.get().answers["town"] == "s1", "though the clock in it went on"


def test_the_order_by_chance_of_choices_alone_brings_nothing_up(event, cast, now):
    rows = [HANGS["survey"][0], [*HANGS["survey"][2][:4], "", "randomize=true"]]
    asks(event, cast, now, {**HANGS, "survey": rows})
    told = page("event_register", event.reference)
    laid = re.search(r'name="laid" value="([^"]*)"', told)[1]
    post("event_register", event.reference, **SAID, seen="/data/town", laid=laid,
         **{"/data/town": "s1"})  # fmt: skip
    assert Submission.objects.get().answers == {"town": "s1"}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({SPEAKS: ""}, "Please answer this question."),
        ({MINUTES: ""}, "Please answer this question."),
        ({MINUTES: "21"}, "Twenty at most."),
        ({MINUTES: "many"}, "Please write a whole number"),
    ],
)
def test_a_registration_counts_only_when_the_answers_are_whole(event, wrong, words):
    told = registers(event, **wrong).content.decode()
    assert words in told
    assert 'value="Amal"' in told
    assert 'value="Doors"' in told, "what was typed stays"
    assert not Registration.objects.exists()
    assert not Invitation.objects.exists()


def test_answers_count_only_when_the_registration_is_right(event):
    told = registers(event, name="").content.decode()
    assert 'value="12"' in told
    assert "checked" in told.split(f'name="{SPEAKS}" value="y"')[1][:12]
    assert not Invitation.objects.exists()


def test_both_whole_are_kept_together_with_her_name_and_her_words_are_sealed(event):
    registers(event)
    row, kept = Registration.objects.get(), Submission.objects.get()
    assert kept.invitation == row.answered
    assert kept.answers == {"speaks": "y", "minutes": 12}
    assert kept.texts
    assert b"Doors" not in bytes(Record.objects.get(pk=kept.texts).ciphertext)


def test_the_same_form_sent_twice_is_kept_once(event):
    for _click in range(2):
        registers(event, sent_as="a" * 32)
    assert (Registration.objects.count(), Submission.objects.count()) == (1, 1)


def test_she_changes_her_answers_by_her_link(event):
    registers(event)
    row = Registration.objects.get()
    told = page("my_event_change", mine(row))
    assert 'value="12"' in told
    assert 'value="Doors"' in told
    less = {"seen": seen(told), SPEAKS: "y", MINUTES: "25", ABOUT: "Doors"}
    assert "Twenty at most." in post("my_event_change", mine(row), **SAID | less).content.decode()
    assert Submission.objects.get().answers["minutes"] == 12
    answer = post("my_event_change", mine(row), **SAID | less | {MINUTES: "5", ABOUT: "Bridges"})
    assert answer.url.endswith("?said=changed")
    kept = Submission.objects.get()
    assert kept.answers == {"speaks": "y", "minutes": 5}
    assert Record.objects.count() == 1, "what she wrote before is gone"
    assert 'value="Bridges"' in page("my_event_change", mine(row))


def test_who_is_invited_answers_too(cast, now):
    by = cast.coordinator.pk
    row = made.an_event(cast.service, by, now, begins=now + 30 * DAY, audience="invited")
    asks(row, cast, now)
    joining.invite(event=row, addresses=[("lea@example.org", "en")], by=by, now=now)
    token = links.token(row.invitations.get().pk, Purpose.INVITED)
    assert "Will you speak?" in page("event_invited", token)
    said = post("event_invited", token, **SAID | ALL | {SPEAKS: ""})
    assert "Please answer this question." in said.content.decode()
    post("event_invited", token, **SAID | ALL)
    assert Submission.objects.get().invitation == row.registrations.get().answered


def test_answers_go_with_what_she_needs_when_it_is_over_or_she_does_not_come(event):
    registers(event, sent_as="a" * 32)
    registers(event, name="Bea", sent_as="b" * 32)
    amal = Registration.objects.get(name="Amal")
    post("my_event_act", mine(amal), "no")
    assert Submission.objects.count() == Invitation.objects.count() == 1
    after.sweep(now=event.ends)
    for model in (Submission, Invitation, Record):
        assert not model.objects.exists(), model
    assert Registration.objects.count() == 2
    assert Registration.objects.filter(answered=None).count() == 2


def test_who_comes_back_is_told_that_she_has_not_answered(event):
    registers(event)
    row = Registration.objects.get()
    assert "you have not answered yet" not in page("my_event", mine(row))
    post("my_event_act", mine(row), "no")
    post("my_event_act", mine(row), "yes")
    assert "you have not answered yet" in page("my_event", mine(row))
    post("my_event_change", mine(row), **SAID | ALL)
    assert "you have not answered yet" not in page("my_event", mine(row))
    assert Submission.objects.count() == 1


def test_put_off_it_asks_again_and_forgets_again(event, cast, now):
    registers(event)
    later = event.ends + DAY
    after.sweep(now=later)
    plan = made.a_plan(begins=later + 30 * DAY)
    row = keeping.keep_plan(event=event, plan=plan, back=False, by=cast.coordinator.pk, now=later)
    sheet = filled(row, later)
    guest = made.a_guest("Bea")
    joining.register(
        event=row, guest=guest, sessions=[], by=joining.HERSELF, now=later, sheet=sheet
    )
    assert Submission.objects.count() == 1
    after.sweep(now=row.ends)
    assert not Submission.objects.exists()


def test_who_keeps_the_event_reads_the_answers_beside_the_guest_and_counts_them(event, cast):
    registers(event)
    row = Registration.objects.get()
    client = client_of(cast.coordinator)
    told = page("event_guest", event.reference, row.pk, client=client)
    for words in ("Will you speak?", "Yes", "How many minutes?", "12"):
        assert words in told, words
    told = page("event_guests", event.reference, client=client)
    figures = client.get(re.search(r'href="([^"]+/results/)"', told)[1])
    assert "Will you speak?" in figures.content.decode()


def test_her_words_are_opened_with_the_key_of_a_post_and_not_without(event, cast):
    registers(event)
    row = Registration.objects.get()

    def told(**how):
        return page("event_guest", event.reference, row.pk,
                    client=client_of(cast.coordinator, **how))  # fmt: skip

    assert "Doors" in told(opens=True)
    assert Line.objects.filter(act="answers.read").count() == 1
    without = told()
    assert "Doors" not in without
    assert "is sealed: only who has the key" in without
    client = client_of(cast.professional, opens=True)
    assert client.get(reverse("event_guest", args=[event.reference, row.pk])).status_code == 404


def test_questions_that_were_changed_while_she_wrote_are_looked_at_again(event, cast, now):
    page("event_register", event.reference)
    other = {**ASKED, "survey": [ASKED["survey"][0], ["select_one yn", "sings", "Will you sing?",
             "¿Cantas?", "", "", "", ""]]}  # fmt: skip
    asks(event, cast, now, other)
    told = registers(event).content.decode()
    assert "Will you sing?" in told
    assert not Registration.objects.exists()
    # At the very moment of keeping: the lock sees what is asked now.
    event.refresh_from_db()
    sheet = filled(event, now, **{"/data/sings": "y"})
    asks(event, cast, now)
    with refused(Why.ANEW):
        joining.register(event=event, guest=made.a_guest(), sessions=[], by=joining.HERSELF,
                         now=now, sheet=sheet)  # fmt: skip


def test_without_further_questions_nothing_of_it_is_there(cast, now):
    row = made.an_event(cast.service, cast.coordinator.pk, now, begins=now + 30 * DAY)
    told = page("event_register", row.reference)
    assert "Further questions" not in told
    assert "answering.css" not in told


def test_what_cannot_be_kept_refuses_the_registration_whole(event, cast, now):
    """The questions are closed at the moment between filling in and keeping."""
    sheet = filled(event, now)
    event.asks.closed = now
    event.asks.save()
    with refused(Why.NOT_NOW):
        joining.register(event=event, guest=made.a_guest(), sessions=[], by=joining.HERSELF,
                         now=now, sheet=sheet)  # fmt: skip
    assert not Registration.objects.exists()


def test_with_another_pepper_she_answers_anew(event):
    registers(event)
    row = Registration.objects.get()
    token = mine(row)
    Unfinished.objects.update(state=b"sealed with another")
    told = page("my_event_change", token)
    assert 'value="12"' not in told
    post("my_event_change", token, **SAID | ALL | {MINUTES: "7"})
    assert Submission.objects.get().answers["minutes"] == 7


def test_who_walks_in_is_asked_nothing(event, cast):
    begins = event.begins
    row = door.walk_in(event=event, guest=made.a_guest("W"), by=cast.coordinator.pk, now=begins)
    assert row.answered is None
