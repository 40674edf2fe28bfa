from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.participants import actions, keys, queries
from communitylinkage.participants.models import Participant, Receipt
from communitylinkage.participants.rules import NoReceipt, NotACode, read_digits
from communitylinkage.values.references import in_fives, new_receipt_code
from communitylinkage.values.tries import FREE_TRIES, LONGEST_WAIT, TooSoon, Tries, wait_after
from communitylinkage.vault.keys import open_sealed, seal_to
from communitylinkage.vault.models import Holder

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
HOME = "192.0.2.7"


@pytest.fixture(autouse=True)
def nobody_has_tried(monkeypatch):
    monkeypatch.setattr(actions, "TRIES", Tries())


@pytest.fixture
def hers(db):
    participant = Participant.objects.create()
    made = actions.make_receipt(participant=participant, digits="4071", now=NOW)
    made.holder.refresh_from_db()
    return participant, made


def open_it(code, digits="", source=HOME, now=NOW):
    return actions.open_receipt(code=code, digits=digits, now=now, source=source)


def test_code_and_digits_open_what_was_sealed_to_her(hers):
    participant, made = hers
    opened = open_it(in_fives(made.code), "4071")
    assert (opened.participant, opened.holder) == (participant.pk, made.holder.pk)
    assert open_sealed(opened.private_key, seal_to(bytes(made.holder.public_key), b"x")) == b"x"
    assert queries.receipt_holders(participant.pk) == [made.holder]


def test_the_code_alone_gives_no_key_and_neither_do_wrong_digits(hers):
    _participant, made = hers
    for digits in ("", "4072", "407", "abcd", "40711"):
        assert open_it(made.code, digits).private_key is None


def test_digits_of_her_own_script_are_the_same_digits(hers):
    _participant, made = hers
    eastern = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    assert open_it(made.code.translate(eastern), "٤٠٧١").private_key


def test_a_code_with_a_wrong_digit_costs_no_slow_run(hers, monkeypatch):
    _participant, made = hers
    monkeypatch.setattr(keys, "argon", lambda *_: pytest.fail("a slow run"))
    wrong = made.code[:-1] + str((int(made.code[-1]) + 1) % 10)
    for typed in (wrong, "", "1234", "x" * 10_000, "1" * 10_000):
        with pytest.raises(NotACode):
            open_it(typed, "4071")


def test_an_unknown_code_costs_the_same_run_as_a_known_one(hers, monkeypatch):
    _participant, made = hers
    runs, slow = [], keys.argon
    monkeypatch.setattr(keys, "argon", lambda *said: runs.append(1) or slow(*said))
    with pytest.raises(NoReceipt):
        open_it(new_receipt_code(), "4071")
    open_it(made.code, "4071")
    assert len(runs) == 2


def test_neither_the_code_nor_the_digits_nor_the_key_are_stored_or_shown(hers):
    _participant, made = hers
    stored = str(vars(Receipt.objects.get())) + str(vars(Holder.objects.get()))
    opened = open_it(made.code, "4071")
    assert made.code not in stored + repr(made)
    assert repr(opened.private_key) not in stored + repr(opened)


def test_another_pepper_finds_nothing(hers, settings):
    _participant, made = hers
    settings.PEPPER = "another"
    with pytest.raises(NoReceipt):
        open_it(made.code, "4071")


def test_wrong_codes_slow_down_their_source_and_nobody_else(hers):
    _participant, made = hers
    for _try in range(FREE_TRIES):
        with pytest.raises(NoReceipt):
            open_it(new_receipt_code())
    with pytest.raises(TooSoon) as said:
        open_it(made.code, "4071")
    assert said.value.seconds == 1
    assert open_it(made.code, "4071", source="192.0.2.8").private_key
    assert open_it(made.code, "4071", now=NOW + timedelta(seconds=2)).private_key


def test_wrong_digits_slow_down_this_receipt_from_there_only(hers):
    _participant, made = hers
    other = actions.make_receipt(participant=Participant.objects.create(), digits="1111", now=NOW)
    for _try in range(FREE_TRIES):
        assert open_it(made.code, "0000").private_key is None
    with pytest.raises(TooSoon):
        open_it(made.code, "4071")
    assert open_it(made.code, "4071", source="192.0.2.8").private_key
    assert open_it(other.code, "1111").private_key


@given(st.integers(0, 10_000))
def test_the_wait_grows_and_ends(failures):
    assert wait_after(failures) <= wait_after(failures + 1) <= LONGEST_WAIT


def test_a_source_is_forgotten_with_the_day_and_is_never_held_in_clear():
    tries = Tries()
    for _try in range(20):
        tries.failed(HOME, NOW)
    assert HOME not in str(tries.seen)
    with pytest.raises(TooSoon):
        tries.check(HOME, NOW)
    tries.check(HOME, NOW + timedelta(days=1))
    assert not tries.seen


def test_not_four_digits_make_no_receipt(db):
    with pytest.raises(ValueError, match="four"):
        actions.make_receipt(participant=Participant.objects.create(), digits="12", now=NOW)
    assert not Receipt.objects.exists()
    assert read_digits(" 12 34 ") == "1234"
