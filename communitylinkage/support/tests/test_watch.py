"""Nobody who is out there is lost: a visit that is cancelled, and the mentor who stands ready."""

import pytest

from communitylinkage.outbox.models import Task
from communitylinkage.people.duties import add_duty
from communitylinkage.people.models import Membership
from communitylinkage.people.posts import on_duty
from communitylinkage.people.rules import Shift
from communitylinkage.people.tests.cast import NOW, cast, client_of
from communitylinkage.referrals.mentor_requests import actions as requests
from communitylinkage.referrals.mentor_requests.rules import Act as RequestAct
from communitylinkage.referrals.mentor_requests.rules import Party as RequestParty
from communitylinkage.referrals.tests.mentor_requests.scene import viewer_of
from communitylinkage.support import actions, backup, queries
from communitylinkage.support.models import Effort, SupportAction
from communitylinkage.support.reporting import report
from communitylinkage.support.rules import Act, Alert, BackupSaid, FirstHer, Party, State
from communitylinkage.support.tests.scene import HOUR, MINUTE, planned
from communitylinkage.support.tests.test_pages import REPORT as TYPED
from communitylinkage.support.tests.test_visit import REPORT, does, ready, rota, told, visit
from communitylinkage.vault import actions as vault
from communitylinkage.vault.models import Record

pytestmark = pytest.mark.django_db
__all__ = ["cast", "visit"]


def ends(scene, how, by, now=NOW):
    """The request ends: by whom, and when."""
    party = RequestParty.SERVICE if by == scene.professional else RequestParty.MENTOR
    requests.do(request=scene.row.request, act=how, party=party, by=by.pk, now=now)
    scene.row.refresh_from_db()


def stands_ready(scene):
    ready(scene)
    backup.answer(
        action=scene.row, said=BackupSaid.YES, by=scene.second.pk, now=NOW, number="+999 6"
    )
    scene.row.refresh_from_db()
    told()


def goes_instead(scene, now=NOW):
    scene.row = backup.take_over(
        action=scene.row, party=Party.ROTA, by=scene.professional.pk, now=now
    )


@pytest.mark.parametrize("how", [RequestAct.CANCEL, RequestAct.FINISH])
def test_who_is_on_her_way_when_the_service_ends_it_is_watched_until_she_is_home(visit, how):
    plan, number = visit.row.plan, visit.row.number
    ends(visit, how, visit.professional, NOW + MINUTE)
    assert visit.row.state == State.STOPPED
    assert not Record.objects.filter(pk=plan)
    assert Record.objects.filter(pk=number), "her colleagues can still call her"
    assert str(visit.first.pk) in told()
    assert actions.sweep(now=NOW + HOUR + MINUTE) == 1
    assert told() == rota(visit)
    does(visit, Act.HOME, now=NOW + 2 * HOUR)
    assert visit.row.state == State.UNTOLD
    assert not Record.objects.filter(pk=number)
    assert actions.sweep(now=NOW + 9 * HOUR) == 0


@pytest.mark.parametrize("how", [RequestAct.HAND_BACK, RequestAct.FINISH])
def test_what_she_ends_herself_is_over_at_once(visit, how):
    number = visit.row.number
    ends(visit, how, visit.first, NOW + MINUTE)
    assert visit.row.state == State.UNTOLD
    assert not Record.objects.filter(pk=number)
    assert actions.sweep(now=NOW + 9 * HOUR) == 0


def test_what_she_called_for_is_seen_to_also_where_her_own_account_ends_it(visit):
    number = visit.row.number
    does(visit, Act.CALL_ME)
    ends(visit, RequestAct.HAND_BACK, visit.first, NOW + MINUTE)
    assert (visit.row.state, visit.row.alert) == (State.STOPPED, Alert.CALL_ME)
    assert Record.objects.filter(pk=number), "her colleagues can still call her"


def test_an_alert_about_her_outlives_a_cancel_also_before_the_visit_begins(visit):
    planned(visit, visit.row, NOW + HOUR, NOW + 2 * HOUR)
    does(visit, Act.CALL_ME)
    ends(visit, RequestAct.CANCEL, visit.professional)
    assert (visit.row.state, visit.row.alert) == (State.STOPPED, Alert.CALL_ME)


def test_a_service_that_tidies_up_days_later_raises_no_alarm_about_who_is_home(visit):
    does(visit, Act.SAFE, now=NOW + HOUR)
    ends(visit, RequestAct.FINISH, visit.professional, NOW + 200 * HOUR)
    assert visit.row.state == State.UNTOLD
    assert actions.sweep(now=NOW + 300 * HOUR) == 0


