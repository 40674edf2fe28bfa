"""From a need to a closed referral: the first says no, the second is outside; or she takes it back.

Plain Python through the actions, across the parts; the letters go through a real mail server.
"""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from communitylinkage.consent.rules import NotConsented
from communitylinkage.directory.hsds import Service
from communitylinkage.journal.models import Line
from communitylinkage.journal.queries import problems
from communitylinkage.matching.need import Help
from communitylinkage.referrals.candidates import Way
from communitylinkage.referrals.models import WaitingToken
from communitylinkage.referrals.outside import actions
from communitylinkage.referrals.outside.rules import Gone
from communitylinkage.referrals.papers import Content, Summary
from communitylinkage.referrals.rules import Act, Outcome, Reason, State
from communitylinkage.referrals.tests.outside.conftest import post  # noqa: F401
from communitylinkage.vault.keys import Locked
from tests.stories.people import ADDRESS, Clock, Inside, Mentor, Outside, a_town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town(db):
    clock = Clock(timezone.now())
    listed = a_town(clock.now)
    return SimpleNamespace(clock=clock, mentor=Mentor(clock), service=Inside(clock, listed))


def chosen(town):
    """The one on the platform first, then one that only has an address for letters."""
    found = town.mentor.finds(Help.MIND, "Barcelona")
    first = next(one for one in found if one.way == Way.PLATFORM)
    second = next(one for one in found if one.way == Way.OUTSIDE)
    return [first, second]


def test_the_first_says_no_and_the_second_answers_from_a_letter(town, post):  # noqa: F811
    mentor, first, clock = town.mentor, town.service, town.clock
    story = mentor.sends(chosen(town))
    assert story.state == State.SENT
    assert first.opens(story.row.summary, Summary).kind == Help.MIND
    with pytest.raises(Locked):
        first.opens(story.row.content, Content)

    first.does(story, Act.DECLINE, reason=Reason.NO_ROOM)
    with pytest.raises(Locked):
        first.opens(story.row.summary, Summary)
    clock.passes(seconds=5)
    assert (story.state, story.row.position) == (State.SENT, 1)
    assert len(post.sent_to(ADDRESS)) == 1
    assert not WaitingToken.objects.exists()

    second = Outside(clock, post)
    assert second.reads().area == "Barcelona"
    assert story.state == State.SEEN
    second.answers(Act.ACCEPT)
    code = mentor.tells_code(story)
    clock.passes(hours=3)
    assert second.types(code).name == "Amal"

    second.answers(Act.CONTACT)
    clock.passes(days=6)
    second.answers(Act.BEGIN)
    clock.passes(days=20)
    assert second.types(code).agreed_word == "almond"
    second.answers(Act.CLOSE, outcome=Outcome.PROVIDED)
    assert (story.state, story.row.outcome) == (State.CLOSED, Outcome.PROVIDED)
    with pytest.raises(Gone):
        second.reads()
    acts = Line.objects.filter(organisation_id=mentor.home.pk).order_by("number")
    told = list(acts.values_list("act", flat=True))
    assert [act for act in told if act.startswith("referral.")] == [
        "referral.made", "referral.send", "referral.decline", "referral.pass_on", "referral.see",
        "referral.accept", "referral.contact", "referral.begin", "referral.close",
    ]  # fmt: skip
    assert problems() == []


def test_nobody_answers_in_time_and_it_comes_back_to_the_mentor(town, post):  # noqa: F811
    mentor, clock = town.mentor, town.clock
    story = mentor.sends(chosen(town))
    clock.passes(days=1)
    second = Outside(clock, post)
    second.reads()
    clock.passes(days=1)
    with pytest.raises(Gone):
        second.answers(Act.ACCEPT)
    assert (story.state, story.row.position) == (State.EXPIRED, 1)


def test_she_takes_her_yes_back_in_the_middle(town, post):  # noqa: F811
    mentor, first, clock = town.mentor, town.service, town.clock
    story = mentor.sends(chosen(town))
    first.does(story, Act.DECLINE, reason=Reason.LANGUAGE)
    clock.passes(seconds=5)
    second = Outside(clock, post)
    second.answers(Act.ACCEPT)
    code = mentor.tells_code(story)
    assert second.types(code).name == "Amal"

    door = second.door
    mentor.withdraws_for_her(story)
    assert story.state == State.WITHDRAWN
    assert mentor.tells_code(story) is None
    for act in (second.reads, lambda: second.types(code), lambda: second.answers(Act.CONTACT)):
        with pytest.raises(Gone):
            act()
    # Also whoever had the page open, and the service that had said no.
    with pytest.raises(Gone):
        actions.open_content(door=door, code=code, now=clock.now)
    with pytest.raises(NotConsented):
        first.opens(story.row.summary, Summary)
    post.letters.clear()
    clock.passes(days=1)
    assert not post.sent_to(ADDRESS)
    assert "referral.withdrawn" in Line.objects.values_list("act", flat=True)


def test_what_is_no_address_for_letters_leaves_the_telephone(town):
    Service.objects.filter(email=ADDRESS).update(email="write to us\nBcc: all@example.org")
    found = town.mentor.finds(Help.MIND, "Barcelona")
    assert {one.way for one in found} == {Way.PLATFORM, Way.CALL}
