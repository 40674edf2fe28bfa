"""The index finds the very mentors, in the very order, that a look at each of them would."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communitylinkage.matching.mentors import MentorNeed, rank
from communitylinkage.mentors.models import Certification, Mentor
from communitylinkage.mentors.tests.hall import towns
from communitylinkage.network.models import Circle, Community
from communitylinkage.network.queries import group
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.tests.cast import NOW, cast
from communitylinkage.referrals.mentor_requests.candidates import best, offers
from communitylinkage.referrals.mentor_requests.models import MentorRequest, MentorTurn
from communitylinkage.referrals.mentor_requests.rules import MOST_ASKED, Answer, State
from communitylinkage.values.places import Point

pytestmark = pytest.mark.django_db
__all__ = ["cast"]
TONGUES = ("bn", "ar", "es")
TODAY = NOW.date()
HERE = {1: Point(41.3888, 2.159), 2: Point(41.9831, 2.8249), 3: Point(28.4682, -16.2546)}


def account_of(number, organisation, state, opens):
    one = Account.objects.create(
        email=f"m{number}@example.org", display_name=f"Mentor {number % 7}", salt=b"",
        verifier=b"", public_key=b"", wrapped_key=b"",
        key_holder=None if number % 11 == 0 else f"00000000-0000-4000-8000-{number:012}",
    )  # fmt: skip
    Membership.objects.create(
        account=one, organisation=organisation, role="mentor", since=NOW, state=state,
        may_open=opens and state == "active", until=NOW if state == "left" else None,
    )  # fmt: skip
    return one


@pytest.fixture
def world(cast):
    """Eighty mentors of every kind; who goes with whom, and who is from where."""
    dice, places = random.Random(5), towns()
    cast.communities = [
        Community.objects.create(name=f"c{n}", language=TONGUES[n % 2], place=places[1 + n % 2],
                                 origin=("MA", "", "BD")[n % 3])
        for n in range(6)
    ]  # fmt: skip
    request = MentorRequest.objects.create(
        organisation_id=cast.service.pk, post_holder=cast.service.post.key_holder,
        asked_by=cast.professional.pk, summary=cast.service.pk, details=cast.service.pk,
        urgency="24 hours", state=State.ACCEPTED, agreed=NOW, changed=NOW, due=NOW,
    )  # fmt: skip
    position = 0
    for number in range(80):
        home = dice.choice([cast.community, cast.other])
        state = dice.choice(["active"] * 5 + ["awaiting", "left"])
        one = account_of(number, home, state, dice.random() < 0.9)
        paused = dice.random() < 0.2
        row = Mentor.objects.create(
            account=one, languages=dice.sample(TONGUES, dice.randint(1, 3)), changed=NOW,
            place=places[dice.choice([1, 1, 2, 3, 4])], most=dice.randint(1, 3),
            week=dice.choice([{}, {"morning": ["TU"]}, {"morning": ["SU"]}]), paused=paused,
            paused_until=dice.choice([None, TODAY, TODAY - timedelta(1)]) if paused else None,
        )  # fmt: skip
        if dice.random() < 0.3:
            Certification.objects.create(pk=one.pk, since=TODAY)
        if dice.random() < 0.6:
            circle = Circle.objects.create(mentor=row, said=NOW)
            circle.communities.set(dice.sample(cast.communities, dice.randint(0, 2)))
        if dice.random() < 0.3:
            position += 1
            MentorTurn.objects.create(
                request=request, account_id=one.pk, holder=one.pk, position=position,
                answer=dice.choice([Answer.ACCEPTED, Answer.DECLINED]),
            )  # fmt: skip
    for one in Mentor.objects.order_by("account__email")[::3]:
        ended = dice.random() < 0.3
        Membership.objects.create(
            account=one.account, organisation=dice.choice([cast.service, cast.other]),
            role=dice.choice(["professional", "coordinator"]), since=NOW,
            state="left" if ended else dice.choice(["active", "awaiting"]),
            until=NOW if ended else None,
        )  # fmt: skip
    cast.without = Mentor.objects.order_by("pk").first().pk
    return cast


def needs(world):
    ids = [str(one.pk) for one in world.communities]
    groups = [group(one) for one in ids]
    homes = [str(one.pk) for one in (world.community, world.other, world.service)]
    return st.builds(
        MentorNeed,
        language=st.sampled_from([*TONGUES, "ti"]),
        country=st.sampled_from(["ES", "IT"]),
        place=st.sampled_from([None, *HERE.values()]),
        reach_km=st.sampled_from([10.0, 50.0, 90.0, 100.0, 300.0]),
        at=st.sampled_from([None, datetime(2026, 12, 1, 9, tzinfo=UTC)]),
        community=st.sampled_from([None, *groups]),
        not_her_circle=st.booleans(),
        not_groups=st.frozensets(st.sampled_from(ids), max_size=2),
        not_organisations=st.frozensets(st.sampled_from(homes), max_size=1),
        not_names=st.lists(st.sampled_from(["mentor 3", "Omar"]), max_size=1).map(tuple),
    )


def test_the_index_and_a_look_at_each_give_the_same_mentors_in_the_same_order(world):
    everybody = offers(NOW, world.without)
    assert len(everybody) > 40
    answered = []

    @given(needs(world))
    @settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
    def same(need):
        expected = rank(need, everybody)
        for most in (1, MOST_ASKED):
            found = best(need, NOW, world.without, most)
            assert found == expected[:most]
        answered.append(len(expected))

    same()
    assert max(answered) > MOST_ASKED, "some have more than are asked"


def test_a_page_that_changes_is_found_by_its_new_words_at_once(world):
    row = Mentor.objects.filter(pk__in=[one.id for one in offers(NOW, world.without)]).first()
    row.languages, row.place_id, row.most = ["ti"], 2, 3
    row.paused, row.paused_until = False, None
    row.save()
    need = MentorNeed("ti", "ES", HERE[2])
    assert [fit.mentor.id for fit in best(need, NOW, world.without, 5)] == [str(row.pk)]
    row.languages = ["bn"]
    row.save()
    assert best(need, NOW, world.without, 5) == ()
