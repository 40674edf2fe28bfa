"""Figures for people outside the team: let out by the gate, at an address, until called back."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.assessment import actions, publishing
from communitylinkage.assessment.models import Publication
from communitylinkage.assessment.rules import NotNowError
from communitylinkage.assessment.tests.made import DAY, NOW
from communitylinkage.assessment.tests.test_results import found  # noqa: F401
from communitylinkage.journal.models import Line
from communitylinkage.outbox.actions import run_due
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.surveys.analysis.models import Released
from communitylinkage.surveys.analysis.tests.made import make_tables

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def closed(found):  # noqa: F811
    """Both rounds closed; the coordinator's browser."""
    for row in (found.before, found.after):
        actions.close(row=row, by=found.coordinator.pk, now=NOW + 90 * DAY)
    found.client = client_of(found.coordinator)
    found.address = reverse("assessment_publish", args=[found.before.assessment_id])
    return found


def publish(world, what, audience="public", **more):
    words = {"title": "What is missing", "words": "Two countries."}
    said = {"what": what, "audience": audience, **words, **more}
    return world.client.post(world.address, said, follow=True).content.decode()


def work():
    """The worker's turns until the address opens."""
    make_tables()
    run_due(now=timezone.now() + publishing.AGAIN)


def both(world):
    return f"{world.before.pk},{world.after.pk}"


def seen(path=""):
    row = Publication.objects.get()
    return Client().get(reverse("figures", args=[row.token]) + path)


def test_two_rounds_side_by_side_stand_at_an_address_for_everybody(closed):
    page = publish(closed, both(closed))
    assert "In a few minutes the figures stand there." in page
    assert "are being made" in seen().content.decode()
    assert seen("figures.csv").status_code == 302
    work()
    answer = seen()
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "What is missing" in page
    assert "Everybody who answered" in page
    assert page.count("<svg") == page.count("<desc") > 5
    assert not answer.cookies
    assert 'name="robots" content="noindex"' in page


def test_no_figure_of_few_people_stands_there_or_in_its_file(closed):
    publish(closed, str(closed.before.pk))
    work()
    page = seen().content.decode()
    figures = [int(one) for one in re.findall(r"<td>(?:about )?(\d+)", page)]
    counted = [one for one in figures if one]
    assert counted
    assert not [one for one in counted if one < 5]
    file = seen("figures.csv")
    assert file["Content-Type"].startswith("text/csv")
    lines = file.content.decode().splitlines()
    assert len(lines) > 20
    counts = [line.split(",")[-5] for line in lines[1:] if line.endswith((",shown", ",rounded"))]
    assert not [one for one in counts if one.isdigit() and 0 < int(one) < 5]


def test_what_is_called_back_is_gone_and_can_be_shown_again_with_the_same_figures(closed):
    publish(closed, both(closed), "partners")
    work()
    row, made = Publication.objects.get(), Released.objects.count()
    assert "Please do not pass the address on." in seen().content.decode()
    back = reverse("publication_back", args=[row.assessment_id, row.pk])
    page = closed.client.post(back, follow=True).content.decode()
    assert "The address leads nowhere now." in page
    assert seen().status_code == 410
    assert "not shown any more" in seen().content.decode()
    assert seen("figures.csv").status_code == 302
    closed.client.post(back)
    assert Line.objects.filter(act="assessment.publication_called_back").count() == 1
    with pytest.raises(NotNowError):
        publishing.call_back(publication=row, by=row.pk, now=NOW)
    publish(closed, both(closed), "partners")
    work()
    assert Released.objects.count() == made
    assert Publication.objects.filter(called_back=None).count() == 1


def test_only_closed_rounds_of_ones_own_team_are_offered(found):  # noqa: F811
    address = reverse("assessment_publish", args=[found.before.assessment_id])
    client = client_of(found.coordinator)
    assert "Close a round first." in client.get(address).content.decode()
    actions.close(row=found.before, by=found.coordinator.pk, now=NOW + 90 * DAY)
    page = client.get(address).content.decode()
    assert str(found.before.pk) in page
    assert str(found.after.pk) not in page
    with pytest.raises(NotNowError):
        publishing.publish(
            row=found.before.assessment, rounds=[found.after], audience="public", title="x",
            words="", by=found.coordinator.pk, now=NOW,
        )  # fmt: skip
    page = client_of(found.lead).get(address).content.decode()
    assert "Close a round first." in page


@pytest.mark.parametrize(
    "more", [{"what": "x"}, {"audience": "internal"}, {"title": ""}, {"words": "a\u202eb"}]
)
def test_forged_answers_publish_nothing(closed, more):
    publish(closed, str(closed.before.pk), **more) if "what" not in more else publish(closed, "x")
    assert not Publication.objects.exists()


def test_an_address_that_was_never_one_is_no_page(db):
    for token in ("x", "a" * 200, "%00"):
        assert Client().get(f"/en/figures/{token}/").status_code == 404
