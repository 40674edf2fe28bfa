"""A referral follows what was signed: its steps, its clocks, its fall-backs."""

from datetime import timedelta

import pytest

from communitylinkage.outbox.models import Task
from communitylinkage.people.duties import add_duty
from communitylinkage.people.rules import Shift
from communitylinkage.people.tests.cast import NOW, cast, member
from communitylinkage.procedures import actions as procedures
from communitylinkage.procedures import signing
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.queries import text_of
from communitylinkage.procedures.rules import Act as Signing
from communitylinkage.procedures.tests.cast import in_force, other_signer
from communitylinkage.referrals import actions as referrals
from communitylinkage.referrals.following import actions, queries
from communitylinkage.referrals.following.models import Followed
from communitylinkage.referrals.following.rules import NotNow, Reason, State
from communitylinkage.referrals.models import Message, Referral
from communitylinkage.referrals.rules import Act, Outcome, Party, Urgency
from communitylinkage.referrals.rules import Reason as Declined
from communitylinkage.referrals.tests.following.scene import at, does, due, follows, of, running

__all__ = ["cast"]
pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# The cast's Tuesday at 10:00 UTC is 11:00 in Spain: eight working hours end on Wednesday at 11:00.
EIGHT_WORKING = NOW + DAY


def mark(row, cast, side, by=None, now=NOW, at=None):
    seen = len(of(row).trail.split()) if at is None else at
    actions.mark(referral=row, side=side, at=seen, by=(by or cast.mentor).pk, now=now)


def told(kind="people.notify"):
    return set(Task.objects.filter(kind=kind).values_list("subject_id", flat=True))


def found(cast, urgency=Urgency.THREE_DAYS, now=NOW, recipient=None):
    return queries.found(
        organisation=cast.community.pk, recipient=(recipient or cast.service).pk, urgency=urgency,
        now=now,
    )  # fmt: skip


def test_it_is_found_between_its_parties_while_it_is_in_force(cast):
    version = in_force(cast, start="warm-referral")
    assert found(cast) == version
    assert found(cast, recipient=cast.other) is None
    signing.move(version=version, act=Signing.SUSPEND, by=cast.coordinator.pk, now=NOW)
    assert found(cast) is None


def test_the_one_for_this_urgency_comes_before_the_one_for_every(cast):
    usual, urgent = in_force(cast, start="warm-referral"), in_force(cast, start="emergency")
    assert found(cast) == usual
    assert found(cast, urgency=Urgency.DAY) == urgent


def test_what_was_never_meant_for_referrals_drives_none(cast):
    in_force(cast, start="accompaniment")
    assert found(cast) is None


def test_it_begins_behind_her_yes_and_sending_is_a_step(cast):
    _version, row = running(cast)
    assert at(row) == ["answer"]


def test_the_clock_of_the_step_counts_where_it_is_shorter(cast):
    _version, row = running(cast)
    assert due(row) == EIGHT_WORKING


def test_it_is_never_longer_than_her_urgency(cast):
    friday = NOW + 3 * DAY
    version = in_force(cast, start="warm-referral")
    row = follows(cast, version, now=friday, urgency=Urgency.DAY)
    assert due(row) == friday + DAY


def test_her_referral_goes_from_step_to_step(cast):
    _version, row = running(cast)
    does(row, Act.ACCEPT, cast.professional)
    assert at(row) == ["bring"]
    assert due(row) == NOW + 3 * DAY
    does(row, Act.CONTACT, cast.mentor, party=Party.MENTOR)
    assert at(row) == ["begin"]
    does(row, Act.BEGIN, cast.professional)
    assert at(row) == ["feedback"]
    mark(row, cast, Party.MENTOR)
    assert of(row).state == State.ENDED


def test_an_act_pulls_it_past_what_nobody_marked(cast):
    _version, row = running(cast)
    does(row, Act.ACCEPT, cast.professional)
    does(row, Act.CONTACT, cast.professional)
    does(row, Act.BEGIN, cast.professional)
    does(row, Act.CLOSE, cast.professional, outcome=Outcome.PROVIDED)
    assert of(row).state == State.ENDED
    assert of(row).trail == ""


def test_only_the_side_whose_turn_it_is_marks_a_step(cast):
    _version, row = running(cast)
    for act in (Act.ACCEPT, Act.CONTACT, Act.BEGIN):
        does(row, act, cast.professional)
    with pytest.raises(NotNow):
        mark(row, cast, Party.SERVICE, by=cast.professional)


