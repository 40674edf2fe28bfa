"""A woman who withdraws: before the visit, in the middle of it, afterwards."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from communitylinkage.consent import actions as consents
from communitylinkage.consent.rules import NotConsented
from communitylinkage.outbox.models import Task
from communitylinkage.participants.actions import open_receipt
from communitylinkage.people.tests.cast import cast, client_of, key_of
from communitylinkage.referrals.receipt import mentors
from communitylinkage.referrals.tests.mentor_requests.scene import viewer_of
from communitylinkage.referrals.tests.receipt.hers import DIGITS, accepted, hers, quick
from communitylinkage.support import actions, queries
from communitylinkage.support.models import SupportAction
from communitylinkage.support.reading import read
from communitylinkage.support.reporting import report
from communitylinkage.support.rules import Act, Alert, Party, State
from communitylinkage.support.tests.scene import HOUR, MINUTE, a_visit, planned
from communitylinkage.support.tests.test_visit import REPORT
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Grant, Record

pytestmark = pytest.mark.django_db
__all__ = ["cast", "hers", "quick"]
HOME = "Please stop. Go home safely."


@pytest.fixture
def visit(hers):
    accepted(hers)
    hers.now = timezone.now()
    row = a_visit(hers.cast, consent=hers.consent, now=hers.now)
    hers.row = planned(
        hers.cast, row, begins=hers.now - 10 * MINUTE, check_in=hers.now + HOUR, now=hers.now
    )
    Task.objects.all().delete()
    return hers


def ends(link, how):
    if how == "she stops this visit":
        row = mentors.requests_of(link.participant).get()
        mentors.stop(request=row, now=link.now)
    elif how == "she withdraws":
        consents.withdraw(consent=link.consent, by=link.cast.professional.pk, now=link.now)
    else:
        consents.finish_withdrawals(now=link.consent.until + timedelta(seconds=1))
    link.row.refresh_from_db()


def page(link, account=None):
    account = account or link.cast.first
    address = f"/en/staff/support/{link.row.reference}/"
    return client_of(account, opens=True).get(address).content.decode()


@pytest.mark.parametrize("how", ["she stops this visit", "she withdraws", "its time is up"])
def test_in_the_middle_the_mentor_is_told_to_go_home_and_nothing_can_be_read(visit, how):
    plan = visit.row.plan
    assert "Marked corner" in page(visit)
    ends(visit, how)
    assert visit.row.state == State.LEFT
    assert not Record.objects.filter(pk=plan)
    assert [task.subject_id for task in Task.objects.filter(subject_id=visit.cast.first.pk)]
    shown = page(visit)
    assert HOME in shown
    for word in ("Marked", "withdr", "consent", "woman"):
        assert word not in shown, "she is told only to stop"
    assert "Marked" not in page(visit, visit.cast.professional)


def test_she_reads_what_is_agreed_with_her_number_until_she_stops_it(visit):
    hand = {"code": visit.code, "digits": DIGITS}
    page = Client().post("/en/my-plan/visit/", hand).content.decode()
    assert "Marked corner" in page
    assert "Marked rule" in page
    begins = visit.row.begins.astimezone(ZoneInfo("Europe/Madrid"))
    assert f"{begins:%H:%M}" in page, "in her own time, not in that of a server"
    assert "+999 5" not in page, "the mentor's number is for her colleagues"
    assert (
        "Marked" not in Client().post("/en/my-plan/visit/", {**hand, "digits": ""}).content.decode()
    )
    ends(visit, "she withdraws")
    assert "Marked" not in Client().post("/en/my-plan/visit/", hand).content.decode()


def test_who_was_told_to_go_home_is_watched_until_she_is_there(visit):
    ends(visit, "she withdraws")
    actions.sweep(now=visit.now + HOUR)
    visit.row.refresh_from_db()
    assert visit.row.alert == Alert.MISSED, "her colleagues look after her"
    answer = client_of(visit.cast.first).post(
        f"/en/staff/support/{visit.row.reference}/", {"act": "home"}
    )
    assert answer.status_code == 302
    visit.row.refresh_from_db()
    assert (visit.row.state, visit.row.alert) == (State.HOURS, Alert.NONE)
    assert actions.sweep(now=visit.now + 9 * HOUR) == 0


def test_before_it_begins_it_is_over_at_once(visit):
    planned(
        visit.cast, visit.row, begins=visit.now + HOUR, check_in=visit.now + 2 * HOUR,
        now=visit.now,
    )  # fmt: skip
    ends(visit, "she withdraws")
    assert visit.row.state == State.CANCELLED
    assert actions.sweep(now=visit.now + 9 * HOUR) == 0


def test_a_note_of_a_visit_that_is_over_goes_too(visit):
    said = replace(REPORT, note="Marked")
    report(action=visit.row, said=said, by=visit.cast.first.pk, now=visit.now)
    debrief = SupportAction.objects.get().debrief
    assert Record.objects.filter(pk=debrief)
    ends(visit, "she withdraws")
    assert visit.row.state == State.DONE
    assert visit.row.debrief is None
    assert not Record.objects.filter(pk=debrief)


def test_after_a_crash_in_between_nothing_is_readable(visit, settings):
    settings.ON_WITHDRAWAL = ["communitylinkage.no.such.place"]
    with pytest.raises(ImportError):
        consents.withdraw(consent=visit.consent, by=visit.cast.mentor.pk, now=visit.now)
    for account in (visit.cast.first, visit.cast.professional):
        case = queries.case_for(viewer_of(account), visit.row.reference)
        with pytest.raises(NotConsented):
            read(case=case, account=account, private_key=key_of(account), now=visit.now)
    with pytest.raises(NotConsented):
        planned(visit.cast, visit.row, begins=visit.now, check_in=visit.now + HOUR, now=visit.now)
    with pytest.raises(NotConsented):
        report(action=visit.row, said=REPORT, by=visit.cast.first.pk, now=visit.now)


def test_an_open_alert_about_the_mentor_outlives_the_withdrawal(visit):
    actions.do(
        action=visit.row, act=Act.CALL_ME, party=Party.MENTOR, by=visit.cast.first.pk,
        now=visit.now,
    )  # fmt: skip
    ends(visit, "she withdraws")
    assert (visit.row.state, visit.row.alert) == (State.LEFT, Alert.CALL_ME)
    shown = page(visit, visit.cast.professional)
    assert "Look after her now" in shown
    assert "+999 5" in shown, "there is a number to call: the mentor's own"
    assert "Marked" not in shown, "and nothing of the woman"
    assert "meeting point" not in shown, "nobody can read any more where it was"
    assert "call 112" in shown


@pytest.mark.parametrize("who", ["first", "professional"])
def test_the_number_of_the_mentor_goes_when_she_is_home(visit, who):
    ends(visit, "she withdraws")
    number = visit.row.number
    assert Record.objects.filter(pk=number)
    account = getattr(visit.cast, who)
    party = Party.MENTOR if who == "first" else Party.ROTA
    actions.do(action=visit.row, act=Act.HOME, party=party, by=account.pk, now=visit.now)
    visit.row.refresh_from_db()
    assert visit.row.number is None
    assert not Record.objects.filter(pk=number)


def test_no_receipt_of_hers_holds_the_number_of_the_mentor(visit):
    row, cast = visit.row, visit.cast
    holders = {grant.holder_id for grant in Grant.objects.filter(record=row.number)}
    assert holders == {cast.first.key_holder, cast.service.post.key_holder}
    assert len(Grant.objects.filter(record=row.plan)) == 3


def test_no_receipt_of_hers_opens_what_the_mentor_tells_her_colleagues_afterwards(visit):
    row, cast = visit.row, visit.cast
    report(action=row, said=replace(REPORT, note="Marked"), by=cast.first.pk, now=visit.now)
    row.refresh_from_db()
    hand = open_receipt(code=visit.code, digits=DIGITS, now=visit.now, source="test")
    assert hand.private_key
    with pytest.raises(Locked):
        vault.open_record(record=row.debrief, holder=hand.holder, private_key=hand.private_key)
    holders = {grant.holder_id for grant in Grant.objects.filter(record=row.debrief)}
    assert holders == {cast.first.key_holder, cast.service.post.key_holder}
    assert "Marked" in page(visit)
    assert "Marked" in page(visit, cast.professional)
