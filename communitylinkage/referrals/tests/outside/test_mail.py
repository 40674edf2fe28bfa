"""The letter: never lost, doubled only with the same Message-ID and the same link, and neutral."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.utils import timezone

from communitylinkage.outbox.letters import deliver
from communitylinkage.outbox.models import Task
from communitylinkage.referrals import actions as referrals
from communitylinkage.referrals.models import Link, WaitingToken
from communitylinkage.referrals.outside import actions, keys, rules
from communitylinkage.referrals.rules import Act, Party, Reason, State

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)
FIRST, SECOND = "service1@example.org", "service2@example.org"
WORDS = ("marked", "woman", "women", "violence", "abuse", "victim", "mujer", "violencia", "refer",
         "shelter", "bengali", "امرأة", "عنف")  # fmt: skip


def waits(road, at=0):
    return WaitingToken.objects.filter(pk=road.link(at).pk).exists()


def test_the_one_whose_turn_it_is_gets_a_letter_and_the_secret_goes(road, post):
    road.send()
    assert waits(road)
    assert post.run() == 1
    (letter,) = post.letters
    assert letter["To"] == "service1@example.org"
    assert road.link().expires == road.row.due
    assert (waits(road), road.link().email) == (False, "")
    assert (waits(road, 1), road.link(1).email) == (True, SECOND)
    assert post.run() == 0


def test_the_letter_says_nothing_of_her_nor_what_this_is_about(road, post, caplog):
    caplog.set_level("DEBUG")
    road.send()
    post.run()
    # The test's own mail server logs what it gets.
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith("mail.")]
    said = (post.subject() + post.text() + str(ours)).lower()
    assert not [word for word in WORDS if word in said]
    assert not [word for word in WORDS if word in str(post.letters[0].items()).lower()]
    assert road.organisation.name not in post.text()
    assert post.path().split("/")[3] not in str(ours)


def test_it_speaks_every_language_of_the_interface_with_the_same_link(road, post, settings):
    settings.SITE_ADDRESS = "https://example.org"
    road.send()
    post.run()
    tokens = {post.path(language=code).split("/")[3] for code, _name in settings.LANGUAGES}
    assert len(tokens) == 1
    assert "https://example.org/es/link/" in post.text()


def test_a_server_that_refuses_keeps_letter_and_secret(road, post):
    road.send()
    post.refuses = True
    assert post.run() == 0
    assert actions.tidy(now=timezone.now()) == 0
    assert waits(road)
    assert road.link().mailed is None
    post.refuses = False
    assert post.run(timezone.now() + timedelta(minutes=1)) == 1
    assert not waits(road)


def test_killed_between_ok_and_commit_the_letter_comes_again_the_same(road, post, monkeypatch):
    road.send()
    with monkeypatch.context() as killed:

        def dies(self, *args, **kwargs):
            raise DatabaseError

        # The handler has sent; what follows in its transaction is the deletion of the task.
        killed.setattr(Task, "delete", dies)
        assert post.run() == 0
    assert len(post.letters) == 1
    assert waits(road)
    assert post.run(timezone.now() + timedelta(minutes=1)) == 1
    first, second = post.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert post.path(0) == post.path(1)
    assert not waits(road)


def test_killed_between_ok_and_commit_the_link_of_the_letter_works_already(
    road, post, monkeypatch, press
):
    road.send()
    with monkeypatch.context() as killed:
        killed.setattr(Task, "delete", lambda self: 1 / 0)
        post.run()
    assert "MARKEDTOWN" in press(post.path()).content.decode()
    press(post.path(), Act.ACCEPT)
    assert road.row.state == State.ACCEPTED
    post.run(timezone.now() + timedelta(minutes=1))
    assert len(post.sent_to(FIRST)) == 1
    actions.tidy(now=timezone.now())
    assert not waits(road)


def test_who_answers_before_our_commit_keeps_the_link(road, post, monkeypatch, press):
    road.send()

    def answered(letter, *, number):
        deliver(letter, number=number)
        press(post.path(), Act.ACCEPT)

    monkeypatch.setattr("communitylinkage.outbox.actions.deliver", answered)
    assert post.run() == 1
    assert road.row.state == State.ACCEPTED
    assert road.link().expires == road.consent.until
    assert (road.link().mailed is None, waits(road)) == (False, False)


def test_killed_after_the_commit_the_worker_destroys_the_secret(road, post, monkeypatch):
    road.send()
    with monkeypatch.context() as killed:
        killed.setattr("communitylinkage.referrals.outside.actions.forget", lambda **_: 0)
        post.run()
    assert len(post.letters) == 1
    assert waits(road)
    assert actions.tidy(now=timezone.now()) == 1
    assert not waits(road)
    assert post.run(timezone.now() + DAY) == 0


def test_nothing_is_mailed_when_the_turn_is_over(road, post):
    road.send()
    road.withdraw()
    assert post.run() >= 1
    assert not post.sent_to(FIRST)
    actions.tidy(now=timezone.now())
    assert not WaitingToken.objects.exists()


def test_nothing_is_mailed_after_the_clock_ran_out(road, post):
    road.send()
    post.run(road.row.due + timedelta(seconds=1))
    assert not post.sent_to(FIRST)


def test_the_second_gets_a_letter_only_when_the_first_said_no(mailed, press):
    press(mailed.path, Act.DECLINE, reason=Reason.NO_ROOM)
    referrals.sweep(now=timezone.now())
    mailed.post.run()
    assert len(mailed.post.sent_to(FIRST)) == len(mailed.post.sent_to(SECOND)) == 1
    assert not waits(mailed, 1)


def test_the_secret_of_the_second_goes_when_the_referral_closes(mailed):
    mailed.do(Act.ACCEPT, Party.SERVICE)
    actions.tidy(now=timezone.now())
    assert waits(mailed, 1)
    mailed.do(Act.CLOSE, Party.MENTOR, outcome="provided")
    actions.tidy(now=timezone.now())
    assert not waits(mailed, 1)
    assert set(Link.objects.values_list("email", flat=True)) == {""}


def test_a_link_that_no_consent_ever_named_is_forgotten_after_a_day():
    now = timezone.now()
    actions.new_link(organisation=uuid4(), email="a@example.org", by=uuid4(), now=now)
    WaitingToken.objects.create(pk=uuid4(), token=b"x", made=now)
    assert actions.tidy(now=now + DAY - timedelta(seconds=1)) == 0
    assert WaitingToken.objects.count() == 2
    assert actions.tidy(now=now + DAY) == 2
    assert not WaitingToken.objects.exists()
    assert Link.objects.get().email == ""


def test_the_stores_alone_hold_no_token(road, post):
    waiting = bytes(WaitingToken.objects.get(pk=road.link().pk).token)
    token = keys.open_waiting(road.link().pk, waiting)
    assert token not in waiting
    assert rules.show_token(token) not in str(list(Link.objects.values()))


@pytest.mark.parametrize("email", ["", "x", "a@b\nBcc: all@example.org", "a" * 10_000 + "@b.c"])
def test_what_is_no_address_makes_no_link(email):
    with pytest.raises(ValueError, match="address"):
        actions.new_link(organisation=uuid4(), email=email, by=uuid4(), now=timezone.now())
    assert not WaitingToken.objects.exists()


def test_a_letter_to_the_demo_waits_as_a_file_and_no_server_sees_it(road, post, settings, tmp_path):
    settings.DEMO_LETTERS = tmp_path
    Link.objects.update(email="x@demo.invalid")
    road.send()
    post.run()
    assert not post.letters
    assert not waits(road)
    [letter] = tmp_path.iterdir()
    assert "/link/" in letter.read_text()
