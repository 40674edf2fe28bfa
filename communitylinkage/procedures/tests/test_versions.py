"""What is in force keeps its page beside a draft; nobody signs a text that she never saw."""

import html
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Membership
from communitylinkage.people.tests.cast import NOW, cast, client_of
from communitylinkage.procedures import actions, queries, signing, talking
from communitylinkage.procedures.models import Objection, Version
from communitylinkage.procedures.rules import Act, State
from communitylinkage.procedures.tests.cast import (
    a_draft,
    a_proposal,
    at,
    in_force,
    other_signer,
    text,
)

__all__ = ["cast"]
pytestmark = pytest.mark.django_db


def forms(page):
    """The address of each form that is posted, with its hidden values."""
    found = {}
    for one in re.findall(r'<form method="post".*?</form>', page, re.S):
        action = re.search(r'action="([^"]*)"', one)
        values = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', one)
        found[action.group(1) if action else ""] = {name: html.unescape(v) for name, v in values}
    return found


def form_for(page, organisation):
    """The hidden values of the button of one organisation."""
    found = (forms(one).get("", {}) for one in re.findall(r"<form.*?</form>", page, re.S))
    return next(one for one in found if one.get("organisation") == str(organisation.pk))


@pytest.fixture
def both(cast):
    """What is in force, with a draft beside it."""
    row = in_force(cast)
    actions.again(version=row, by=cast.coordinator.pk, now=NOW)
    return row


def stands(row):
    row.refresh_from_db()
    return row.state


def test_with_a_draft_beside_it_the_version_in_force_is_suspended_on_its_page(cast, both):
    client, page = client_of(cast.coordinator), at("procedure_version", both, 1)
    for act, state in (("suspend", State.SUSPENDED), ("resume", State.IN_FORCE)):
        address = at("procedure_act", both, act)
        said = client.post(address, forms(text(client, page))[address], follow=True)
        assert "It is done." in said.content.decode()
        assert "Version 1 ·" in said.content.decode()
        assert stands(both) == state
    assert list(both.procedure.versions.values_list("number", "state")) == [
        (2, State.DRAFT), (1, State.IN_FORCE),
    ]  # fmt: skip


def test_with_a_draft_beside_it_a_review_is_written_down(cast, both):
    today = timezone.localdate()
    Version.objects.filter(pk=both.pk).update(review_on=today)
    client, address = client_of(cast.coordinator), at("procedure_act", both, "review")
    client.post(address, forms(text(client, at("procedure_version", both, 1)))[address])
    both.refresh_from_db()
    assert both.review_on > today + timedelta(300)


def test_with_a_draft_beside_it_a_party_takes_its_signature_back_by_its_button(cast, both):
    client = client_of(other_signer(cast))
    button = at("procedure_unsign", both, 1)
    assert f'href="{button}"' in text(client, at("procedure_version", both, 1))
    client.post(button, forms(text(client, button))[""])
    assert stands(both) == State.SUSPENDED


def test_each_version_leads_to_the_others_and_to_its_own_pages(cast, both):
    client = client_of(cast.mentor)
    newest = text(client, at("procedure", both))
    assert f'href="{at("procedure_version", both, 1)}"' in newest
    assert f'href="{at("procedure_version", both, 1)}"' in text(client, reverse("procedures"))
    own = text(client, at("procedure_version", both, 1))
    for page in ("wall", "file", "figures", "version_rehearsal", "version_findings",
                 "version_talk"):  # fmt: skip
        address = at(f"procedure_{page}", both, 1)
        assert f'href="{address}"' in own, page
        assert client.get(address).status_code == 200, page
    assert f'href="{at("procedure_version", both, 2)}"' in own
    assert "Make a new version" not in text(
        client_of(cast.coordinator), at("procedure_version", both, 1)
    )


def test_a_version_that_is_not_there_has_no_page_and_none_is_acted_on(cast, both):
    client = client_of(cast.coordinator)
    for number in (0, 3, 10**30):
        page = client.get(f"{at('procedure', both)}{number}/")
        assert page.status_code == (200 if number == 0 else 404)
    for number in ("x", "-1", "²", "9", "9" * 30, "\x00"):
        said = client.post(at("procedure_act", both, "suspend"), {"version": number})
        assert said.status_code == 404, number
    assert stands(both) == State.IN_FORCE


def test_a_button_that_does_not_say_which_version_it_means_does_nothing(cast, both):
    client = client_of(cast.coordinator)
    for said in ({}, {"version": ""}, {"version": "0"}):
        for address in (at("procedure_act", both, "propose"), at("procedure_offer", both)):
            assert client.post(address, said).status_code == 404, said
    both.procedure.refresh_from_db()
    assert not both.procedure.offered
    assert list(both.procedure.versions.values_list("state", flat=True)) == [
        State.DRAFT, State.IN_FORCE,
    ]  # fmt: skip


def test_a_draft_leads_to_the_figures_of_the_version_that_binds(cast, both):
    client = client_of(cast.coordinator)
    assert f'href="{at("procedure_figures", both, 1)}"' in text(
        client, at("procedure_version", both, 2)
    )
    alone = a_draft(cast)
    assert "What happens, and what was agreed" not in text(client, at("procedure", alone))


def speaks_for_both(cast):
    """The coordinator of the service is one of the community's organisation too."""
    Membership.objects.create(
        account=cast.coordinator, organisation=cast.community, role="coordinator", state="active",
        since=NOW,
    )  # fmt: skip
    return client_of(cast.coordinator)


