"""Where passkeys work, how long a question stands, what a counter says."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.people.passkeys import rules

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("localhost:8000", "localhost"),
        ("link.example.org", "link.example.org"),
        ("127.0.0.1:8000", ""),
        ("192.168.1.7", ""),
        ("[::1]:8000", ""),
        ("[::1", ""),
        ("", ""),
    ],
)
def test_a_passkey_belongs_to_a_name_never_to_a_number(host, domain):
    assert rules.domain_of(host) == domain


@given(st.ip_addresses(), st.integers(1, 65535))
def test_no_number_of_a_machine_is_a_domain(number, port):
    host = f"[{number}]" if number.version == 6 else str(number)
    assert rules.domain_of(f"{host}:{port}") == ""


@pytest.mark.parametrize(
    ("seconds", "is_open"), [(-1, False), (0, True), (299, True), (300, False), (9999, False)]
)
def test_a_question_stands_for_five_minutes(seconds, is_open):
    assert rules.still_open(NOW, NOW + timedelta(seconds=seconds)) is is_open


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_a_counter_goes_on_or_was_never_there(last, told):
    assert rules.counter_went_on(last, told) == (told > last or (told, last) == (0, 0))


@given(st.lists(st.integers(1, 2**32 - 1), min_size=1))
def test_of_two_copies_that_count_one_is_found_out(counters):
    """Whoever of two comes second with a counter that was used is told from the other."""
    last = 0
    for told in sorted(set(counters)):
        assert rules.counter_went_on(last, told)
        assert not rules.counter_went_on(told, told)
        assert not rules.counter_went_on(told, 0)
        last = told


@pytest.mark.parametrize(
    ("others", "has_code", "may"),
    [(0, False, False), (0, True, True), (1, False, True), (1, True, True)],
)
def test_something_is_left_for_the_second_step(others, has_code, may):
    assert rules.may_remove(others=others, has_code=has_code) is may


def test_ten_are_enough():
    assert [rules.is_one_too_many(n) for n in (0, 9, 10, 11)] == [False, False, True, True]
