import os
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.referrals.outside import rules
from communitylinkage.referrals.rules import State

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
DAY = timedelta(days=1)


def test_a_token_reads_as_it_was_shown():
    for _time in range(50):
        token = os.urandom(rules.TOKEN_BYTES)
        assert rules.read_token(rules.show_token(token)) == token


@given(st.text(max_size=60))
def test_nothing_else_is_a_token(typed):
    token = rules.read_token(typed)
    assert token is None or rules.show_token(token) == typed


def test_a_token_has_one_spelling():
    shown = rules.show_token(bytes(rules.TOKEN_BYTES))
    assert rules.read_token(shown[:-1] + "B") is None


@pytest.mark.parametrize("typed", ["12345678", " 1234 5678", "1234-5678\n", "١٢٣٤٥٦٧٨"])
def test_a_code_is_read_as_people_type_it(typed):
    assert rules.read_code(typed) == "12345678"


@pytest.mark.parametrize("typed", ["", "1234567", "123456789", "1234567a", "²²²²²²²²", "\x00" * 8])
def test_other_signs_are_no_code(typed):
    assert rules.read_code(typed) is None


def test_the_wait_after_wrong_codes_grows_to_an_hour():
    waits = [rules.wait_after(tries) for tries in range(rules.MOST_TRIES + 1)]
    assert waits == sorted(waits)
    assert waits[1] == timedelta()
    assert waits[2] == timedelta(minutes=1)
    assert waits[-1] == timedelta(hours=1)


ALIVE = {
    "state": State.SENT,
    "due": NOW + DAY,
    "until": NOW + 60 * DAY,
    "ending": None,
    "expires": None,
    "now": NOW,
}


@pytest.mark.parametrize(
    ("change", "alive"),
    [
        ({}, True),
        ({"state": State.SEEN}, True),
        ({"state": State.ACCEPTED, "due": NOW - DAY}, True),
        ({"state": State.FIRST_CONTACT, "due": None}, True),
        ({"state": State.BEGUN, "due": None}, True),
        ({"due": NOW}, False),
        ({"due": None}, False),
        ({"ending": NOW}, False),
        ({"until": NOW}, False),
        ({"expires": NOW}, False),
        ({"state": State.CONSENTED}, False),
        ({"state": State.DECLINED}, False),
        ({"state": State.EXPIRED}, False),
        ({"state": State.CLOSED}, False),
        ({"state": State.WITHDRAWN}, False),
    ],
)
def test_when_a_link_opens(change, alive):
    assert rules.is_alive(**(ALIVE | change)) is alive


@pytest.mark.parametrize(
    ("state", "position", "wanted"),
    [
        (State.CONSENTED, 0, True),
        (State.DECLINED, 0, True),
        (State.ACCEPTED, 0, True),
        (State.CLOSED, 0, False),
        (State.WITHDRAWN, 0, False),
        (State.SENT, 1, True),
        (State.EXPIRED, 1, False),
        (State.SENT, 2, False),
    ],
)
def test_whether_the_turn_of_the_second_can_still_come(state, position, wanted):
    assert rules.turn_can_come(state, position, 1) is wanted