@pytest.mark.parametrize("first", ["Community", "Service"])
def test_who_speaks_for_two_parties_signs_and_withdraws_for_whichever_she_chooses(cast, first):
    row, client = a_proposal(cast), speaks_for_both(cast)
    order = sorted((cast.community, cast.service), key=lambda one: one.name != first)

    def presses(address, organisation):
        page = text(client, address)
        assert f"For: {organisation.name}" in page
        answer = client.post(address, form_for(page, organisation), follow=True)
        assert b"It is done." in answer.content

    def signed():
        found = row.signatures.filter(taken_back=None)
        return {one.organisation for one in found}

    for n, one in enumerate(order, 1):
        presses(at("procedure_sign", row, 1), one)
        assert signed() == set(order[:n])
    assert stands(row) == State.SIGNED
    for n, one in enumerate(order, 1):
        presses(at("procedure_unsign", row, 1), one)
        assert signed() == set(order[n:]), "of that party alone"


def test_she_signs_for_the_organisation_of_which_she_read(cast):
    row, client = a_proposal(cast), speaks_for_both(cast)
    address = at("procedure_sign", row, 1)
    seen = form_for(text(client, address), cast.community)
    assert "said=done" in client.post(address, seen).url
    # The very same form once more is answered as before; a page that was left open is not.
    assert "why=signed_already" in client.post(address, seen | {"left": "open"}).url
    for wrong in ("", "x", "\x00", str(cast.other.pk)):
        assert "why=read_again" in client.post(address, seen | {"organisation": wrong}).url
    assert [one.organisation for one in row.signatures.all()] == [cast.community]


def test_who_speaks_for_no_party_signs_for_none(cast):
    row = a_proposal(cast)
    row.parties.filter(organisation=cast.service).update(organisation=cast.community)
    client, address = client_of(cast.coordinator), at("procedure_sign", row, 1)
    assert "why=not_a_party" in client.post(address, {"organisation": str(cast.service.pk)}).url


def test_home_leads_to_the_version_that_is_due_for_review(cast, both):
    Version.objects.filter(pk=both.pk).update(review_on=NOW.date())
    memberships = tuple(cast.coordinator.memberships.select_related("organisation"))
    found = queries.today(Viewer(cast.coordinator, memberships), NOW)
    with translation.override("en"):
        assert [one.address for one in found] == [queries.address(both)]
    assert queries.address(both).endswith("/1/")


def test_what_is_said_about_a_version_stays_with_it_and_is_answered_there(cast):
    row = a_draft(cast)
    objection = talking.say(
        version=row, step="notice", kind="objection", language="en", text="Too slow",
        organisation=cast.community.pk, by=cast.mentor.pk, now=NOW,
    )  # fmt: skip
    Version.objects.filter(pk=row.pk).update(state=State.REPLACED)
    actions.again(version=row, by=cast.coordinator.pk, now=NOW)
    client = client_of(cast.coordinator)
    assert "Too slow" in text(client, at("procedure_version_talk", row, 1))
    assert "Too slow" not in text(client, at("procedure_version_talk", row, 2))
    said = client.post(at("procedure_answer", row, objection.pk), {"text": "24 hours"})
    assert said.url.startswith(at("procedure_version_talk", row, 1))
    assert Objection.objects.get().answer == "24 hours"


def propose_again(cast, row, **values):
    """Back to draft, changed, proposed anew: the number stays."""
    by = {"by": cast.coordinator.pk, "now": NOW}
    row = signing.move(version=row, act=Act.TAKE_BACK, **by)
    if "graph" in values:
        row = actions.change(version=row, graph=values["graph"], **by)
    else:
        actions.name_parties(version=row, named=values["named"], **by)
    return signing.move(version=row, act=Act.PROPOSE, **by)


def test_the_page_for_signing_shows_all_that_is_signed(cast):
    row = a_proposal(cast)
    page = html.unescape(text(client_of(cast.coordinator), at("procedure_sign", row, 1)))
    for step in row.value.steps:
        assert dict(step.what)["en"] in page
    assert "What is never shared" in page


def test_nobody_signs_a_text_that_she_never_saw(cast):
    row, client = a_proposal(cast), client_of(cast.coordinator)
    address = at("procedure_sign", row, 1)
    value, parties = row.value, queries.parties(row)
    shared = replace(value, never=value.never[1:], review_months=60)
    for change in ({"graph": shared}, {"named": parties | {"line": cast.community}}):
        seen = forms(text(client, address))[""]
        row = propose_again(cast, row, **change)
        said = client.post(address, seen, follow=True).content.decode()
        assert "It was changed meanwhile. Please read it again before you sign." in said
        assert "Yes, we sign" in said
        assert not row.signatures.exists()
    for bad in ("", "\x00", "x" * 10_000):
        said = {"text": bad, "organisation": str(cast.service.pk)}
        assert "why=read_again" in client.post(address, said).url
    client.post(address, forms(text(client, address))[""])
    assert row.signatures.get().organisation == cast.service


def test_a_text_that_is_proposed_again_as_it_was_is_the_one_that_was_read(cast):
    row, client = a_proposal(cast), client_of(cast.coordinator)
    seen = forms(text(client, at("procedure_sign", row, 1)))[""]
    row = propose_again(cast, row, graph=row.value)
    client.post(at("procedure_sign", row, 1), seen)
    assert row.signatures.get().organisation == cast.service
