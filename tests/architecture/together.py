"""Another organisation's objects of the network and of procedures; objects.py says what for."""

import uuid

from communitylinkage.directory.models import Place
from communitylinkage.network.members import actions as members
from communitylinkage.network.models import Community
from communitylinkage.network.steps import actions as network_steps
from communitylinkage.people.tests.cast import NOW
from communitylinkage.procedures.tests import cast as procedures


def _a_community():
    """All coordinators keep it together; what is done with it is an organisation's own."""
    place = Place.objects.create(
        name="x", country="IT", latitude=38, longitude=13, population=1, pk=9_999_999
    )
    return Community.objects.create(name="x", language="bn", place=place)


def a_member(cast):
    """Engaged with another organisation."""
    row = members.engage(
        organisation=cast.other, community=_a_community(), how="contact", since=NOW.date(),
        reach="x", by=cast.stranger.pk, now=NOW,
    )  # fmt: skip
    return {"number": row.pk}


def a_contact(cast):
    """A line of another organisation's log."""
    row = network_steps.log_contact(
        organisation=cast.other, community=_a_community(), node=None, day=NOW.date(),
        kind="call", outcome="talked", note="x", by=cast.stranger.pk, now=NOW,
    )  # fmt: skip
    return {"number": row.pk}


def a_step(cast):
    """What another organisation's mentors are to do."""
    row = network_steps.plan_step(
        organisation=cast.other, community=_a_community(), todo="call", role="mentor",
        account=None, due=NOW.date(), by=cast.stranger.pk, now=NOW,
    )  # fmt: skip
    return {"number": row.pk}


def a_procedure(cast):
    """A draft of another organisation, of which nobody of the cast is a party."""
    row = procedures.a_draft(cast, organisation=cast.other, named=False)
    return {"number": row.procedure_id}


def a_procedure_version(cast):
    """Its first version."""
    return a_procedure(cast) | {"version": 1}


def a_procedure_step(cast):
    """A step of it."""
    return a_procedure(cast) | {"step": "notice"}


OTHERS = {
    "procedure": a_procedure,
    "procedure_findings": a_procedure,
    "procedure_rehearsal": a_procedure,
    "procedure_trail": a_procedure,
    "procedure_talk": a_procedure,
    "procedure_meetings": a_procedure,
    "procedure_version": a_procedure_version,
    "procedure_version_findings": a_procedure_version,
    "procedure_version_rehearsal": a_procedure_version,
    "procedure_version_talk": a_procedure_version,
    "procedure_wall": a_procedure_version,
    "procedure_file": a_procedure_version,
    "procedure_pdf": a_procedure_version,
    "procedure_compare": lambda cast: a_procedure(cast) | {"old": 1, "new": 1},
    "procedure_take_over": a_procedure,
    "procedure_agreement": a_procedure,
    "procedure_parties": a_procedure,
    "procedure_hours": a_procedure,
    "procedure_step_new": a_procedure,
    "procedure_step": a_procedure_step,
    "procedure_step_drop": a_procedure_step,
    "procedure_mend": lambda cast: a_procedure(cast) | {"place": 0},
    "procedure_again": a_procedure,
    "procedure_offer": a_procedure,
    "procedure_answer": lambda cast: a_procedure(cast) | {"objection": uuid.uuid4()},
    "procedure_act": lambda cast: a_procedure(cast) | {"act": "propose"},
    "procedure_figures": a_procedure_version,
    "procedure_sign": a_procedure_version,
    "procedure_unsign": a_procedure_version,
    "community_contact": a_contact,
    "community_step": a_step,
    "member": a_member,
    "member_further": a_member,
    "member_leave": a_member,
    "member_erase": a_member,
    "member_merge": a_member,
    "member_apart": a_member,
}
