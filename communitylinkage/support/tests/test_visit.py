"""A visit from the mentor's yes to her report, and what may come between."""

from dataclasses import replace
from datetime import datetime

import pytest

from communitylinkage.facts.models import Waiting
from communitylinkage.journal.models import Line
from communitylinkage.outbox.models import Task
from communitylinkage.people.tests.cast import NOW, cast, key_of  # noqa: F401
from communitylinkage.referrals.mentor_requests import actions as requests
from communitylinkage.referrals.mentor_requests import queries as request_queries
from communitylinkage.referrals.mentor_requests.models import MentorRequest
from communitylinkage.referrals.mentor_requests.rules import Act as RequestAct
from communitylinkage.referrals.mentor_requests.rules import Party as RequestParty
from communitylinkage.referrals.mentor_requests.rules import State as RequestState
from communitylinkage.referrals.tests.mentor_requests.scene import viewer_of
from communitylinkage.support import actions, backup, queries
from communitylinkage.support.counting.actions import counted_by
from communitylinkage.support.counting.models import Tag
from communitylinkage.support.counting.rules import Source, Standing
from communitylinkage.support.models import Effort, SupportAction
from communitylinkage.support.papers import Expense, Kind, Next, Outcome, Where
from communitylinkage.support.reading import read
from communitylinkage.support.reporting import Report, Work, report
from communitylinkage.support.rules import Act, Alert, BackupSaid, NotNow, Party, State, day_of
from communitylinkage.support.tests.scene import (
    AGREED,
    HOUR,
    MINUTE,
    a_programme,
    a_visit,
    planned,
)
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Record

pytestmark = pytest.mark.django_db
REPORT = Report(Kind.ACCOMPANIMENT, Where.COURT, Outcome.REACHED, Next.AGAIN, Work(90))


@pytest.fixture
def visit(cast):  # noqa: F811
    cast.row = planned(cast, a_visit(cast))
    Task.objects.all().delete()
    return cast


def does(scene, act, party=Party.MENTOR, now=NOW, **more):
    by = scene.first.pk if party == Party.MENTOR else scene.professional.pk
    scene.row = actions.do(action=scene.row, act=act, party=party, by=by, now=now, **more)
    return scene.row


def told():
    """Who got a letter, since this was asked last."""
    found = sorted(str(task.subject_id) for task in Task.objects.all())
    Task.objects.all().delete()
    return found


def reads(scene, account, now=NOW):
    case = queries.case_for(viewer_of(account), scene.row.reference)
    return read(case=case, account=account, private_key=key_of(account), now=now)


def rota(scene):
    return sorted(str(one.pk) for one in (scene.professional, scene.coordinator))


def test_a_yes_opens_a_visit_and_nothing_of_the_woman_is_in_its_row(cast):  # noqa: F811
    row = planned(cast, a_visit(cast))
    words = " ".join(str(value) for value in vars(row).values())
    assert "Marked" not in words
    assert "court" not in words
    assert row.state == State.OPEN


def test_the_plan_is_read_by_the_mentor_and_the_post_and_by_nobody_else(visit):
    assert reads(visit, visit.first) == AGREED
    assert reads(visit, visit.professional) == AGREED
    for account in (visit.second, visit.other_professional, visit.administrator, visit.lead):
        assert queries.case_for(viewer_of(account), visit.row.reference) is None
    opened = Line.objects.filter(act="support.opened_paper", reference=visit.row.reference)
    assert opened.count() == 2


def test_a_newer_plan_erases_the_older(visit):
    old = visit.row.plan
    planned(visit, visit.row)
    assert not Record.objects.filter(pk=old)


def test_a_missed_sign_tells_the_rota_again_every_ten_minutes_until_it_is_seen_to(visit):
    assert actions.sweep(now=NOW + HOUR - MINUTE) == 0
    assert actions.sweep(now=NOW + HOUR) == 1
    assert told() == rota(visit)
    assert actions.sweep(now=NOW + HOUR + 9 * MINUTE) == 0
    for ten_minutes in (1, 2, 3):
        assert actions.sweep(now=NOW + HOUR + 10 * ten_minutes * MINUTE) == 1
        assert told() == rota(visit)
    does(visit, Act.SEEN, Party.ROTA, NOW + 2 * HOUR)
    assert told() == [str(visit.first.pk)]
    assert actions.sweep(now=NOW + 3 * HOUR - MINUTE) == 0, "she has an hour for her next sign"
    assert told() == []
    assert actions.sweep(now=NOW + 3 * HOUR) == 1, "her visit goes on, and so does her clock"
    does(visit, Act.HOME, Party.ROTA, NOW + 3 * HOUR)
    assert actions.sweep(now=NOW + 99 * HOUR) == 0, "the rota knows that she is home"


