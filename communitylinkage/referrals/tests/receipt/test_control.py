from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.consent.models import Consent
from communitylinkage.consent.rules import NotConsented
from communitylinkage.journal.models import Line
from communitylinkage.outbox.models import Task
from communitylinkage.people.posts import key_of_post
from communitylinkage.people.tests.cast import cast, client_of, key_of
from communitylinkage.referrals import waiting
from communitylinkage.referrals.models import HowItWent, Referral
from communitylinkage.referrals.receipt import actions
from communitylinkage.referrals.rules import Act, NotNow, Outcome, Party, Reason, State
from communitylinkage.referrals.tests.mentor_requests.scene import viewer_of
from communitylinkage.referrals.tests.receipt.hers import (
    accepted,
    ask,
    do,
    hers,
    new_link,
    quick,
    service_opens,
)
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Grant, LockHalf

pytestmark = pytest.mark.django_db
__all__ = ["cast", "hers", "quick"]


def lock(link, position=0):
    number = link.consent.recipients.get(position=position).pk
    assert "It cannot be undone." in ask(link.code, "lock/", number=number)
    return ask(link.code, "lock/", number=number, sure="1")


def state(link):
    return Referral.objects.get(pk=link.referral.pk).state


def holds_nothing(link, organisation):
    grants = Grant.objects.filter(holder_id=organisation.post.key_holder)
    numbers = list(grants.values_list("pk", flat=True))
    return not LockHalf.objects.filter(pk__in=numbers).exists()


def test_stopping_everything_locks_a_service_out_that_could_open_before(hers):
    accepted(hers)
    assert b"MARKED name" in service_opens(hers, hers.referral.content)
    assert "It cannot be undone." in ask(hers.code, "stop/")
    assert state(hers) == State.ACCEPTED, "it asks first"
    page = ask(hers.code, "stop/", sure="1")
    assert "Everything is stopped." in page
    assert page.count("Locked. They can open nothing.") == 3
    assert "/receipt/lock/" not in page
    assert state(hers) == State.WITHDRAWN
    with pytest.raises(NotConsented):
        service_opens(hers, hers.referral.content)


def test_a_backup_of_the_content_store_does_not_open_what_she_stopped(hers):
    accepted(hers)
    account = hers.cast.professional
    holder = hers.cast.service.post.key_holder
    key = key_of_post(holder=holder, account=account, private_key=key_of(account))
    grants = list(Grant.objects.values())
    ask(hers.code, "stop/", sure="1")
    Consent.objects.update(ending=None, ended=None)
    Referral.objects.update(state=State.ACCEPTED)
    Grant.objects.all().delete()
    Grant.objects.bulk_create(Grant(**row) for row in grants)
    with pytest.raises(Locked):
        service_opens(hers, hers.referral.content)
    for record in (hers.referral.summary, hers.referral.content):
        with pytest.raises(Locked):
            vault.open_record(record=record, holder=holder, private_key=key)


def test_stopping_twice_changes_nothing_more(hers):
    accepted(hers)
    ask(hers.code, "stop/", sure="1")
    lines = Line.objects.filter(act="consent.withdrawn").count()
    ask(hers.code, "stop/", sure="1")
    assert Line.objects.filter(act="consent.withdrawn").count() == lines == 1


def test_after_the_end_she_is_told_that_nothing_opens(hers):
    ask(hers.code, "stop/", sure="1")
    assert "Nothing can be opened here" in ask(hers.code, "read/")
    page = ask(hers.code, "messages/", referral=hers.referral.pk)
    assert "neither read nor sent" in page
    said = {"write": "1", "said": "safe", "number": "00000000-0000-4000-8000-000000000001"}
    page = ask(hers.code, "messages/", referral=hers.referral.pk, **said)
    assert "Nothing was changed." in page
    Consent.objects.update(ending=None, ended=None, until=timezone.now() - timedelta(days=1))
    assert "Your yes ended on" in ask(hers.code)


