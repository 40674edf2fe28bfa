"""A browser that was left alone asks for the password before it opens what is sealed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.journal.models import Line
from communitylinkage.people import again
from communitylinkage.people.models import Delay, SignIn
from communitylinkage.people.rules import IDLE, was_idle
from communitylinkage.people.tests.cast import NOW, PASSWORD, cast, client_of
from communitylinkage.referrals.rules import Act, Party
from communitylinkage.referrals.tests.receipt.hers import do, new_link
from communitylinkage.vault.models import Grant, LockHalf

__all__ = ["cast"]
pytestmark = pytest.mark.django_db
ASKED = "Your password once more"


def leave_alone(account, minutes=11):
    """Nobody does anything in her browser for so long."""
    ago = timezone.now() - timedelta(minutes=minutes)
    SignIn.objects.filter(account=account).update(started=ago, used=None)


@pytest.fixture
def desk(cast):
    """The professional's browser, and a referral that waits for her."""
    link = new_link(cast)
    do(link, Act.SEND, Party.MENTOR)
    cast.link, cast.client = link, client_of(cast.professional, opens=True)
    reference = link.referral.reference
    cast.read = reverse("referral_read", args=[reference, "summary"])
    cast.messages = reverse("referral_messages", args=[reference])
    return cast


def opened():
    return Line.objects.filter(act="content.opened").count()


def test_ten_minutes_and_no_second_less():
    assert not was_idle(NOW, NOW + IDLE)
    assert was_idle(NOW, NOW + IDLE + timedelta(seconds=1))


def test_a_browser_in_use_is_asked_nothing(desk):
    leave_alone(desk.professional, minutes=9)
    assert "MARKED town" in desk.client.post(desk.read).content.decode()
    leave_alone(desk.professional, minutes=9)
    desk.client.get(reverse("people:home"))
    assert SignIn.objects.get(account=desk.professional).used, "reading any page is using it"


@pytest.mark.promise(
    "In a browser that was left alone nothing sealed is opened without the password"
)
def test_after_a_while_the_password_is_asked_where_she_is_and_what_she_sent_goes_on(desk):
    leave_alone(desk.professional)
    page = desk.client.post(desk.read, {"anything": ["one", "<two>"]}).content.decode()
    assert ASKED in page
    assert '<input type="hidden" name="anything" value="one">' in page
    assert '<input type="hidden" name="anything" value="&lt;two&gt;">' in page
    assert opened() == 0
    wrong = {"anything": "one", again.PASSWORD: "not this one"}
    page = desk.client.post(desk.read, wrong).content.decode()
    assert "This is not your password." in page
    assert 'name="anything" value="one"' in page
    assert "not this one" not in page
    assert opened() == 0
    right = {"anything": "one", again.PASSWORD: PASSWORD}
    page = desk.client.post(desk.read, right).content.decode()
    assert "MARKED town" in page
    assert opened() == 1
    assert "MARKED town" in desk.client.post(desk.read).content.decode(), "it is in use again"


def test_a_page_that_is_only_read_is_read_again_afterwards(desk):
    do(desk.link, Act.ACCEPT)
    leave_alone(desk.professional)
    page = desk.client.get(desk.messages + "?sent").content.decode()
    assert ASKED in page
    assert f'name="{again.READ}"' in page
    answer = desk.client.post(desk.messages + "?sent", {again.READ: "1", again.PASSWORD: PASSWORD})
    assert answer.url == desk.messages + "?sent"
    assert ASKED not in desk.client.get(answer.url).content.decode()


def test_looking_around_in_an_open_browser_does_not_begin_the_time_anew(desk):
    leave_alone(desk.professional)
    assert desk.client.get(reverse("people:home")).status_code == 200
    assert ASKED in desk.client.post(desk.read).content.decode()


def test_what_a_page_wrote_before_it_wanted_the_key_is_taken_back(desk, rf):
    def view():
        Delay.objects.create(who_hash="x", not_before=NOW)
        raise again.PasswordAgain

    request = rf.post("/en/staff/", {"words": "kept"})
    assert "kept" in again.or_ask(request, view).content.decode()
    assert not Delay.objects.exists()


def test_a_withdrawal_keeps_its_own_steps_and_what_is_only_read_is_not_wrapped(desk, settings, rf):
    grants = Grant.objects.filter(record_id=desk.link.referral.summary)
    halves = LockHalf.objects.filter(pk__in=list(grants.values_list("pk", flat=True)))
    browser, before = client_of(desk.mentor, opens=True), halves.count()
    leave_alone(desk.mentor)
    settings.ON_WITHDRAWAL = ["communitylinkage.no.such.place"]
    with pytest.raises(ImportError):
        browser.post(reverse("referral_withdraw", args=[desk.link.referral.reference]))
    assert halves.count() < before, "a crash leaves all locked"

    def view():
        Delay.objects.create(who_hash="x", not_before=NOW)
        raise again.PasswordAgain

    again.or_ask(rf.get("/en/staff/"), view)
    assert Delay.objects.exists()


def test_who_tries_at_an_open_browser_is_slowed_and_does_not_slow_her_signing_in(desk):
    leave_alone(desk.professional)
    for _try in range(4):
        page = desk.client.post(desk.read, {again.PASSWORD: "a wrong one"}).content.decode()
    assert "Please wait a little" in page
    assert (
        "Please wait" in desk.client.post(desk.read, {again.PASSWORD: PASSWORD}).content.decode()
    ), "also with the right one"
    answer = desk.client.post(
        reverse("people:sign_in"), {"email": desk.professional.email, "password": PASSWORD}
    )
    assert answer.status_code == 302
