"""What a coordinator has of her own in the network, in procedures and in surveys."""

from datetime import timedelta

from django.utils import timezone

from communitylinkage.directory.hsds import Service
from communitylinkage.directory.models import Place
from communitylinkage.network.models import Community
from communitylinkage.network.steps import actions as steps
from communitylinkage.network.ties import actions as ties
from communitylinkage.people.tests.cast import NOW
from communitylinkage.procedures import actions as drafting
from communitylinkage.procedures import talking
from communitylinkage.procedures.tests import cast as procedures
from communitylinkage.surveys.analysis import results
from communitylinkage.surveys.analysis.codebook import Shape
from communitylinkage.surveys.analysis.tests.made import baseline, with_file
from communitylinkage.surveys.models import Incoming
from communitylinkage.surveys.xlsform import example

LONG_AGO = timedelta(90)


def _a_community():
    place = Place.objects.order_by("pk").first()
    row, _new = Community.objects.get_or_create(
        name="Bengali speakers", language="bn", place=place, origin="BD"
    )
    return row


def a_community(world):
    """With its place in the network, so that somebody can be tied to it."""
    row = _a_community()
    ties.node_of_community(row, timezone.localdate() - LONG_AGO)
    return {"number": row.pk}


def _an_association(world):
    return ties.add_association(
        community=_a_community(), name="Shapla", kind="group",
        since=timezone.localdate() - LONG_AGO, organisation=world.service.pk,
        by=world.coordinator.pk, now=timezone.now(),
    )  # fmt: skip


def an_association(world):
    """That ended nowhere yet."""
    return {"number": _an_association(world).pk}


def a_tie(world):
    """Between the community and a service."""
    since = timezone.localdate() - LONG_AGO
    row = ties.add_tie(
        one=ties.node_of_community(_a_community(), since),
        other=ties.node_of_service(Service.objects.order_by("pk").first(), "ES", since),
        kind="send", strength=2, source="mentor", since=since, organisation=world.service.pk,
        by=world.coordinator.pk, now=timezone.now(),
    )  # fmt: skip
    return {"number": row.pk}


def a_step(world):
    """What the service's coordinators are to do next."""
    row = steps.plan_step(
        organisation=world.service, community=_a_community(), todo="call", role="coordinator",
        account=None, due=timezone.localdate() + timedelta(7), by=world.coordinator.pk,
        now=timezone.now(),
    )  # fmt: skip
    return {"number": row.pk}


def a_procedure(world):
    """A draft, its parties named."""
    return {"number": procedures.a_draft(world).procedure_id}


def a_procedure_in_force(world):
    """Signed by both, and ruling."""
    return {"number": procedures.in_force(world).procedure_id, "version": 1}


def two_versions(world):
    """What is in force, and a draft that would follow it."""
    row = procedures.in_force(world)
    drafting.again(version=row, by=world.coordinator.pk, now=NOW)
    return {"number": row.procedure_id, "old": 1, "new": 2}


def an_objection(world):
    """Of the community, to a draft."""
    row = procedures.a_draft(world)
    said = talking.say(
        version=row, step="notice", kind="objection", language="en", text="Too slow",
        organisation=world.community.pk, by=world.mentor.pk, now=NOW,
    )  # fmt: skip
    return {"number": row.procedure_id, "objection": said.pk}


def a_procedure_offered(world):
    """Of another organisation, to be taken over."""
    row = procedures.in_force(world, organisation=world.other)
    drafting.offer(procedure=row.procedure, offered=True, by=world.stranger.pk, now=NOW)
    return {"number": row.procedure_id}


def a_free_text(world):
    """A question that a collection answered in words, waiting to be read."""
    one = baseline(world)
    shapes = [item.shape for item in results.items_of([one])]
    return {"number": one.pk, "at": shapes.index(Shape.TEXT) + 1}


def a_file(world):
    """A question that somebody answered with a picture."""
    return {"number": with_file(world).pk, "at": 1}


def an_incoming(world):
    """A workbook that the coordinator brought."""
    row = Incoming.objects.create(
        organisation=world.service, title="x", sheets=example.SHEETS, by=world.coordinator.pk,
        made_at=timezone.now(),
    )  # fmt: skip
    return {"number": row.pk}


OWN = {
    "association_end": ("coordinator", an_association),
    "association_new": ("coordinator", a_community),
    "collection_code": ("coordinator", a_free_text),
    "collection_files": ("coordinator", a_file),
    "collection_read": ("coordinator", a_free_text),
    "collection_texts": ("coordinator", a_free_text),
    "community": ("coordinator", a_community),
    "community_edit": ("coordinator", a_community),
    "community_step": ("coordinator", a_step),
    "contact_new": ("coordinator", a_community),
    "member_new": ("coordinator", a_community),
    "procedure": ("coordinator", a_procedure),
    "procedure_answer": ("coordinator", an_objection),
    "procedure_compare": ("coordinator", two_versions),
    "procedure_file": ("coordinator", a_procedure_in_force),
    "procedure_findings": ("coordinator", a_procedure),
    "procedure_meetings": ("coordinator", a_procedure),
    "procedure_pdf": ("coordinator", a_procedure_in_force),
    "procedure_rehearsal": ("coordinator", a_procedure),
    "procedure_take_over": ("coordinator", a_procedure_offered),
    "procedure_talk": ("coordinator", a_procedure),
    "procedure_trail": ("coordinator", a_procedure),
    "procedure_version": ("coordinator", a_procedure_in_force),
    "procedure_version_findings": ("coordinator", a_procedure_in_force),
    "procedure_version_rehearsal": ("coordinator", a_procedure_in_force),
    "procedure_version_talk": ("coordinator", a_procedure_in_force),
    "procedure_wall": ("coordinator", a_procedure_in_force),
    "questionnaire_example": ("coordinator", lambda world: {"form": "xlsx"}),
    "questionnaire_incoming": ("coordinator", an_incoming),
    "step_new": ("coordinator", a_community),
    "tie": ("coordinator", a_tie),
    "tie_new": ("coordinator", a_community),
}