def test_two_who_mark_the_same_step_move_it_once(cast):
    _version, row = running(cast, start="emergency", urgency=Urgency.DAY)
    does(row, Act.ACCEPT, cast.professional)
    assert at(row) == ["bed"]
    seen = len(of(row).trail.split())
    mark(row, cast, Party.SERVICE, by=cast.professional, at=seen)
    assert at(row) == ["wait"]
    with pytest.raises(NotNow):
        mark(row, cast, Party.SERVICE, by=cast.professional, at=seen)
    assert at(row) == ["wait"]


def test_what_an_act_does_is_not_marked_by_hand(cast):
    _version, row = running(cast)
    with pytest.raises(NotNow):
        mark(row, cast, Party.SERVICE, by=cast.professional)


def test_what_no_act_can_do_any_more_is_marked_by_hand(cast):
    _version, row = running(cast)
    does(row, Act.DECLINE, cast.professional, reason=Declined.NO_ROOM)
    assert at(row) == ["remind"]
    # It said no and sees it no more: what it should do is arranged by her mentor.
    with pytest.raises(NotNow):
        mark(row, cast, Party.SERVICE, by=cast.professional)
    mark(row, cast, Party.MENTOR)
    assert at(row) == ["bring"]
    mark(row, cast, Party.MENTOR)
    assert at(row) == ["begin"]


def test_nobody_answers_in_time_and_the_next_is_the_fall_back(cast):
    _version, row = running(cast)
    Task.objects.all().delete()
    referrals.sweep(now=EIGHT_WORKING)
    assert at(row) == ["remind"]
    assert told() >= {cast.mentor.pk, cast.professional.pk}


def test_a_no_leads_to_the_fall_back_too(cast):
    _version, row = running(cast)
    does(row, Act.DECLINE, cast.professional, reason=Declined.NO_ROOM)
    assert at(row) == ["remind"]


def test_a_step_that_nobody_does_is_handed_on_and_both_are_told(cast):
    _version, row = running(cast)
    for act in (Act.ACCEPT, Act.CONTACT, Act.BEGIN):
        does(row, act, cast.professional)
    Task.objects.all().delete()
    assert actions.sweep(now=NOW + 168 * HOUR - HOUR) == 0
    assert actions.sweep(now=NOW + 168 * HOUR) == 1
    assert at(row) == ["stay"]
    assert told() >= {cast.mentor.pk, cast.professional.pk}


def test_a_step_of_the_coordinator_is_told_to_her_and_once_not_only_to_who_did_not_act(cast):
    _version, row = running(cast)
    for act in (Act.ACCEPT, Act.CONTACT):
        does(row, act, cast.professional)
    late = NOW + 72 * HOUR
    week = Shift(starts=NOW, ends=NOW + 7 * DAY)
    add_duty(post=cast.service.post, account=cast.professional, shift=week,
             by=cast.coordinator.pk, now=NOW)  # fmt: skip
    away = member("away", "coordinator", cast.service, state="ended")
    Task.objects.all().delete()
    assert actions.sweep(now=late) == 1
    assert at(row) == ["remind"]
    letters = list(Task.objects.filter(kind="people.notify").values_list("subject_id", flat=True))
    assert sorted(letters) == sorted([cast.mentor.pk, cast.professional.pk, cast.coordinator.pk])
    assert away.pk not in letters


def test_where_nobody_is_on_duty_the_coordinator_gets_one_letter_and_not_two(cast):
    _version, row = running(cast)
    for act in (Act.ACCEPT, Act.CONTACT):
        does(row, act, cast.professional)
    Task.objects.all().delete()
    actions.sweep(now=NOW + 72 * HOUR)
    assert Task.objects.filter(kind="people.notify", subject_id=cast.coordinator.pk).count() == 1


def test_the_next_service_that_is_no_party_ends_it(cast):
    version = in_force(cast, start="warm-referral")
    row = follows(cast, version, to=(cast.service, cast.other))
    does(row, Act.DECLINE, cast.professional, reason=Declined.NO_ROOM)
    referrals.sweep(now=NOW)
    assert of(row).state == State.LEFT
    assert due(row) == NOW + 3 * DAY


def leave(row, cast, far="all", note=""):
    actions.depart(
        referral=row, side=Party.MENTOR, organisation=cast.community.pk,
        at=len(of(row).trail.split()), reason=Reason.SHE_ASKED, leaves=far == "all", note=note,
        by=cast.mentor.pk, now=NOW,
    )  # fmt: skip