def test_who_was_called_back_is_missed_all_the_same_when_her_sign_does_not_come(visit):
    does(visit, Act.CALL_ME, now=NOW + 10 * MINUTE)
    does(visit, Act.SEEN, Party.ROTA, NOW + 20 * MINUTE)
    told()
    assert visit.row.check_in == NOW + HOUR
    assert actions.sweep(now=NOW + HOUR) == 1
    assert told() == rota(visit)


def test_who_was_seen_to_is_called_home_when_the_woman_stops_it(visit):
    does(visit, Act.CALL_ME, now=NOW + 10 * MINUTE)
    does(visit, Act.SEEN, Party.ROTA, NOW + 20 * MINUTE)
    told()
    requests.stop(request=visit.row.request, by=visit.professional.pk, now=NOW + 30 * MINUTE)
    visit.row.refresh_from_db()
    assert (visit.row.state, visit.row.check_in) == (State.LEFT, NOW + HOUR)
    assert str(visit.first.pk) in told()


def test_i_am_safe_before_the_visit_neither_ends_nor_moves_its_clock(visit):
    planned(visit, visit.row, begins=NOW + 2 * HOUR, check_in=NOW + 3 * HOUR)
    for said in (None, NOW + HOUR, NOW + 9 * HOUR):
        does(visit, Act.SAFE, check_in=said)
        assert visit.row.check_in == NOW + 3 * HOUR
    does(visit, Act.CALL_ME)
    does(visit, Act.HOME, Party.ROTA)
    assert visit.row.check_in == NOW + 3 * HOUR, "she is home now: the visit is still to come"
    told()
    assert actions.sweep(now=NOW + 3 * HOUR) == 1
    assert told() == rota(visit)


def test_i_am_safe_moves_the_clock_on_and_ends_an_alert(visit):
    does(visit, Act.SAFE, check_in=NOW + 2 * HOUR)
    assert actions.sweep(now=NOW + HOUR) == 0
    actions.sweep(now=NOW + 2 * HOUR)
    does(visit, Act.SAFE, now=NOW + 2 * HOUR)
    visit.row.refresh_from_db()
    assert visit.row.alert == Alert.NONE
    assert visit.row.check_in is None


def test_call_me_tells_the_rota_at_once_and_home_says_so(visit):
    does(visit, Act.CALL_ME)
    assert told() == rota(visit)
    [line] = queries.today(viewer_of(visit.professional), NOW)
    assert "asks to be called now" in line.sentence
    assert line.due == NOW + 10 * MINUTE


def test_only_the_rota_may_say_that_it_is_seen_to(visit):
    does(visit, Act.CALL_ME)
    with pytest.raises(NotNow):
        does(visit, Act.SEEN)
    with pytest.raises(NotNow):
        does(visit, Act.SAFE, Party.ROTA)


@pytest.mark.parametrize(("begins", "sign"), [(-3, -1), (2, 1), (24 * 400, 24 * 400 + 1)])
def test_times_that_cannot_be_are_refused(visit, begins, sign):
    with pytest.raises(NotNow):
        planned(visit, visit.row, begins=NOW + begins * HOUR, check_in=NOW + sign * HOUR)


