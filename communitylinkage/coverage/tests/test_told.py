"""What was counted passes the gate; what mentors found reaches the owner, namelessly."""

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.coverage import figures, told
from communitylinkage.coverage.models import Heard
from communitylinkage.coverage.rules.periods import before, half_of, months_of
from communitylinkage.coverage.tests.cast import a_service
from communitylinkage.coverage.tests.told import count, found, last_half
from communitylinkage.directory.hsds import Organization
from communitylinkage.facts import actions as facts
from communitylinkage.facts.models import Fact, Waiting
from communitylinkage.journal.models import Line
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.referrals.promised import ANSWERED, code_of

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


def written():
    facts.flush(now=timezone.now())
    assert not Waiting.objects.exists()


@pytest.fixture
def ours(cast):
    """A service whose entry the cast's coordinator keeps."""
    owner = Organization.objects.create(name="Owner", description="x")
    cast.service.listed_as = owner.pk
    cast.service.save()
    return a_service("Our house", organization=owner)


def test_halves_of_a_year():
    assert [half_of(one) for one in ("2026-01", "2026-06", "2026-07")] == [
        "2026-1", "2026-1", "2026-2",
    ]  # fmt: skip
    assert (before("2026-1"), before("2026-2")) == ("2025-2", "2026-1")
    assert months_of("2025-2") == ("2025-07", "2025-12")


def test_small_numbers_are_hidden_and_large_ones_shown(cast, ours):
    found(ours, nothing=14, language=9, stairs=2)
    one = figures.told(last_half()[0], ours.pk)
    assert one.reports == 25
    assert dict(one.differs) == {"language": 9, "stairs": None}


def test_of_few_reports_nothing_is_shown_at_all(cast, ours):
    found(ours, language=2, nothing=1)
    assert figures.told(last_half()[0], ours.pk) is None
    viewer = Viewer(cast.coordinator, (cast.coordinator.membership,))
    assert told.today(viewer, timezone.now()) == []


def test_searches_pass_the_gate_by_kind_and_by_language_and_the_current_half_waits():
    half, _then = last_half()
    for answer, times in (("found", 12), ("not_found", 20)):
        count("search", ["help:shelter", "language:ar", f"answer:{answer}"], times)
    count("search", ["help:legal", "language:bn", "answer:not_found"], 2)
    facts.count(kind="search", region="ES", codes=["help:legal", "answer:found"],
                now=timezone.now())  # fmt: skip
    assert half not in figures.halves("search", timezone.now()), "some of it is still waiting"
    written()
    assert figures.halves("search", timezone.now())[0] == half
    kinds = {line.code: line.cells for line in figures.asked("ES", half).kinds.lines}
    assert None in kinds["legal"]
    assert 2 not in kinds["legal"]
    assert figures.asked("IT", half).kinds == figures.Shown()


def test_a_service_that_takes_its_own_answers_away_does_not_learn_of_the_one_of_another(ours):
    other = a_service("Another house")

    def answered(service, answer, times):
        count(ANSWERED, [f"answer:{answer}", f"service:{code_of(service.pk)}"], times)

    for answer in ("provided", "unavailable", "expired"):
        answered(ours, answer, 20)
        answered(other, answer, 20)
    answered(ours, "not_reached", 7)
    answered(other, "not_reached", 1)
    written()
    shown = figures.answered("ES", last_half()[0]).answers
    cells = {line.code: line.cells[0] for line in shown.lines}
    assert cells.pop("not_reached") is None, "8 less our 7 is the one answer of the other"
    assert None in cells.values(), "else the sum of all and the others say it"
    assert 40 in cells.values()


def test_the_owner_is_told_kindly_looks_and_is_not_told_again(cast, ours):
    found(ours, nothing=14, language=9)
    client = client_of(cast.coordinator)
    home = client.get(reverse("people:home")).content.decode()
    assert "Mentors found something else than an entry of yours says" in home
    page = client.get(reverse("coverage_told")).content.decode()
    for words in ("Our house", "The language was not spoken", "9 times", "nobody is blamed"):
        assert words in page, words
    address = reverse("coverage_heard", args=[ours.pk])
    assert "Please choose" in client.post(address, {}).content.decode()
    assert client.post(address, {"answer": "mended"}).url.endswith("?said=heard")
    assert Heard.objects.get().answer == "mended"
    assert Line.objects.filter(act="coverage.heard", reference=str(ours.pk)).exists()
    assert "We have changed our entry" in client.get(reverse("coverage_told")).content.decode()
    assert "Mentors found" not in client.get(reverse("people:home")).content.decode()


def test_only_who_keeps_the_entry_reads_what_was_found(cast, ours):
    found(ours, nothing=14, language=9)
    address = reverse("coverage_heard", args=[ours.pk])
    assert client_of(cast.stranger).get(address).status_code == 404
    assert client_of(cast.mentor).get(address).status_code == 404
    assert (
        "Our house" not in client_of(cast.stranger).get(reverse("coverage_told")).content.decode()
    )


def test_a_fact_of_a_service_names_no_referral_no_day_and_no_person(ours):
    found(ours, nothing=20)
    assert {(row.month, row.region, row.codes) for row in Fact.objects.all()} == {
        (f"{last_half()[1]:%Y-%m}", "ES", f"differs:nothing service:{code_of(ours.pk)}")
    }
