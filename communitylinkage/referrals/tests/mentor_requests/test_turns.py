"""One mentor at a time: yes, no, silence, a rest, a leaving, two at once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from communitylinkage.journal.models import Line
from communitylinkage.mentors.models import Mentor
from communitylinkage.outbox.models import Task
from communitylinkage.people import actions as people
from communitylinkage.people.tests.cast import NOW, cast, client_of, key_of  # noqa: F401
from communitylinkage.referrals.mentor_requests import actions, reading
from communitylinkage.referrals.mentor_requests.models import MentorTurn
from communitylinkage.referrals.mentor_requests.rules import Act, NotNow, Party, State
from communitylinkage.referrals.tests.mentor_requests.scene import (  # noqa: F401
    DETAILS,
    SUMMARY,
    asked,
    cancels,
    case_of,
    does,
    scene,
    turn_of,
    viewer_of,
)
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import LockHalf, Record

pytestmark = pytest.mark.django_db
LATE = NOW + timedelta(hours=25)


def read(account, row):
    return reading.read(
        case=case_of(account, row), account=account, private_key=key_of(account), now=NOW
    )


def opens(account, record):
    """Whether her key opens it, whatever a page would show."""
    try:
        vault.open_record(record=record, holder=account.key_holder, private_key=key_of(account))
    except Locked:
        return False
    return True


def told(account):
    return Task.objects.filter(subject_id=account.pk).count()


def test_the_first_mentor_reads_the_summary_and_nothing_more(scene):  # noqa: F811
    row = asked(scene)
    found = read(scene.first, row)
    assert (found.summary, found.details) == (SUMMARY, None)
    assert not opens(scene.first, row.details)
    assert not opens(scene.second, row.summary)
    assert case_of(scene.second, row) is None
    assert (told(scene.first), told(scene.second)) == (1, 0)


def test_her_yes_opens_the_details_to_her_alone(scene):  # noqa: F811
    row = does(asked(scene), Act.ACCEPT, scene.first)
    assert read(scene.first, row).details == DETAILS
    assert read(scene.professional, row).details == DETAILS
    # Of the others no lock half is left: two records, for the post and for her.
    assert LockHalf.objects.count() == 4
    assert case_of(scene.professional, row).mentor == "mentor"
    assert told(scene.professional) == told(scene.coordinator) == 1


def test_her_no_asks_the_next_at_once(scene):  # noqa: F811
    row = does(asked(scene), Act.DECLINE, scene.first)
    assert row.state == State.ASKED
    assert turn_of(row) == scene.second.pk
    assert not opens(scene.first, row.summary)
    assert opens(scene.second, row.summary)
    assert told(scene.professional) == 0


def test_silence_asks_the_next_when_the_clock_runs_out(scene):  # noqa: F811
    row = asked(scene)
    assert actions.sweep(now=NOW + timedelta(hours=23)) == 0
    assert actions.sweep(now=LATE) == 1
    assert turn_of(row) == scene.second.pk
    assert row.due == LATE + timedelta(hours=24)
    assert not opens(scene.first, row.summary)


def test_when_nobody_is_left_the_service_is_told_and_may_still_read(scene):  # noqa: F811
    row = asked(scene, [scene.first])
    row = does(row, Act.DECLINE, scene.first)
    assert row.state == State.NOBODY
    assert told(scene.professional) == 1
    assert read(scene.professional, row).details == DETAILS
    assert LockHalf.objects.count() == 2


def test_what_nobody_took_is_erased_after_a_month(scene):  # noqa: F811
    row = does(asked(scene, [scene.first]), Act.DECLINE, scene.first)
    assert actions.sweep(now=NOW + timedelta(days=29)) == 0
    assert actions.sweep(now=NOW + timedelta(days=31)) == 1
    row.refresh_from_db()
    assert row.state == State.CANCELLED
    assert not Record.objects.filter(pk__in=[row.summary, row.details]).exists()


def test_of_two_who_say_yes_only_she_whose_turn_it_is_gets_it(scene):  # noqa: F811
    row = asked(scene)
    actions.sweep(now=LATE)
    with pytest.raises(NotNow):
        does(row, Act.ACCEPT, scene.first)
    assert does(row, Act.ACCEPT, scene.second).state == State.ACCEPTED
    with pytest.raises(NotNow):
        does(row, Act.ACCEPT, scene.second)
    assert not opens(scene.first, row.details)


def test_a_late_yes_counts_as_long_as_nobody_else_was_asked(scene):  # noqa: F811
    row = does(asked(scene), Act.ACCEPT, scene.first, now=LATE)
    assert row.state == State.ACCEPTED
    assert actions.sweep(now=LATE) == 0


def test_a_mentor_whose_half_is_missing_is_passed_over_and_stops_no_other(scene):  # noqa: F811
    row, other = asked(scene), asked(scene)
    vault.destroy_lock_halves(records=[row.summary], holders=[scene.second.key_holder])
    assert actions.sweep(now=LATE) == 2
    assert (turn_of(row), turn_of(other)) == (scene.third.pk, scene.second.pk)
    alone = asked(scene, [scene.first, scene.second])
    vault.destroy_lock_halves(records=[alone.summary], holders=[scene.second.key_holder])
    does(alone, Act.DECLINE, scene.first)
    alone.refresh_from_db()
    assert alone.state == State.NOBODY, "the service is told, instead of waiting for ever"


def test_a_half_that_goes_in_this_moment_stops_no_other(scene, monkeypatch):  # noqa: F811
    row, other = asked(scene), asked(scene)
    vault.destroy_lock_halves(records=[row.summary], holders=[scene.second.key_holder])
    monkeypatch.setattr(vault, "holds", lambda **_asked: True)
    assert actions.sweep(now=LATE) == 1
    assert turn_of(other) == scene.second.pk


def test_her_yes_for_which_no_half_is_left_says_that_something_changed(scene):  # noqa: F811
    row = asked(scene)
    vault.destroy_lock_halves(records=[row.details], holders=[scene.first.key_holder])
    address = reverse("mentor_request", args=[row.reference])
    answer = client_of(scene.first, opens=True).post(address, {"act": "accept"})
    assert answer.status_code == 409
    row.refresh_from_db()
    assert row.state == State.ASKED


def test_a_mentor_who_rests_is_passed_over_at_her_turn(scene):  # noqa: F811
    row = asked(scene)
    Mentor.objects.filter(pk=scene.second.pk).update(paused=True)
    does(row, Act.DECLINE, scene.first)
    assert turn_of(row) == scene.third.pk
    assert not opens(scene.second, row.summary)
    assert told(scene.second) == 0


def test_a_mentor_who_begins_to_rest_while_she_is_asked_is_passed_over(scene):  # noqa: F811
    row = asked(scene)
    Mentor.objects.filter(pk=scene.first.pk).update(paused=True)
    assert actions.sweep(now=NOW) == 1
    assert turn_of(row) == scene.second.pk


def test_a_mentor_with_enough_to_do_is_passed_over(scene):  # noqa: F811
    Mentor.objects.filter(pk=scene.second.pk).update(most=1)
    does(asked(scene, [scene.second]), Act.ACCEPT, scene.second)
    row = does(asked(scene), Act.DECLINE, scene.first)
    assert turn_of(row) == scene.third.pk


def test_a_mentor_who_leaves_while_she_is_asked_is_passed_over_at_once(scene):  # noqa: F811
    row = asked(scene)
    people.leave(membership=scene.first.membership, by=scene.coordinator, now=NOW)
    assert turn_of(row) == scene.second.pk
    assert not opens(scene.first, row.summary)


def test_what_a_leaver_said_yes_to_goes_back_to_the_service(scene):  # noqa: F811
    row = does(asked(scene), Act.ACCEPT, scene.first)
    people.leave(membership=scene.first.membership, by=scene.coordinator, now=NOW)
    row.refresh_from_db()
    assert row.state == State.NOBODY
    assert not opens(scene.first, row.details)
    assert told(scene.professional) == 2


def test_a_mentor_with_a_new_key_is_passed_over(scene):  # noqa: F811
    row = asked(scene)
    scene.second.key_holder = scene.third.key_holder
    scene.second.save()
    does(row, Act.DECLINE, scene.first)
    assert turn_of(row) == scene.third.pk


def test_who_cannot_come_after_all_gives_it_back_and_is_locked_out(scene):  # noqa: F811
    row = does(asked(scene), Act.ACCEPT, scene.first)
    row = does(row, Act.HAND_BACK, scene.first)
    assert row.state == State.NOBODY
    assert not opens(scene.first, row.details)
    assert case_of(scene.first, row) is None


def test_a_yes_is_reminded_of_every_week(scene):  # noqa: F811
    row = does(asked(scene), Act.ACCEPT, scene.first)
    assert actions.sweep(now=NOW + timedelta(days=8)) == 1
    row.refresh_from_db()
    assert row.state == State.ACCEPTED
    assert row.due == NOW + timedelta(days=15)
    assert told(scene.first) == 2


@pytest.mark.parametrize("party", [Party.MENTOR, Party.SERVICE])
def test_when_it_is_done_everything_is_erased(scene, party):  # noqa: F811
    row = does(asked(scene), Act.ACCEPT, scene.first)
    by = scene.first if party == Party.MENTOR else scene.professional
    row = actions.do(request=row, act=Act.FINISH, party=party, by=by.pk, now=NOW)
    assert row.state == State.DONE
    assert not Record.objects.exists()
    assert not LockHalf.objects.exists()
    with pytest.raises(Locked):
        read(scene.professional, row)


def test_cancelling_tells_only_the_mentor_who_is_asked(scene):  # noqa: F811
    row = cancels(asked(scene), scene)
    assert row.state == State.CANCELLED
    assert (told(scene.first), told(scene.second)) == (2, 0)
    assert not LockHalf.objects.exists()


def test_each_act_and_each_reading_stands_in_the_journal_without_names(scene):  # noqa: F811
    row = asked(scene)
    read(scene.first, row)
    does(row, Act.DECLINE, scene.first)
    does(row, Act.ACCEPT, scene.second)
    acts = list(Line.objects.filter(reference=row.reference).values_list("act", flat=True))
    assert acts == [
        f"mentor_request.{act}" for act in ("made", "ask", "opened", "decline", "pass_on", "accept")
    ]


def test_only_the_order_is_kept_and_not_why(scene):  # noqa: F811
    row = asked(scene)
    kept = {field.name for field in MentorTurn._meta.get_fields()}
    assert kept == {"id", "request", "account_id", "holder", "position", "answer"}
    assert "Marked" not in str(vars(row))


@pytest.mark.parametrize("wrong", ["nobody", "no yes", "no key"])
def test_nothing_is_asked_without_a_mentor_her_yes_and_a_key(scene, wrong):  # noqa: F811
    if wrong == "no key":
        scene.service.post.key_holder = None
    with pytest.raises(ValueError, match="a request needs"):
        actions.ask(
            post=scene.service.post, summary=SUMMARY, details=DETAILS,
            mentors=[] if wrong == "nobody" else [scene.first.pk],
            urgency="24 hours", agreed=wrong != "no yes", by=scene.professional.pk, now=NOW,
        )  # fmt: skip
    assert not Record.objects.exists()