def test_a_report_is_counted_and_its_hours_kept_and_the_rest_is_erased(visit):
    plan, asked = visit.row.plan, visit.row.request
    said = Report(
        Kind.ACCOMPANIMENT, Where.COURT, Outcome.TURNED_AWAY, Next.OTHER_SERVICE,
        Work(90, Expense.TRAVEL, 7, True), note="Marked debrief",
    )  # fmt: skip
    report(action=visit.row, said=said, by=visit.first.pk, now=NOW)
    visit.row.refresh_from_db()
    assert visit.row.state == State.DONE
    assert MentorRequest.objects.get(pk=asked.pk).state == RequestState.DONE
    assert not Record.objects.filter(pk__in=[plan, asked.summary, asked.details])
    effort = Effort.objects.get()
    assert (effort.minutes, effort.expense, effort.amount, effort.has_paper) == (
        90, "travel", 7, True,
    )  # fmt: skip
    fact = Waiting.objects.get(kind="support_action")
    assert fact.region == "ES"
    ours = counted_by(visit.service)
    assert fact.codes == (
        f"follows:other_service kind:accompaniment {ours} outcome:turned_away where:court"
    )
    assert reads(visit, visit.professional).note == "Marked debrief"
    assert reads(visit, visit.first).note == "Marked debrief"
    assert actions.sweep(now=NOW + 9 * HOUR) == 0, "nobody waits for a sign any more"


@pytest.mark.parametrize(("begins", "day"), [("22:30", 24), ("23:30", 25)])
def test_a_visit_belongs_to_its_own_day_in_madrid_whenever_it_is_reported(cast, begins, day):  # noqa: F811
    programme = a_programme(cast)
    programme.ends = NOW.date()
    programme.save()
    at = datetime.fromisoformat(f"2026-11-24T{begins}+00:00")
    row = planned(cast, a_visit(cast), begins=at, check_in=at + HOUR)
    said = replace(REPORT, standing=Standing.KNOWN, code="amina47")
    source = report(action=row, said=said, by=cast.first.pk, now=NOW + 30 * HOUR)
    assert Effort.objects.get().day.day == day
    counts = day == programme.ends.day
    assert source == (Source.CODE if counts else None)
    assert Tag.objects.exists() == counts


def test_reported_before_it_was_to_begin_it_has_the_day_of_the_report():
    assert day_of(NOW + 48 * HOUR, NOW, "Europe/Madrid") == NOW.date()
    assert day_of(None, NOW, "UTC") == NOW.date()


def test_reported_twice_it_counts_once(visit):
    report(action=visit.row, said=REPORT, by=visit.first.pk, now=NOW)
    with pytest.raises(NotNow):
        report(action=visit.row, said=REPORT, by=visit.first.pk, now=NOW)
    assert Effort.objects.count() == 1


@pytest.mark.parametrize("how", [RequestAct.CANCEL, RequestAct.HAND_BACK])
def test_when_the_request_ends_before_the_visit_begins_it_ends_and_its_plan_is_erased(visit, how):
    planned(visit, visit.row, NOW + HOUR, NOW + 2 * HOUR)
    visit.row.refresh_from_db()
    written = [visit.row.plan, visit.row.number]
    party = RequestParty.SERVICE if how == RequestAct.CANCEL else RequestParty.MENTOR
    by = visit.professional if how == RequestAct.CANCEL else visit.first
    requests.do(request=visit.row.request, act=how, party=party, by=by.pk, now=NOW)
    visit.row.refresh_from_db()
    assert visit.row.state == State.CANCELLED
    assert not Record.objects.filter(pk__in=written)
    assert actions.sweep(now=NOW + 9 * HOUR) == 0


def ready(scene):
    scene.row = backup.ask(
        action=scene.row, private_key=key_of(scene.first), by=scene.first.pk, now=NOW
    )
    assert scene.row.backup == scene.second.pk
    return scene.row


def test_who_stands_ready_reads_nothing_until_she_goes(visit):
    ready(visit)
    backup.answer(
        action=visit.row, said=BackupSaid.YES, by=visit.second.pk, now=NOW, number="+999 6"
    )
    with pytest.raises(Locked):
        reads(visit, visit.second)
    for record in (visit.row.plan, visit.row.request.details):
        with pytest.raises(Locked):
            vault.open_record(
                record=record, holder=visit.second.key_holder, private_key=key_of(visit.second)
            )
    visit.row = backup.take_over(
        action=visit.row, party=Party.ROTA, by=visit.professional.pk, now=NOW
    )
    assert reads(visit, visit.second) == AGREED
    for record in (visit.row.plan, visit.row.request.details):
        assert not vault.holds(record=record, holder=visit.first.key_holder)
    assert queries.case_for(viewer_of(visit.first), visit.row.reference) is None
    case = request_queries.case_for(viewer_of(visit.second), visit.row.request.reference)
    assert case.state == RequestState.ACCEPTED
    with pytest.raises(NotNow):
        does(visit, Act.SAFE)