def test_a_mentor_who_leaves_in_the_middle_of_a_visit_is_still_looked_after(visit):
    membership = visit.first.membership
    membership.state, membership.may_open, membership.until = "left", False, NOW
    membership.save()
    requests.on_leaving(membership=membership, by=visit.coordinator, now=NOW + MINUTE)
    visit.row.refresh_from_db()
    assert visit.row.state == State.STOPPED
    assert actions.sweep(now=NOW + HOUR + MINUTE) == 1


@pytest.mark.parametrize("told_of", [True, False], ids=["told of", "late, not yet told of"])
def test_nobody_goes_instead_of_a_mentor_who_is_missing_until_she_is_seen_to(visit, told_of):
    stands_ready(visit)
    late = NOW + HOUR
    if told_of:
        actions.sweep(now=late)
    with pytest.raises(FirstHer):
        goes_instead(visit, late)
    actions.sweep(now=late)
    visit.row.refresh_from_db()
    assert (visit.row.mentor, visit.row.alert) == (visit.first.pk, Alert.MISSED)
    assert vault.holds(record=visit.row.plan, holder=visit.first.key_holder)
    does(visit, Act.SEEN, Party.ROTA, late)
    goes_instead(visit, late)
    assert visit.row.mentor == visit.second.pk
    assert visit.row.check_in == late + HOUR, "she who goes now is watched, too"


@pytest.mark.parametrize("how", ["writes", "did not go"])
def test_who_is_replaced_in_the_middle_writes_down_her_own_hours_once(visit, how):
    stands_ready(visit)
    goes_instead(visit, NOW + 5 * MINUTE)
    address = f"/en/staff/support/{visit.row.reference}/report/"
    line = f"{visit.row.reference}: write down your hours"
    assert line in [one.sentence for one in queries.today(viewer_of(visit.first), NOW + HOUR)]
    assert queries.today(viewer_of(visit.third), NOW + HOUR) == []
    phone = client_of(visit.first, opens=True)
    form = phone.get(address).content.decode()
    assert 'name="minutes"' in form
    assert 'name="outcome"' not in form
    assert phone.get(f"/en/staff/support/{visit.row.reference}/").status_code == 404
    for other in (visit.third, visit.professional):
        assert client_of(other, opens=True).get(address).status_code == 404
    assert phone.post(address, {"minutes": ""}).status_code == 200
    typed = {"minutes": "40"} if how == "writes" else {"act": "did_not_go"}
    page = phone.get(phone.post(address, typed)["Location"]).content.decode()
    said = {"writes": "Your hours are written down.", "did not go": "Nothing is asked of you"}
    assert f"Thank you. {said[how]}" in page
    assert phone.post(address, typed).status_code == 404
    found = Effort.objects.values_list("mentor", "minutes", "day")
    assert list(found) == ([(visit.first.pk, 40, NOW.date())] if how == "writes" else [])
    visit.row.refresh_from_db()
    assert (visit.row.state, visit.row.mentor) == (State.OPEN, visit.second.pk)
    assert queries.today(viewer_of(visit.first), NOW + HOUR) == []


def test_who_is_replaced_before_it_begins_owes_nothing(visit):
    stands_ready(visit)
    visit.row.begins = NOW + HOUR
    visit.row.save()
    goes_instead(visit)
    assert queries.today(viewer_of(visit.first), NOW) == []


def test_who_left_still_writes_down_what_she_owes_since_before(visit):
    does(visit, Act.SAFE, now=NOW + MINUTE)
    ends(visit, RequestAct.FINISH, visit.professional, NOW + HOUR)
    membership = visit.first.membership
    # Elsewhere, so that she can sign in.
    membership.state, membership.may_open = "awaiting", False
    membership.save()
    row, phone = visit.row, client_of(visit.first, opens=True)
    assert row.state == State.UNTOLD
    lines = [one.sentence for one in queries.today(viewer_of(visit.first), NOW + HOUR)]
    assert lines == [f"{row.reference}: write down your hours"]
    address = f"/en/staff/support/{row.reference}/report/"
    assert phone.get(address).status_code == 200
    page = phone.post(address, TYPED).content.decode()
    assert "Thank you." in page, "she finds no list of visits any more"
    assert 'href="/en/staff/"' in page
    assert Effort.objects.get().mentor == visit.first.pk
    assert phone.get(address).status_code == 404
    SupportAction.objects.update(state=State.OPEN)
    assert queries.actions_of(viewer_of(visit.first)) == [], "no visit of now is hers"


def test_the_number_changes_with_her_who_goes(visit):
    stands_ready(visit)
    first, second = visit.row.number, visit.row.backup_number
    assert not vault.holds(record=second, holder=visit.first.key_holder)
    goes_instead(visit)
    assert (visit.row.number, visit.row.backup_number) == (second, None)
    assert not Record.objects.filter(pk=first)


