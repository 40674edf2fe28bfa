"""Questions with the registration and after the event: who reads what people write, what can be
asked by."""

import pytest
from django.utils import timezone

from communitylinkage.events import asking
from communitylinkage.events.rules.codes import Wave
from communitylinkage.events.tests import cast as made
from communitylinkage.events.tests.cast import DAY
from communitylinkage.events.tests.test_pages import post
from communitylinkage.people import duties, posts
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.surveys.answering.tests.cast import no_longer_answerable, version_of

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast"]


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def event(cast, now):
    """In a month."""
    return made.an_event(cast.service, cast.coordinator.pk, now, begins=now + 30 * DAY)


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