def test_a_no_of_hers_locks_her_out_and_the_next_is_asked(visit):
    ready(visit)
    backup.answer(action=visit.row, said=BackupSaid.NO, by=visit.second.pk, now=NOW)
    assert queries.case_for(viewer_of(visit.second), visit.row.reference) is None
    visit.row.refresh_from_db()
    visit.row = backup.ask(
        action=visit.row, private_key=key_of(visit.first), by=visit.first.pk, now=NOW
    )
    assert visit.row.backup == visit.third.pk


def test_who_said_yes_can_take_it_back_until_she_goes(visit):
    ready(visit)
    backup.answer(
        action=visit.row, said=BackupSaid.YES, by=visit.second.pk, now=NOW, number="+999 6"
    )
    visit.row.refresh_from_db()
    number = visit.row.backup_number
    told()
    backup.answer(action=visit.row, said=BackupSaid.NO, by=visit.second.pk, now=NOW)
    assert told() == [str(visit.first.pk)]
    assert not Record.objects.filter(pk=number)
    for record in (visit.row.request.summary, visit.row.request.details, visit.row.plan):
        assert not vault.holds(record=record, holder=visit.second.key_holder)
    with pytest.raises(NotNow):
        backup.take_over(action=visit.row, party=Party.ROTA, by=visit.professional.pk, now=NOW)
    for again in (BackupSaid.YES, BackupSaid.NO):
        with pytest.raises(NotNow):
            backup.answer(
                action=visit.row, said=again, by=visit.second.pk, now=NOW, number="+999 6"
            )


@pytest.mark.parametrize("between", ["nothing", "a newer plan"])
def test_nobody_who_said_no_is_asked_again(visit, between):
    ready(visit)
    backup.answer(action=visit.row, said=BackupSaid.NO, by=visit.second.pk, now=NOW)
    if between != "nothing":
        planned(visit, visit.row)
    visit.row.refresh_from_db()
    visit.row = backup.ask(
        action=visit.row, private_key=key_of(visit.first), by=visit.first.pk, now=NOW
    )
    assert visit.row.backup == visit.third.pk
    backup.answer(action=visit.row, said=BackupSaid.NO, by=visit.third.pk, now=NOW)
    visit.row.refresh_from_db()
    assert backup.could_stand_ready(visit.row, NOW) is None


def test_nobody_goes_instead_without_her_own_yes(visit):
    ready(visit)
    with pytest.raises(NotNow):
        backup.take_over(action=visit.row, party=Party.ROTA, by=visit.professional.pk, now=NOW)


def test_a_mentor_who_leaves_hands_back_and_her_visit_ends(visit):
    planned(visit, visit.row, NOW + HOUR, NOW + 2 * HOUR)
    membership = visit.first.membership
    membership.state, membership.may_open, membership.until = "left", False, NOW
    membership.save()
    requests.on_leaving(membership=membership, by=visit.coordinator, now=NOW)
    assert SupportAction.objects.get().state == State.CANCELLED
    assert queries.actions_of(viewer_of(visit.first)) == []


def test_who_stands_ready_and_leaves_is_locked_out_and_another_can_be_asked(visit):
    ready(visit)
    backup.answer(
        action=visit.row, said=BackupSaid.YES, by=visit.second.pk, now=NOW, number="+999 6"
    )
    membership = visit.second.membership
    membership.state, membership.may_open, membership.until = "left", False, NOW
    membership.save()
    backup.on_leaving(membership=membership, by=visit.coordinator, now=NOW)
    visit.row.refresh_from_db()
    with pytest.raises(NotNow):
        backup.take_over(action=visit.row, party=Party.ROTA, by=visit.professional.pk, now=NOW)
    backup.ask(action=visit.row, private_key=key_of(visit.first), by=visit.first.pk, now=NOW)
    visit.row.refresh_from_db()
    assert visit.row.backup == visit.third.pk
