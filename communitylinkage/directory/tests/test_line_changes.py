"""A wrong help line is corrected or hidden, with what its source says beside it."""

from html import unescape
from uuid import UUID

import pytest
from django.urls import reverse

from communitylinkage.directory import actions, queries
from communitylinkage.directory.lines import rules
from communitylinkage.directory.lines.shown import every
from communitylinkage.directory.models import HelpLine, HelpLineChange
from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import cast, client_of

__all__ = ["cast"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def italy(cast):
    """The Italian line, and the administrator's browser."""
    actions.load_help_lines()
    cast.browser, cast.line = client_of(cast.administrator), HelpLine.objects.get(country="IT")
    return cast


def there(italy, name="help_line_correct"):
    return reverse(name, kwargs={"number": italy.line.pk})


def seen(italy, name="help_line_correct"):
    page = italy.browser.get(there(italy, name)).content.decode()
    return page.split('name="seen" value="')[1].split('"')[0]


def fields(italy):
    """What the form of the line holds before she types."""
    now = next(one.said for one in every() if one.line == italy.line)
    return {**now, "languages": now["languages"].split()}


def corrected(italy, **said):
    """She corrects the line; what she does not name stays."""
    typed = {**fields(italy), "why": "They told me.", **said}
    return italy.browser.post(
        there(italy), {"seen": seen(italy), **typed}, follow=True
    )  # fmt: skip


def confirmed(italy):
    name = "help_line_confirm"
    return italy.browser.post(there(italy, name), {"seen": seen(italy, name)}, follow=True)


def public(italy):
    return unescape(italy.browser.get(reverse("help_lines")).content.decode())


def acts():
    """What the journal says of help lines."""
    lines = Line.objects.filter(act__startswith="help_line").order_by("pk")
    return list(lines.values_list("act", flat=True))


def shown(country="IT"):
    return next(line for line in queries.help_lines() if line.country == country)


def test_women_read_the_correction_and_what_the_source_says_instead(italy):
    corrected(italy, number="0800 99 00; 1523", languages=["it", "en", "so"])
    line = shown()
    assert [one.shown for one in line.numbers] == ["0800 99 00", "1523"]
    assert [one.code for one in line.languages] == ["it", "en", "so"]
    page = public(italy)
    assert "Corrected by who keeps this site on" in page
    assert "There it says instead:" in page
    assert 'dir="auto">1522</bdi>' in page
    assert 'href="tel:112"' in page
    assert "They told me." not in page
    assert "administrator" not in page


def test_her_colleagues_read_who_corrected_what_when_and_why(italy):
    corrected(italy, number="1523")
    page = unescape(italy.browser.get(reverse("help_lines_kept")).content.decode())
    assert "<bdi>administrator</bdi>, who keeps this site, corrected it on" in page
    assert "They told me." in page
    assert 'The source says: <bdi dir="auto">1522</bdi>' in page
    told = italy.browser.get(reverse("help_lines_kept"), {"as": "csv", "q": "They told"})
    assert "Number: 1522" in told.content.decode()
    assert acts() == ["help_line.corrected"]


def test_loading_the_seed_again_never_overwrites_a_correction_silently(
    italy, tmp_path, monkeypatch
):
    corrected(italy, number="1523")
    italy.browser.post(there(italy, "help_line_hide"), {"why": "It is never answered."})
    actions.load_help_lines()
    assert not [line for line in queries.help_lines() if line.country == "IT"]
    italy.browser.post(there(italy, "help_line_hide"), {"back": "1"})
    assert shown().numbers[0].shown == "1523"
    seed = tmp_path / "helplines.csv"
    text = actions.SEED.read_text(encoding="utf-8")
    seed.write_text(text.replace(",1522,", ",1524,", 1), encoding="utf-8")
    monkeypatch.setattr(actions, "SEED", seed)
    actions.load_help_lines()
    assert shown().numbers[0].shown == "1523"
    page = italy.browser.get(reverse("help_lines_kept")).content.decode()
    assert "The source says something else since it was corrected." in page


def test_a_confirmation_of_a_corrected_number_outlives_a_new_source(italy, tmp_path, monkeypatch):
    corrected(italy, number="1523")
    confirmed(italy)
    seed = tmp_path / "helplines.csv"
    text = actions.SEED.read_text(encoding="utf-8")
    seed.write_text(text.replace(",1522,", ",1524,", 1), encoding="utf-8")
    monkeypatch.setattr(actions, "SEED", seed)
    actions.load_help_lines()
    assert shown().confirmed_on


def test_a_correction_takes_the_confirmation_away_and_can_be_taken_back_itself(italy):
    confirmed(italy)
    assert shown().confirmed_on
    corrected(italy, number="1523")
    assert shown().confirmed_on is None
    italy.browser.post(there(italy), {"back": "1"})
    assert (shown().numbers[0].shown, shown().corrected_on) == ("1522", None)
    kept = HelpLineChange.objects.get()
    assert (kept.said, kept.ended_by) == ({"number": "1523"}, italy.administrator.pk)
    assert acts()[-2:] == ["help_line.corrected", "help_line.correction_taken_back"]


def test_a_hidden_line_is_gone_and_its_country_still_says_112(italy):
    answer = italy.browser.post(there(italy, "help_line_hide"), {"why": ""})
    assert "Please fill this in" in answer.content.decode()
    assert shown()
    italy.browser.post(there(italy, "help_line_hide"), {"why": "It is never answered."})
    page = public(italy)
    assert "1522" not in page
    assert "We have no number for this country now that we trust." in page
    kept = unescape(italy.browser.get(reverse("help_lines_kept")).content.decode())
    assert "It is never answered." in kept
    italy.browser.post(there(italy, "help_line_hide"), {"back": "1"})
    assert "1522" in public(italy)
    assert acts() == ["help_line.hidden", "help_line.shown"]


def test_confirming_asks_first_and_confirms_only_what_was_seen(italy):
    page = italy.browser.get(there(italy, "help_line_confirm")).content.decode()
    assert "To confirm means" in page
    old = seen(italy, "help_line_confirm")
    corrected(italy, number="1523")
    answer = italy.browser.post(there(italy, "help_line_confirm"), {"seen": old})
    assert answer.status_code == 409
    assert "1523" in answer.content.decode()
    assert shown().confirmed_on is None
    confirmed(italy)
    assert shown().confirmed_on


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"number": "call us"}, "This is not a telephone number."),
        ({"number": ""}, "Please fill this in"),
        ({"name": ""}, "Please fill this in"),
        ({"why": ""}, "Please fill this in"),
        ({"hours": "9\u202e-17"}, "invisible sign"),
        ({"languages": ["xx"]}, "none of the answers"),
        ({"hours": "x" * 301}, "300"),
        ({}, "Nothing is different"),
    ],
)
def test_what_cannot_be_taken_is_told_beside_the_field_and_kept(italy, wrong, message):
    said = {"cost": "kept words", **wrong} if wrong else {}
    page = unescape(corrected(italy, **said).content.decode())
    assert message in page
    if wrong:
        assert "kept words" in page
    assert not HelpLineChange.objects.exists()


