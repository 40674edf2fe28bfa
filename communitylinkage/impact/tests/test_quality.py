"""What may be wrong in the figures: told to whose records it is and to who leads."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.assessment.models import Round
from communitylinkage.assessment.tests import made as assessments
from communitylinkage.coverage.tests.cast import a_service, places
from communitylinkage.directory.hsds import Service
from communitylinkage.facts import actions as facts
from communitylinkage.impact.models import SetAside
from communitylinkage.impact.quality import queries as quality
from communitylinkage.impact.rules.quality.doubts import Check
from communitylinkage.impact.tests import cast as made
from communitylinkage.journal.models import Line
from communitylinkage.learning.joining import actions as joining
from communitylinkage.learning.models import Learner
from communitylinkage.network.members import actions as members
from communitylinkage.network.tests.test_network import community
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.support.counting import actions as counting
from communitylinkage.support.counting.rules import Standing

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast"]


@pytest.fixture
def world(cast):
    """A programme that began two years ago, by the real clock: pages read it."""
    today = timezone.localdate()
    cast.programme = made.with_set(
        cast, starts=today - timedelta(days=700), ends=today + timedelta(days=30)
    )
    return cast


def viewer(account):
    return Viewer(account, tuple(account.memberships.select_related("organisation", "programme")))


def doubts(account, programme):
    return quality.look(viewer(account), programme, timezone.now()).open


def checks(account, programme):
    return [one.doubt.check for one in doubts(account, programme)]


def page(account, name="impact_quality", *arguments):
    return client_of(account).get(reverse(name, args=arguments))


def today_of(account):
    return [line.sentence for line in quality.today(viewer(account), timezone.now())]


def engage(cast, where, now, organisation=None):
    return members.engage(
        organisation=organisation or cast.service, community=where, how="activity",
        since=now.date(), reach="", by=cast.coordinator.pk, now=now,
    )  # fmt: skip


def test_two_records_of_one_name_are_told_to_who_keeps_them_until_they_are_mended(world):
    first, again, _other = made.learners(world, "Ana Gil", "GIL, Ana", "Ana Gilabert")
    made.learners(world, "Ana Gil", track="professionals")
    made.learners(world, "Ana", "Ana")
    (one,) = doubts(world.coordinator, world.programme)
    assert (one.doubt.check, one.doubt.number, one.mends) == (Check.TWICE, 1, True)
    pair = {reverse("learner_merge", args=[row.pk]) for row in (first, again)}
    assert one.doubt.address in pair
    assert today_of(world.coordinator) == ["Something in your figures may be wrong. Please look."]
    told = page(world.coordinator).content.decode()
    assert one.doubt.address in told
    assert "Ana" not in told, "counts only"
    assert doubts(world.stranger, world.programme) == []
    assert today_of(world.stranger) == []
    joining.merge(kept=first, gone=again, by=world.coordinator.pk, now=timezone.now())
    assert doubts(world.coordinator, world.programme) == []
    assert today_of(world.coordinator) == []


def test_a_form_filled_in_twice_is_told_and_two_women_of_one_day_are_not(world):
    now, where = timezone.now(), community(origin="MA")
    engage(world, where, now)
    first = engage(world, where, now + timedelta(hours=1))
    assert doubts(world.coordinator, world.programme) == []
    again = engage(world, where, now + timedelta(hours=1, seconds=40))
    (one,) = doubts(world.coordinator, world.programme)
    assert (one.doubt.about, one.doubt.number) == ("member_records", 1)
    members.merge(kept=first, gone=again, by=world.coordinator.pk, now=now)
    assert doubts(world.coordinator, world.programme) == []


def test_a_community_without_an_origin_leads_to_its_page_and_only_who_may_mend_it_is_sent(world):
    where, now = community(origin=""), timezone.now()
    engage(world, where, now)
    (one,) = doubts(world.coordinator, world.programme)
    assert (one.doubt.what, one.doubt.number, one.doubt.of) == ("origin", 1, 1)
    assert one.doubt.address == reverse("community_edit", args=[where.pk])
    led = page(world.lead).content.decode()
    assert "Members of communities, Spain: this is missing of 1 among 1: Origin" in led
    assert one.doubt.address not in led, "who leads keeps no communities"
    assert "+34 000 000 000" in led, "but may ask"
    assert today_of(world.lead) == []
    where.origin = "MA"
    where.save()
    assert doubts(world.coordinator, world.programme) == []


def in_months(programme, kind, numbers, region, codes=()):
    """Counted in the months that are over, the last number in the last month."""
    today = timezone.now()
    for back, number in enumerate(reversed(numbers), 1):
        at = today.replace(day=1)
        for _month in range(back):
            at = (at - timedelta(days=1)).replace(day=1)
        for _time in range(number):
            facts.count(kind=kind, region=region, codes=codes, now=at)
    facts.flush(now=today)


def test_a_month_unlike_the_others_and_a_silence_are_told_to_who_leads_with_whom_to_ask(world):
    in_months(world.programme, "signs_noticed", [6, 7, 5, 6, 30, 7, 6, 5, 6], "ES")
    in_months(world.programme, "support_action", [6, 7, 5, 6, 0, 0, 0], "IT", ["outcome:reached"])
    told = {one.doubt.check: one.doubt for one in doubts(world.lead, world.programme)}
    assert set(told) == {Check.UNUSUAL, Check.QUIET}
    assert (told[Check.UNUSUAL].number, told[Check.UNUSUAL].about) == (30, "signs_noticed")
    assert (told[Check.QUIET].number, told[Check.QUIET].country) == (3, "IT")
    shown = page(world.lead).content.decode()
    assert "counts 30. Usual is" in shown
    assert reverse("impact_trace", args=["signs_noticed"]) + "?country=ES" in shown
    assert doubts(world.coordinator, world.programme) == []
    assert client_of(world.lead).get(told[Check.QUIET].address).status_code == 200


def test_women_without_a_code_old_entries_and_rounds_past_their_end_are_told(world):
    now = timezone.now()
    counting.count_woman(
        organisation=world.service, consent=None, code="", standing=Standing.KNOWN,
        day=now.date(), by=world.mentor.pk, now=now,
    )  # fmt: skip
    row = assessments.a_round(world.service, world.coordinator.pk,
                              programme=world.programme)  # fmt: skip
    Round.objects.filter(pk=row.pk).update(opens=now - timedelta(days=9),
                                           closes=now - timedelta(days=2))  # fmt: skip
    places()
    entry = a_service()
    Service.objects.filter(pk=entry.pk).update(assured_date=now.date() - timedelta(days=95))
    world.service.listed_as = entry.organization_id
    world.service.save()
    assert checks(world.coordinator, world.programme) == [Check.UNCONFIRMED, Check.OVERDUE]
    assert checks(world.lead, world.programme) == [
        Check.MAYBE_TWICE, Check.UNCONFIRMED, Check.OVERDUE,
    ]  # fmt: skip
    assert today_of(world.coordinator) == ["Something in your figures may be wrong. Please look."]
    told = page(world.coordinator).content.decode()
    assert "A round ended 2 days ago and is not closed." in told
    assert reverse("round", args=[row.pk]) in told
    assert "1 entry of 1 was not confirmed for 90 days." in told
    assert doubts(world.stranger, world.programme) == []


def test_set_aside_with_a_reason_it_rests_until_it_grows_or_somebody_asks_again(world):
    made.learners(world, "Ana Gil", "Ana Gil")
    (one,) = doubts(world.coordinator, world.programme)
    browser, address = client_of(world.coordinator), reverse("impact_doubt", args=[one.token])
    refused = browser.post(address, {"reason": "x\0"})
    assert refused.status_code == 200
    assert "Something is missing" in refused.content.decode()
    assert "Set aside" in browser.post(address, {"reason": "true"}, follow=True).content.decode()
    assert doubts(world.coordinator, world.programme) == []
    assert today_of(world.coordinator) == []
    assert Line.objects.filter(act="impact.doubt_set_aside", reference="twice").count() == 1
    assert "I have looked" in page(world.lead).content.decode()
    browser.post(reverse("impact_doubt_again", args=[one.token]))
    assert len(doubts(world.coordinator, world.programme)) == 1
    browser.post(address, {"reason": "later"})
    assert doubts(world.coordinator, world.programme) == []
    made.learners(world, "Ana Gil")
    (more,) = doubts(world.coordinator, world.programme)
    assert more.doubt.number == 2
    Learner.objects.filter(name="Ana Gil").first().delete()
    assert doubts(world.coordinator, world.programme) == []
    SetAside.objects.update(until=timezone.localdate())
    assert len(doubts(world.coordinator, world.programme)) == 1


def test_strangers_have_no_such_page_and_without_a_programme_there_is_nothing(world):
    made.learners(world, "Ana Gil", "Ana Gil")
    (one,) = doubts(world.coordinator, world.programme)
    for who in (world.mentor, world.professional, world.administrator):
        assert page(who).status_code == 404
    assert page(world.stranger, "impact_doubt", one.token).status_code == 404
    assert page(world.coordinator, "impact_doubt", "0" * 16).status_code == 404
    world.programme.delete()
    assert page(world.coordinator).status_code == 200
    assert today_of(world.coordinator) == []
