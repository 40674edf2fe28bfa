"""Two people with the same letter press at the same moment: in threads, on a real database."""

import threading

import pytest
from django.db import connections
from django.utils import timezone

from communitylinkage.journal.models import Line
from communitylinkage.journal.queries import problems
from communitylinkage.referrals.outside import rules
from communitylinkage.referrals.rules import Act, Reason, State

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*presses):
    """Runs each in a thread of its own, all let go together; the answers in order."""
    gate, answers = threading.Barrier(len(presses)), {}

    def run(at, it):
        try:
            gate.wait()
            answers[at] = it()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(presses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[at] for at in range(len(presses))]


def acts(mailed):
    lines = Line.objects.filter(organisation_id=mailed.organisation.pk)
    return list(lines.values_list("act", flat=True))


def test_both_open_it_and_it_is_marked_once(mailed, press):
    answers = at_once(*[lambda: press(mailed.path)] * 2)
    assert all("MARKEDTOWN" in answer.content.decode() for answer in answers)
    assert acts(mailed).count("referral.see") == 1
    assert problems() == []


def test_one_says_yes_and_one_says_no_and_one_of_them_counts(mailed, press):
    answers = at_once(
        lambda: press(mailed.path, Act.ACCEPT),
        lambda: press(mailed.path, Act.DECLINE, reason=Reason.NO_ROOM),
    )
    assert {answer.status_code for answer in answers} <= {200, 404}
    assert acts(mailed).count("referral.accept") + acts(mailed).count("referral.decline") == 1
    assert mailed.row.state in (State.ACCEPTED, State.DECLINED)
    assert problems() == []


def test_two_wrong_codes_at_once_count_both(mailed, press):
    press(mailed.path, Act.ACCEPT)
    wrong = str((int(mailed.code) + 1) % 10**rules.CODE_DIGITS).zfill(rules.CODE_DIGITS)
    at_once(*[lambda: press(mailed.path, "code", code=wrong)] * 2)
    link = mailed.link()
    assert link.tries == 2
    assert link.wait_until > timezone.now()
