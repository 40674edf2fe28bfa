"""Questions with the registration and after the event: who reads what people write, what can be
asked by."""

import pytest
from django.utils import timezone

from communitylinkage.events import asking
from communitylinkage.events.rules.codes import Wave
from communitylinkage.events.tests import cast as made
from communitylinkage.events.tests.cast import DAY
from communitylinkage.people import duties, posts
from communitylinkage.people.tests.cast import cast
from communitylinkage.surveys.answering.tests.cast import version_of

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
    opened = asking.open_questions(event=event, wave=Wave.BEFORE, by=by, now=now,
                                   questionnaire=version_of(cast.service).questionnaire)  # fmt: skip
    assert opened.collection.team == [str(cast.service.post.key_holder)]