def test_locking_who_was_asked_asks_the_next_and_tells_nobody_why(hers):
    do(hers, Act.SEND, Party.MENTOR)
    assert "Done." in lock(hers)
    assert state(hers) == State.SENT
    with pytest.raises(Locked):
        service_opens(hers, hers.referral.summary)
    assert service_opens(hers, hers.referral.summary, "other_professional", "other")
    assert {"referral.expire", "referral.pass_on"} <= set(
        Line.objects.values_list("act", flat=True)
    )


def test_locking_the_last_who_was_asked_brings_it_back_to_the_mentor(hers):
    do(hers, Act.SEND, Party.MENTOR)
    do(hers, Act.DECLINE, reason=Reason.NO_ROOM)
    do(hers, Act.PASS_ON, Party.MENTOR)
    lock(hers, 1)
    assert state(hers) == State.EXPIRED
    assert holds_nothing(hers, hers.cast.other)


def test_locking_who_said_yes_ends_it(hers):
    accepted(hers)
    lock(hers)
    row = Referral.objects.get()
    assert (row.state, row.outcome) == (State.CLOSED, Outcome.DECLINED_BY_HER)
    with pytest.raises(Locked):
        service_opens(hers, hers.referral.content)


def test_whom_she_locked_out_neither_sees_how_it_ended_nor_opens_it_again(hers):
    accepted(hers)
    desk, mentor = (
        client_of(who, opens=True) for who in (hers.cast.professional, hers.cast.mentor)
    )
    page = reverse("referral", args=[hers.referral.reference])
    assert desk.get(page).status_code == 200
    lock(hers)
    for party in (Party.SERVICE, Party.MENTOR):
        with pytest.raises(NotNow):
            do(hers, Act.REOPEN, party)
    assert desk.get(page).status_code == 404
    assert hers.referral.reference not in desk.get(reverse("referrals")).content.decode()
    reopen = reverse("referral_act", args=[hers.referral.reference, Act.REOPEN])
    assert desk.post(reopen, {"note": "again"}).status_code == 404
    assert reopen not in mentor.get(page).content.decode()
    assert "Nothing was done." in mentor.post(reopen, {"note": "again"}).content.decode()
    assert state(hers) == State.CLOSED


def test_after_a_stop_her_mentor_is_told_to_reach_her_only_as_agreed(hers):
    accepted(hers)
    page = reverse("referral", args=[hers.referral.reference])
    words = "reach her only in the way that you agreed on"
    mentor, desk = client_of(hers.cast.mentor), client_of(hers.cast.professional)
    assert words not in mentor.get(page).content.decode()
    ask(hers.code, "stop/", sure="1")
    assert words in mentor.get(page).content.decode()
    assert desk.get(page).status_code == 404
    Consent.objects.update(ending=timezone.now(), until=timezone.now() - timedelta(days=1))
    assert words not in mentor.get(page).content.decode()


def test_her_mentor_and_she_learn_that_a_lock_ended_it(hers):
    accepted(hers)
    lock(hers)
    assert "your mentor begins anew with you" in ask(hers.code)
    home = client_of(hers.cast.mentor).get(reverse("people:home")).content.decode()
    assert f"{hers.referral.reference} was closed at her wish" in home


@pytest.mark.parametrize("stops", ["lock", "stop"])
def test_a_service_that_had_her_number_learns_that_it_ended_and_not_why(hers, stops):
    accepted(hers)
    service_opens(hers, hers.referral.content)
    number = hers.consent.recipients.get(position=0).pk
    assert "they learn that it has ended" in ask(hers.code, "lock/", number=number)
    Task.objects.all().delete()
    ask(hers.code, f"{stops}/", sure="1", **({"number": number} if stops == "lock" else {}))
    told = Task.objects.filter(kind="people.notify").values_list("subject_id", flat=True)
    assert hers.cast.professional.pk in told
    desk = client_of(hers.cast.professional)
    case = reverse("referral", args=[hers.referral.reference])
    home = desk.get(reverse("people:home")).content.decode()
    line = f"{hers.referral.reference} is with you no more: do not use what you noted of it"
    assert line in home
    assert case in home
    assert "at her wish" not in home
    gone = desk.get(case)
    assert gone.status_code == 404
    assert "Did you note how to reach her? Do not use it now." in gone.content.decode()
    other = client_of(hers.cast.other_professional).get(reverse("people:home")).content.decode()
    assert hers.referral.reference not in other
    later = waiting.today(viewer_of(hers.cast.professional), timezone.now() + timedelta(days=4))
    assert not [one for one in later if hers.referral.reference in one.sentence]