def test_two_who_correct_at_once_do_not_undo_each_other_unseen(italy):
    old = seen(italy)
    corrected(italy, number="1523")
    typed = {**fields(italy), "number": "1522", "hours": "nights", "why": "x", "seen": old}
    answer = italy.browser.post(there(italy), typed)
    assert answer.status_code == 409
    assert "nights" in answer.content.decode()
    assert shown().numbers[0].shown == "1523"


def test_nobody_else_corrects_or_hides(italy):
    for account in (italy.coordinator, italy.mentor, italy.professional, italy.lead):
        for name in ("help_line_confirm", "help_line_correct", "help_line_hide"):
            assert client_of(account).get(there(italy, name)).status_code == 404
            assert client_of(account).post(there(italy, name), {"why": "x"}).status_code == 404
    nowhere = reverse("help_line_hide", kwargs={"number": 10**9})
    assert italy.browser.get(nowhere).status_code == 404
    assert not HelpLineChange.objects.exists()


def test_every_line_of_the_seed_can_be_taken_as_it_is():
    actions.load_help_lines()
    for one in every():
        assert rules.are_numbers(one.said["number"]), one.line
        assert one.said == {field: text.strip() for field, text in one.said.items()}


def test_who_left_is_named_by_no_name(italy):
    corrected(italy, number="1523")
    HelpLineChange.objects.update(by=UUID(int=1))
    assert italy.browser.get(reverse("help_lines_kept")).status_code == 200
