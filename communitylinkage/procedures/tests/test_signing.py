"""From a draft to what is in force, and back when a party takes its signature back."""

from dataclasses import replace

import pytest

from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import NOW, cast  # noqa: F401
from communitylinkage.procedures import actions, queries, signing, talking
from communitylinkage.procedures.graph.values import Step
from communitylinkage.procedures.models import Adoption, Version
from communitylinkage.procedures.rules import Act, RefusedError, State, Why
from communitylinkage.procedures.tests.cast import a_draft, a_proposal, in_force, signed, signs

pytestmark = pytest.mark.django_db


def why(refused):
    return refused.value.why


def act(row, act, cast):  # noqa: F811
    return signing.move(version=row, act=act, by=cast.coordinator.pk, now=NOW)


def object_to(row, cast):  # noqa: F811
    return talking.say(
        version=row, step="notice", kind="objection", language="en", text="Too slow",
        organisation=cast.community.pk, by=cast.mentor.pk, now=NOW,
    )  # fmt: skip


def test_a_start_is_written_in_every_language_of_the_interface(cast):  # noqa: F811
    value = a_draft(cast).value
    assert [code for code, _text in value.title] == ["ar", "en", "es"]
    assert len({text for _code, text in value.steps[0].what}) == 3


def test_both_parties_sign_and_it_enters_into_force_with_a_day_of_review(cast):  # noqa: F811
    row = in_force(cast)
    assert (row.state, str(row.review_on)) == (State.IN_FORCE, "2027-11-24")
    acts = list(Line.objects.filter(act__startswith="procedure.").values_list("act", flat=True))
    assert acts.count("procedure.sign") == 2


def test_one_signature_is_not_enough(cast):  # noqa: F811
    row = a_proposal(cast)
    row = signs(row, cast.service, cast.coordinator)
    assert row.state == State.PROPOSED
    with pytest.raises(RefusedError):
        act(row, Act.ENTER, cast)


def test_nobody_proposes_what_the_checks_stop(cast):  # noqa: F811
    row = a_draft(cast)
    broken = replace(row.value, steps=(*row.value.steps, Step("alone", ends=True)))
    actions.change(version=row, graph=broken, by=cast.coordinator.pk, now=NOW)
    with pytest.raises(RefusedError) as refused:
        act(row, Act.PROPOSE, cast)
    assert why(refused) == Why.FINDINGS


def test_nobody_proposes_what_has_a_party_without_organisation(cast):  # noqa: F811
    with pytest.raises(RefusedError) as refused:
        act(a_draft(cast, named=False), Act.PROPOSE, cast)
    assert why(refused) == Why.PARTIES


def test_an_objection_is_answered_before_anybody_signs(cast):  # noqa: F811
    row = a_proposal(cast)
    objection = object_to(row, cast)
    with pytest.raises(RefusedError) as refused:
        signs(row, cast.service, cast.coordinator)
    assert why(refused) == Why.OBJECTIONS
    talking.answer(objection=objection, text="Now 24 hours", by=cast.coordinator.pk, now=NOW)
    with pytest.raises(RefusedError):
        talking.answer(objection=objection, text="again", by=cast.coordinator.pk, now=NOW)
    signs(row, cast.service, cast.coordinator)


def test_who_is_no_party_does_not_sign_and_nobody_signs_twice(cast):  # noqa: F811
    row = a_proposal(cast)
    with pytest.raises(RefusedError) as refused:
        signs(row, cast.other, cast.stranger)
    assert why(refused) == Why.NOT_A_PARTY
    signs(row, cast.service, cast.coordinator)
    with pytest.raises(RefusedError) as refused:
        signs(row, cast.service, cast.coordinator)
    assert why(refused) == Why.SIGNED_ALREADY


def test_a_party_that_takes_its_signature_back_suspends_it(cast):  # noqa: F811
    row = in_force(cast)
    row = signing.unsign(version=row, organisation=cast.community.pk, by=cast.mentor.pk, now=NOW)
    assert row.state == State.SUSPENDED
    with pytest.raises(RefusedError) as refused:
        act(row, Act.RESUME, cast)
    assert why(refused) == Why.SIGNATURES
    signs(row, cast.community, cast.mentor)
    assert act(row, Act.RESUME, cast).state == State.IN_FORCE


def test_a_signed_version_never_changes(cast):  # noqa: F811
    row = signed(cast)
    with pytest.raises(RefusedError) as refused:
        actions.change(version=row, graph=row.value, by=cast.coordinator.pk, now=NOW)
    assert why(refused) == Why.CHANGED


def test_back_to_draft_needs_all_signatures_anew(cast):  # noqa: F811
    row = a_proposal(cast)
    signs(row, cast.service, cast.coordinator)
    act(row, Act.TAKE_BACK, cast)
    assert len(queries.missing_signatures(row)) == 2


def test_a_new_version_replaces_the_old_one_when_it_enters_into_force(cast):  # noqa: F811
    old = in_force(cast)
    new = actions.again(version=old, by=cast.coordinator.pk, now=NOW)
    with pytest.raises(RefusedError):
        actions.again(version=old, by=cast.coordinator.pk, now=NOW)
    act(new, Act.PROPOSE, cast)
    for one in (cast.service, cast.community):
        signs(new, one, cast.coordinator)
    act(new, Act.ENTER, cast)
    assert list(Version.objects.order_by("number").values_list("state", flat=True)) == [
        State.REPLACED,
        State.IN_FORCE,
    ]


def test_what_is_taken_over_keeps_its_trail(cast):  # noqa: F811
    source = in_force(cast)
    new = actions.take_over(source=source, organisation=cast.other.pk, by=cast.stranger.pk, now=NOW)
    trail = Adoption.objects.get(procedure=new.procedure)
    assert (trail.source_name, trail.source_country, trail.source_version) == ("Service", "ES", 1)
    assert trail.graph == source.graph
    assert new.state == State.DRAFT


def test_a_finding_is_mended_once(cast):  # noqa: F811
    row = a_draft(cast)
    finding = queries.findings(row, NOW)[0]
    actions.mend(version=row, finding=finding, by=cast.coordinator.pk, now=NOW)
    with pytest.raises(RefusedError):
        actions.mend(version=row, finding=finding, by=cast.coordinator.pk, now=NOW)


def test_a_signature_that_is_missing_needs_her_today(cast):  # noqa: F811
    from communitylinkage.people.access import Viewer

    a_proposal(cast)
    memberships = tuple(cast.coordinator.memberships.select_related("organisation"))
    viewer = Viewer(cast.coordinator, memberships)
    assert len(queries.today(viewer, NOW)) == 1
