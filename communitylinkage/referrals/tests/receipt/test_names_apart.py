"""Whom she excluded, one on each line: on her page, too, each stands apart from the next."""

from dataclasses import replace

import pytest

from communitylinkage.referrals.asks.papers import Letter
from communitylinkage.referrals.papers import Content
from communitylinkage.referrals.receipt import asked, mentors
from communitylinkage.referrals.showing import never_told
from communitylinkage.referrals.tests.mentor_requests.scene import DETAILS, SUMMARY
from communitylinkage.referrals.wishes import reading as wishes
from communitylinkage.referrals.wishes.papers import Wish

pytestmark = pytest.mark.django_db
TYPED = "Omar the officer\r\n\r\n Yilmaz \nwho interprets there"


def in_her_ask(typed):
    return asked.lines(Letter("legal", excluded=typed))


def in_her_wish(typed):
    return wishes.lines(Wish((), "ar", not_told=typed))


def in_the_request_for_a_mentor(typed):
    return mentors.lines(SUMMARY, replace(DETAILS, not_told=typed))


def in_the_referral(typed):
    return [("never", " · ".join(never_told(Content("Her", not_told=typed))))]


@pytest.mark.parametrize(
    "read", [in_her_ask, in_her_wish, in_the_request_for_a_mentor, in_the_referral]
)
def test_names_on_lines_of_their_own_stand_apart_on_her_page(read):
    assert "Omar the officer · Yilmaz · who interprets there" in [
        words for _label, words in read(TYPED)
    ]
