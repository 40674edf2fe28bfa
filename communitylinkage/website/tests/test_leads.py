"""A finding leads to practices, procedures and needs, for whoever may see them."""

import pytest
from django.test import Client
from django.urls import reverse

from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.practices import reviewing
from communitylinkage.practices.tests.cast import elsewhere, published
from communitylinkage.procedures.tests.cast import in_force
from communitylinkage.research import findings
from communitylinkage.research.models import Finding
from communitylinkage.research.tests.cast import NOW, found, group

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


@pytest.fixture
def row(cast):
    return found(group(cast).cycle, cast.mentor)


def address(row, name="research_leads"):
    return reverse(name, args=[row.cycle_id, row.pk])


def told(row):
    findings.publish(finding=row, by=row.cycle.researchers.first().account_id, now=NOW)
    public = reverse("told_back_to", args=[row.cycle.community_id])
    return Client().get(public).content.decode()


def test_a_finding_leads_to_a_practice_and_a_need_and_everybody_reads_it(cast, row):
    practice = published(elsewhere("IT"), cast.stranger.pk)
    code = f"practice:{practice.practice.reference}"
    mentor = client_of(cast.mentor)
    page = mentor.get(address(row)).content.decode()
    assert f'value="{code}"' in page
    page = mentor.post(
        address(row), {"leads": [code, "need:interpreters"]}, follow=True
    ).content.decode()
    assert "What it leads to is kept." in page
    assert Finding.objects.get().leads_to == ["need:interpreters", code]
    read = told(row)
    assert reverse("practice", args=[practice.practice.reference]) in read
    assert "?topic=interpreters" in read


def test_a_practice_that_was_withdrawn_is_not_led_to_any_more(cast, row):
    practice = published(elsewhere("IT"), cast.stranger.pk)
    client_of(cast.mentor).post(
        address(row), {"leads": [f"practice:{practice.practice.reference}"]}
    )
    reviewing.withdraw(version=practice, reason="x", by=cast.stranger.pk, now=NOW)
    assert "It leads to" not in told(row)


def test_a_procedure_is_seen_by_those_whom_it_concerns_and_kept_by_others(cast, row):
    version = in_force(cast)
    code = f"procedure:{version.procedure_id}"
    page = client_of(cast.professional).get(address(row)).content.decode()
    if code not in page:
        page = client_of(cast.mentor).get(address(row)).content.decode()
    assert code in page
    findings.lead(finding=row, chosen=[code], offered=[code], by=cast.mentor.pk, now=NOW)
    assert version.title not in told(row)
    findings.lead(finding=row, chosen=[], offered=["need:legal"], by=cast.mentor.pk, now=NOW)
    assert Finding.objects.get().leads_to == [code]


def test_what_nobody_offered_is_refused_and_nothing_changes(cast, row):
    page = client_of(cast.mentor).post(address(row), {"leads": ["practice:NONE"]})
    assert "is none of the answers" in page.content.decode()
    assert Finding.objects.get().leads_to == []


def test_who_does_not_research_here_finds_nothing(cast, row):
    assert client_of(cast.stranger).get(address(row)).status_code == 404
    assert client_of(cast.stranger).post(address(row), {"leads": []}).status_code == 404