def cancelled(scene):
    ends(scene, RequestAct.CANCEL, scene.professional)


def stopped(scene):
    requests.stop(request=scene.row.request, by=scene.professional.pk, now=NOW)


def reported(scene):
    report(action=scene.row, said=REPORT, by=scene.first.pk, now=NOW)


def planned_anew(scene):
    planned(scene, scene.row)


@pytest.mark.parametrize("how", [cancelled, stopped, reported, planned_anew])
def test_who_stands_ready_is_told_and_locked_out_when_nobody_needs_her(visit, how):
    stands_ready(visit)
    request, number = visit.row.request, visit.row.backup_number
    assert vault.holds(record=request.details, holder=visit.second.key_holder)
    how(visit)
    visit.row.refresh_from_db()
    assert (visit.row.backup, visit.row.backup_number) == (None, None)
    assert str(visit.second.pk) in told()
    for record in (request.summary, request.details):
        assert not vault.holds(record=record, holder=visit.second.key_holder)
    assert not Record.objects.filter(pk=number)


def test_who_said_no_gets_no_letter_of_what_she_does_not_do(visit):
    ready(visit)
    backup.answer(action=visit.row, said=BackupSaid.NO, by=visit.second.pk, now=NOW)
    told()
    cancelled(visit)
    assert str(visit.second.pk) not in told()


def alone_on_duty(scene):
    """She who goes belongs to the post that asked for her, and only she is on duty there."""
    Membership.objects.create(
        account=scene.first, organisation=scene.service, role="mentor", state="active",
        may_open=True, since=NOW,
    )  # fmt: skip
    shift = Shift(starts=NOW - HOUR, ends=NOW + 24 * HOUR)
    add_duty(
        post=scene.service.post, account=scene.first, shift=shift, by=scene.coordinator.pk, now=NOW
    )
    assert on_duty(scene.service.post, NOW) == [scene.first]


def test_who_is_missing_is_never_the_one_who_is_told_of_it(visit):
    alone_on_duty(visit)
    actions.sweep(now=NOW + HOUR)
    assert told() == rota(visit), "all others who may open are told instead"
    actions.sweep(now=NOW + HOUR + 10 * MINUTE)
    assert told() == rota(visit)


def test_who_asks_to_be_called_is_called_by_somebody_else(visit):
    alone_on_duty(visit)
    does(visit, Act.CALL_ME)
    assert told() == rota(visit)


def test_who_hands_back_and_is_alone_on_duty_is_heard_by_the_others(visit):
    alone_on_duty(visit)
    ends(visit, RequestAct.HAND_BACK, visit.first)
    assert set(rota(visit)) <= set(told())


def test_where_somebody_else_is_on_duty_too_only_she_is_told(visit):
    alone_on_duty(visit)
    shift = Shift(starts=NOW - HOUR, ends=NOW + 24 * HOUR)
    add_duty(
        post=visit.service.post, account=visit.professional, shift=shift,
        by=visit.coordinator.pk, now=NOW,
    )  # fmt: skip
    does(visit, Act.CALL_ME)
    assert told() == [str(visit.professional.pk)]


def test_a_mentor_whom_nobody_could_look_after_is_told_so(visit):
    page = f"/en/staff/support/{visit.row.reference}/"
    phone = client_of(visit.first, opens=True)
    assert "no colleague is told" not in phone.get(page).content.decode()
    Membership.objects.filter(organisation=visit.service).update(may_open=False)
    assert "no colleague is told" in phone.get(page).content.decode()
    answer = phone.post(page, {"act": "call_me"})
    said = phone.get(answer["Location"]).content.decode()
    assert "so nobody was told" in said
    assert "get a letter now" not in said


def letters():
    """Which letters wait, and for whom."""
    found = {(str(task.subject_id), task.kind) for task in Task.objects.all()}
    Task.objects.all().delete()
    return found


NOW_LETTER = "people.notify_now"


def test_what_cannot_wait_for_a_quiet_moment_says_so(visit):
    does(visit, Act.CALL_ME)
    at_once = {(one, NOW_LETTER) for one in rota(visit)}
    assert letters() == at_once
    does(visit, Act.SEEN, Party.ROTA)
    assert letters() == {(str(visit.first.pk), "people.notify")}
    planned(visit, visit.row)
    letters()
    for moment in (NOW + HOUR, NOW + HOUR + 10 * MINUTE):
        assert actions.sweep(now=moment) == 1
        assert letters() == at_once


@pytest.mark.parametrize("how", ["the service", "the woman"])
def test_who_must_go_home_is_told_at_once(visit, how):
    if how == "the service":
        cancelled(visit)
    else:
        stopped(visit)
    assert (str(visit.first.pk), NOW_LETTER) in letters()