def test_a_service_that_never_had_her_number_is_told_nothing_more(hers):
    do(hers, Act.SEND, Party.MENTOR)
    service_opens(hers, hers.referral.summary)
    do(hers, Act.DECLINE, reason=Reason.NO_ROOM)
    ask(hers.code, "stop/", sure="1")
    home = client_of(hers.cast.professional).get(reverse("people:home")).content.decode()
    assert hers.referral.reference not in home


def test_locking_who_was_not_asked_yet_strikes_it_out(hers):
    do(hers, Act.SEND, Party.MENTOR)
    lock(hers, 1)
    assert state(hers) == State.SENT
    assert holds_nothing(hers, hers.cast.other)
    do(hers, Act.DECLINE, reason=Reason.NO_ROOM)
    with pytest.raises(NotNow):
        do(hers, Act.PASS_ON, Party.MENTOR)


def test_locking_the_first_before_sending_sends_to_the_second(hers):
    lock(hers, 0)
    do(hers, Act.SEND, Party.MENTOR)
    assert holds_nothing(hers, hers.cast.service)
    assert service_opens(hers, hers.referral.summary, "other_professional", "other")


def test_locking_the_only_one_before_sending_is_a_withdrawal(hers):
    lock(hers, 1)
    lock(hers, 0)
    assert state(hers) == State.WITHDRAWN
    with pytest.raises((NotNow, NotConsented)):
        do(hers, Act.SEND, Party.MENTOR)


def test_a_lock_that_a_crash_interrupted_has_locked_and_can_be_pressed_again(hers, monkeypatch):
    accepted(hers)
    recipient = hers.consent.recipients.get(position=0)
    with monkeypatch.context() as crash:
        crash.setattr(actions, "_take_away", lambda *_: (_ for _ in ()).throw(OSError("full")))
        with pytest.raises(OSError, match="full"):
            actions.lock(recipient=recipient, now=timezone.now())
    assert holds_nothing(hers, hers.cast.service)
    assert "Locked. They can open nothing." in ask(hers.code)
    actions.lock(recipient=recipient, now=timezone.now())
    assert state(hers) == State.CLOSED


def test_a_lock_after_the_end_still_locks_and_asks_nobody(hers):
    do(hers, Act.SEND, Party.MENTOR)
    Consent.objects.update(until=timezone.now())
    lock(hers)
    assert state(hers) == State.EXPIRED
    assert holds_nothing(hers, hers.cast.service)


def test_a_lock_touches_no_other_woman(hers):
    other = new_link(hers.cast, "1234")
    accepted(hers)
    accepted(other)
    lock(hers)
    assert service_opens(other, other.referral.content)


def test_her_mentor_is_told_that_something_happened_and_not_what(hers):
    accepted(hers)
    Task.objects.all().delete()
    ask(hers.code, "messages/", referral=hers.referral.pk, write="1", said="wait",
        number="00000000-0000-4000-8000-000000000001")  # fmt: skip
    told = Task.objects.filter(kind="people.notify").values_list("subject_id", flat=True)
    assert hers.cast.mentor.pk in told
    assert hers.cast.professional.pk in told


def test_how_it_went_is_three_codes(hers):
    said = {"referral": hers.referral.pk, "helped": "partly", "as_promised": "no", "again": "yes"}
    assert "Nothing was changed." in ask(hers.code, "how/", tell="1", **said)
    accepted(hers)
    assert "Did they help you?" in ask(hers.code, "how/", referral=hers.referral.pk)
    assert "error" in ask(hers.code, "how/", tell="1", **{**said, "helped": "very much"})
    assert "Thank you." in ask(hers.code, "how/", tell="1", **said)
    assert "Thank you." in ask(hers.code, "how/", tell="1", **{**said, "helped": "yes"})
    told = HowItWent.objects.get()
    assert (told.helped, told.as_promised, told.again) == ("yes", "no", "yes")
