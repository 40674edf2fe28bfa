"""Entries that grow old, help lines that somebody confirmed, and the demo's links."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.directory import actions, demo, freshness, queries
from communitylinkage.directory.entries import queries as entries
from communitylinkage.directory.entries.models import Reminder
from communitylinkage.directory.hsds import Organization, Service
from communitylinkage.directory.models import HelpLine
from communitylinkage.journal.models import Line
from communitylinkage.organisations.models import Organisation
from communitylinkage.outbox.models import Task
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast, client_of

__all__ = ["cast"]
pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


@pytest.fixture
def ours(cast):
    organization = Organization.objects.create(name="Ours")
    cast.service.listed_as = organization.pk
    cast.service.save()
    cast.entries = [
        Service.objects.create(
            organization=organization, name=f"{days} days", status="active",
            assured_date=NOW.date() - timedelta(days=days),
        )
        for days in (74, 75, 80)
    ]  # fmt: skip
    return cast


def seen_by(account):
    return Viewer(account, tuple(account.memberships.all()))


def test_keepers_are_told_at_75_days_once_per_entry_in_one_letter(ours):
    assert freshness.sweep(now=NOW) == 2
    assert [task.subject_id for task in Task.objects.all()] == [ours.coordinator.pk]
    assert freshness.sweep(now=NOW) == 0
    assert freshness.sweep(now=NOW + timedelta(days=1)) == 1
    assert Task.objects.count() == 2


def test_an_entry_that_was_confirmed_is_told_again_when_it_grows_old_again(ours):
    freshness.sweep(now=NOW)
    later = NOW + timedelta(days=90)
    Service.objects.all().update(assured_date=NOW.date())
    assert freshness.sweep(now=later) == 3


def test_an_entry_without_a_keeper_is_not_marked(ours):
    ours.service.listed_as = None
    ours.service.save()
    assert freshness.sweep(now=NOW) == 0
    assert not Reminder.objects.exists()


def test_a_closed_entry_is_not_told(ours):
    Service.objects.all().update(status="inactive")
    assert freshness.sweep(now=NOW) == 0
    assert entries.today(seen_by(ours.coordinator), NOW) == []


def test_today_counts_what_she_has_to_confirm(ours):
    for keeper in (ours.coordinator, ours.professional):
        (line,) = entries.today(seen_by(keeper), NOW)
        assert line.sentence == "2 entries of the directory want to be confirmed."
        assert line.address == reverse("entries")
    for other in (ours.stranger, ours.mentor, ours.administrator):
        assert entries.today(seen_by(other), NOW) == []


def test_an_administrator_confirms_a_help_line_and_takes_it_back(cast):
    actions.load_help_lines()
    line = HelpLine.objects.get(country="IT")
    browser = client_of(cast.administrator)
    there = reverse("help_line_confirm", kwargs={"number": line.pk})
    asked = browser.post(there).content.decode()
    assert "To confirm means" in asked, "the question comes first"
    assert not HelpLine.objects.exclude(confirmed_by="").exists()
    seen = asked.split('name="seen" value="')[1].split('"')[0]
    assert "confirmed" in browser.post(there, {"seen": seen}, follow=True).content.decode()
    line.refresh_from_db()
    assert (line.confirmed_by, line.confirmed_on) == (
        str(cast.administrator.pk),
        timezone.now().date(),
    )
    page = browser.get(reverse("help_lines_kept")).content.decode()
    assert "Confirmed by <bdi>administrator</bdi>" in page
    assert str(cast.administrator.pk) not in browser.get(reverse("help_lines")).content.decode()
    browser.post(there, {"back": "1"})
    line.refresh_from_db()
    assert (line.confirmed_by, line.confirmed_on) == ("", None)
    acts = list(Line.objects.filter(act__startswith="help_line").values_list("act", flat=True))
    assert acts == ["help_line.confirmed", "help_line.taken_back"]


def test_a_stranger_confirms_no_help_line(cast):
    actions.load_help_lines()
    line = HelpLine.objects.first()
    there = reverse("help_line_confirm", kwargs={"number": line.pk})
    for account in (cast.coordinator, cast.mentor, cast.professional, cast.lead, cast.stranger):
        assert client_of(account).get(reverse("help_lines_kept")).status_code == 404
        assert client_of(account).post(there).status_code == 404
    assert not HelpLine.objects.exclude(confirmed_by="").exists()
    nowhere = reverse("help_line_confirm", kwargs={"number": 10**9})
    assert client_of(cast.administrator).post(nowhere).status_code == 404


def test_the_demos_organisations_keep_the_demos_entries():
    demo.load(NOW)
    for name in demo.LISTED:
        Organisation.objects.create(name=name, side="service", country="ES")
    demo.link()
    listed = set(Organisation.objects.values_list("listed_as", flat=True))
    names = set(Organization.objects.filter(pk__in=listed).values_list("name", flat=True))
    assert names == {f"{name} (made up)" for name in ("Casa Faro", "Porta Aperta", "Φάρος", "Luč")}


def test_the_demo_speaks_to_her_in_her_language(client):
    demo.load(NOW)
    shelter = Service.objects.get(name="Luč · Koper")
    card = reverse("service", kwargs={"number": shelter.pk})
    assert '<bdi lang="en" dir="ltr">A safe place' in client.get(card).content.decode()
    arabic = client.get(card.replace("/en/", "/ar/")).content.decode()
    assert '<bdi lang="ar" dir="rtl">' in arabic
    with translation.override("it"):
        texts = queries.service(shelter.pk, NOW.date()).texts
    assert (texts.description.language, texts.description.foreign) == ("en", True)
    assert texts.name.language == "sl"
