"""National help lines: facts with their source, and nothing that no source gives."""

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.directory import actions, queries, rules
from communitylinkage.directory.models import HelpLine

MEMBER_STATES = {
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
    *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
}
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "helplines.csv"


@pytest.mark.django_db
def test_all_27_member_states_have_a_help_line():
    actions.load_help_lines()
    assert {line.country for line in queries.help_lines()} == MEMBER_STATES


@pytest.mark.django_db
def test_nothing_is_confirmed_before_an_administrator_confirms_it():
    actions.load_help_lines()
    assert all(line.confirmed_on is None for line in queries.help_lines())


@pytest.mark.django_db
def test_loading_again_doubles_nothing_and_keeps_a_confirmation():
    count = actions.load_help_lines()
    HelpLine.objects.filter(country="IT").update(confirmed_by="Ada", confirmed_on=date(2026, 11, 1))
    assert actions.load_help_lines() == count == HelpLine.objects.count()
    assert HelpLine.objects.get(country="IT").confirmed_by == "Ada"


@pytest.mark.django_db
def test_a_changed_number_loses_its_confirmation():
    actions.load_help_lines()
    HelpLine.objects.filter(country="IT").update(
        number="0000", confirmed_by="Ada", confirmed_on=date(2026, 11, 1)
    )
    actions.load_help_lines()
    line = HelpLine.objects.get(country="IT")
    assert (line.number, line.confirmed_by, line.confirmed_on) == ("1522", "", None)


@pytest.mark.django_db
def test_who_confirmed_and_when_are_kept_together_or_not_at_all():
    actions.load_help_lines()
    with pytest.raises(IntegrityError):
        HelpLine.objects.filter(country="IT").update(confirmed_by="Ada")


@pytest.mark.django_db
def test_a_seed_with_an_empty_number_writes_nothing(tmp_path, monkeypatch):
    text = actions.SEED.read_text(encoding="utf-8").replace(",1522,", ",,", 1)
    bad = tmp_path / "bad.csv"
    bad.write_text(text, encoding="utf-8")
    monkeypatch.setattr(actions, "SEED", bad)
    with pytest.raises(actions.SeedError, match="row 2, column number"):
        actions.load_help_lines()
    assert not HelpLine.objects.exists()


def test_the_seed_is_what_was_gathered():
    if not SHARED.exists():
        pytest.skip(f"LOUD: {SHARED} is missing, so the seed was not compared with its source")
    assert actions.SEED.read_text(encoding="utf-8") == SHARED.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "age"),
    [("", "undated"), ("2014-08-31", "old"), ("2021-02", "old"), ("2025-08-24", "recent")],
)
def test_sources_up_to_2021_are_old(text, age):
    assert rules.source_age(text) == age


@pytest.mark.parametrize(
    ("hours", "always"),
    [
        ("24 h every day", True),
        ("24/7", True),
        ("24/7 (specialists in the day, Télé-Accueil 107 outside those hours)", False),
        ("daily 12:00-22:00", False),
        ("", False),
    ],
)
def test_day_and_night_is_said_only_where_the_source_limits_nothing(hours, always):
    assert rules.is_round_the_clock(hours) is always


def test_several_numbers_are_dialled_one_by_one():
    assert rules.numbers_in("0800 1 86 76; 02 981 76 86") == ("0800 1 86 76", "02 981 76 86")
    assert rules.dialled("020-50 50 50") == "020505050"


@given(st.text(max_size=30))
def test_what_is_dialled_holds_digits_only(text):
    assert rules.dialled(text).lstrip("+").isdigit() or not rules.dialled(text).strip("+")


@given(st.text(max_size=12))
def test_a_source_date_is_a_date_or_refused(text):
    if rules.is_source_date(text) and text:
        date.fromisoformat((text + "-01-01")[:10])
