"""Questions with the registration and after the event: by which questionnaire, sealed to whom, from
an answer to its figure."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from communitylinkage.events import asking, door, keeping
from communitylinkage.events.models import Event, Registration
from communitylinkage.events.rules.codes import RefusedError, Wave
from communitylinkage.events.tests import cast as made
from communitylinkage.events.tests.cast import DAY
from communitylinkage.events.tests.scene import event, mine, now, page, post, today
from communitylinkage.outbox.actions import run_due
from communitylinkage.people import duties, posts
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.surveys import actions as surveys
from communitylinkage.surveys.answering.models import Collection
from communitylinkage.surveys.answering.models import Invitation as Answering
from communitylinkage.surveys.answering.tests.cast import Filler, no_longer_answerable, version_of

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast", "event", "now", "today"]
FACES = {
    "survey": [["type", "name", "label"], ["select_one faces", "felt", "How was it?"]],
    "choices": [["list_name", "name", "label"], ["faces", "good", "Good"],
                ["faces", "bad", "Bad"]],
    "settings": [["form_title"], ["Feedback"]],
}  # fmt: skip


def test_what_people_write_is_sealed_to_no_post_that_was_removed(cast, event, now):
    by = cast.coordinator.pk
    gone = posts.new_post(organisation=cast.service, name="Nights", by=by, now=now)
    duties.end_post(post=gone, by=by, now=now)
    made_by = version_of(cast.service).questionnaire
    opened = asking.open_questions(
        event=event, wave=Wave.BEFORE, questionnaire=made_by, by=by, now=now
    )
    assert opened.collection.team == [str(cast.service.post.key_holder)]


@pytest.mark.parametrize(("name", "where"), [("event_questions", ["before"]), ("event_asks", [])])
def test_that_nobody_could_answer_a_questionnaire_is_said_and_how_it_is_mended(
    cast, event, name, where
):
    version = version_of(cast.service)
    no_longer_answerable(version)
    sent = {"questionnaire": str(version.questionnaire_id)}
    answer = post(name, event.reference, *where, client=client_of(cast.coordinator), **sent)
    assert "Nobody could answer this version" in answer.content.decode()
    event.refresh_from_db()
    assert (event.asks, event.askings.count()) == (None, 0)


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


def test_a_letter_tells_of_questions_without_names(cast, now):
    by = cast.coordinator.pk
    event = made.an_event(cast.service, by, now, begins=now + 30 * DAY)
    version = version_of(cast.service)
    opened = asking.open_questions(event=event, wave=Wave.BEFORE, by=by, now=now,
                                   questionnaire=version.questionnaire)  # fmt: skip
    made.registers(event, now=now)
    run_due(now=now)
    asking.close_questions(asking=opened, by=by, now=now)
    made.registers(event, "Bea", now=now)
    run_due(now=now)
    told = ["some questions before the meeting" in one.body for one in mail.outbox]
    assert told == [True, False]
