"""The table of an ask, and the patience that sending many costs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import assume, given
from hypothesis import strategies as st

from communitylinkage.referrals.asks import papers, patience, rules
from communitylinkage.referrals.asks.papers import Letter
from communitylinkage.referrals.asks.patience import Patience, Wait
from communitylinkage.referrals.asks.rules import Act, NotNow, Party, State
from communitylinkage.values import tries

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("party", Party)
def test_only_the_table_s_lines_are_allowed(state, act, party):
    line = next((t for t in rules.TABLE if (t.before, t.act, t.by) == (state, act, party)), None)
    if line is None:
        with pytest.raises(NotNow):
            rules.check(state, act, party)
    else:
        assert rules.check(state, act, party) == line


def test_every_state_is_reached_and_an_ended_one_leads_nowhere_but_back_to_her():
    assert {line.after for line in rules.TABLE} == set(State)
    assert {line.act for line in rules.TABLE if line.before in rules.ENDED} == {Act.TAKE_BACK}


def test_every_open_state_has_a_clock_and_somebody_whom_it_tells():
    for state in State:
        clock = [t for t in rules.TABLE if t.before == state and t.by == Party.CLOCK]
        assert bool(clock) == (state not in rules.ENDED)
        assert all(line.tells for line in clock)
        assert bool(rules.due(state, NOW)) == (state not in rules.ENDED)


def test_the_picture_in_the_documents_is_the_table_s():
    stored = Path(settings.ROOT) / "docs" / "reference" / "ask-states.md"
    assert stored.read_text().endswith(rules.picture())


def test_the_first_few_are_free_then_each_waits_longer_and_none_for_ever():
    waits = [patience.age_wanted(sent) for sent in range(200)]
    assert waits[: patience.FREE] == [timedelta(0)] * patience.FREE
    assert waits == sorted(waits)
    assert waits[-1] == patience.LONGEST_WAIT


def test_who_shares_an_address_with_a_thousand_senders_waits_a_quarter_of_an_hour_at_most():
    many = Patience()
    for second in range(1000):
        many.count("one", NOW + timedelta(seconds=second))
    end = NOW + timedelta(seconds=1000)
    with pytest.raises(Wait) as told:
        many.check("one", end, end)
    assert told.value.seconds <= patience.LONGEST_WAIT.total_seconds()
    many.check("one", end, end + patience.LONGEST_WAIT)


def test_one_source_never_slows_another():
    many = Patience()
    for _time in range(50):
        many.count("one", NOW)
    many.check("two", NOW, NOW)


def test_an_hour_later_a_source_is_as_new_and_so_it_is_on_the_next_day():
    many = Patience()
    for _time in range(50):
        many.count("one", NOW)
    many.check("one", NOW + timedelta(hours=1), NOW + timedelta(hours=1))
    key = many.key
    many.check("one", NOW + timedelta(days=1), NOW + timedelta(days=1))
    assert many.key != key
    assert not many.seen


def test_no_address_is_kept_even_in_memory():
    many = Patience()
    many.count("192.0.2.7", NOW)
    assert "192.0.2.7" not in repr(many)


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(patience, "MOST_SOURCES", 10)
    many = Patience()
    for source in range(100):
        many.count(str(source), NOW)
    assert len(many.seen) == 10


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:50312", "192.0.2.7"),
        ("[2001:db8:1:2:3:4:5:6]:50312", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2:3:4:5:6]", "2001:db8:1:2::/64"),
        ("", ""),
    ],
)
def test_a_home_is_one_source(address, source):
    assert tries.source_of(address) == source


@given(st.text(min_size=1), st.text(min_size=1))
def test_what_cannot_be_read_is_a_source_of_its_own(one, other):
    assume(one != other)
    first, second = tries.source_of(f"odd {one}"), tries.source_of(f"odd {other}")
    assert len({first, second, ""}) == 3


def test_no_text_passes_for_the_source_of_somebody_else():
    assert tries.source_of("account 7") != "account 7"


@given(st.text(max_size=600), st.lists(st.text(max_size=20), max_size=5))
def test_a_letter_comes_back_as_it_was_in_whole_kilobytes(text, codes):
    letter = Letter(kind="legal", excluded=text, not_organisations=tuple(codes))
    plain = papers.to_bytes(letter)
    assert len(plain) % 1024 == 0
    assert papers.from_bytes(plain) == letter


LATER = NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("answers", "replies", "yes"),
    [
        ([NOW], [(LATER, "go_on")], True),
        ([], [(LATER, "go_on")], False),
        ([NOW], [], False),
        ([NOW], [(LATER, "no")], False),
        ([NOW], [(LATER, "question")], False),
        ([LATER], [(NOW, "go_on")], False),
        ([NOW], [(NOW, "go_on")], False),
        ([NOW], [(LATER, "no"), (LATER + timedelta(hours=1), "go_on")], True),
        ([NOW], [(LATER, "go_on"), (LATER + timedelta(hours=1), "no")], False),
    ],
)
def test_her_last_word_to_the_last_answer_is_what_counts(answers, replies, yes):
    assert rules.she_said_go_on(answers, replies) is yes


@given(st.text(max_size=500))
def test_a_reply_comes_back_as_it_was_in_whole_kilobytes(text):
    plain = papers.reply_to_bytes(papers.Reply("no", text))
    assert len(plain) % 1024 == 0
    assert papers.reply_from_bytes(plain) == papers.Reply("no", text)