def test_another_way_than_agreed_for_one_step_and_for_good(cast):
    _version, row = running(cast)
    does(row, Act.ACCEPT, cast.professional)
    leave(row, cast, far="step", note="MARKED: she goes with her sister")
    assert at(row) == ["begin"]
    assert Message.objects.filter(referral=row).count() == 1
    with pytest.raises(NotNow):
        leave(row, cast)  # the next step is the service's


def test_off_the_procedure_the_usual_clock_counts_again(cast):
    _version, row = running(cast)
    does(row, Act.ACCEPT, cast.professional)
    assert due(row) == NOW + 3 * DAY
    Referral.objects.filter(pk=row.pk).update(due=NOW + HOUR)
    leave(row, cast)
    assert of(row).state == State.LEFT
    assert due(row) == NOW + 3 * DAY


def suspended(version, cast):
    signing.move(version=version, act=Signing.SUSPEND, by=cast.coordinator.pk, now=NOW)


def unsigned(version, cast):
    by = other_signer(cast).pk
    signing.unsign(version=version, organisation=cast.community.pk, by=by, now=NOW)


@pytest.mark.parametrize("stops", [suspended, unsigned])
def test_a_suspended_procedure_lets_its_case_go_on_with_the_usual_clock(cast, stops):
    version, row = running(cast)
    Task.objects.all().delete()
    stops(version, cast)
    assert of(row).state == State.STOPPED
    assert due(row) == NOW + 3 * DAY
    assert told() >= {cast.mentor.pk, cast.professional.pk}
    does(row, Act.ACCEPT, cast.professional)
    assert of(row).state == State.STOPPED


def test_a_case_stays_on_the_version_under_which_it_began(cast):
    version, row = running(cast)
    new = procedures.again(version=version, by=cast.coordinator.pk, now=NOW)
    signing.move(version=new, act=Signing.PROPOSE, by=cast.coordinator.pk, now=NOW)
    for organisation in (cast.service, cast.community):
        signing.sign(
            version=new,
            organisation=organisation.pk,
            text=text_of(new),
            by=cast.coordinator.pk,
            now=NOW,
        )
    signing.move(version=new, act=Signing.ENTER, by=cast.coordinator.pk, now=NOW)
    does(row, Act.ACCEPT, cast.professional)
    assert of(row).version == version
    assert at(row) == ["bring"]
    assert found(cast) == new


def test_a_procedure_suspended_between_the_page_and_the_button_drives_nothing(cast):
    version = in_force(cast, start="warm-referral")
    suspended(version, cast)
    row = follows(cast, version)
    assert not hasattr(row, "followed")
    assert due(row) == NOW + 3 * DAY


def test_her_yes_ends_and_so_does_the_way(cast):
    _version, row = running(cast)
    referrals.on_withdrawal(consent=row.consent, by=cast.mentor.pk, now=NOW)
    assert (of(row).state, of(row).trail, of(row).due) == (State.ENDED, "", None)


def test_where_nobody_answers_at_night_both_are_reminded_every_hour_and_not_every_day(cast):
    _version, row = running(cast, start="emergency", urgency=Urgency.DAY)
    does(row, Act.ACCEPT, cast.professional)
    assert at(row) == ["bed"]
    for hour, step in ((1, "elsewhere"), (2, "night"), (3, "night"), (4, "night")):
        Task.objects.all().delete()
        assert actions.sweep(now=NOW + hour * HOUR - timedelta(seconds=1)) == 0
        assert actions.sweep(now=NOW + hour * HOUR) == 1
        assert at(row) == [step]
        # The line is the service's; who is with her has to know that nobody came.
        assert told("people.notify_now") >= {cast.mentor.pk, cast.professional.pk}, hour
        assert told() == set(), "in no quiet moment"


def test_what_is_not_at_once_is_reminded_once_a_day(cast):
    _version, row = running(cast)
    for act in (Act.ACCEPT, Act.CONTACT, Act.BEGIN):
        does(row, act, cast.professional)
    Followed.objects.filter(referral=row).update(due=NOW)
    graph = of(row).version.graph
    (step,) = [one for one in graph["steps"] if one["code"] == "feedback"]
    step["fallback"] = ""
    Version.objects.filter(pk=of(row).version_id).update(graph=graph)
    Task.objects.all().delete()
    assert actions.sweep(now=NOW) == 1
    assert of(row).due == NOW + DAY
    assert told("people.notify_now") == set()
    assert told(), "when there is a quiet moment"
