"""A procedure between a service and a community, at each point of its life."""

from django.urls import reverse
from django.utils import translation

from communitylinkage.people.tests.cast import NOW, member
from communitylinkage.procedures import actions, signing
from communitylinkage.procedures.queries import text_of
from communitylinkage.procedures.rules import Act
from communitylinkage.procedures.starting import STARTS


def other_signer(cast):
    """A coordinator of the community's organisation."""
    if not hasattr(cast, "community_coordinator"):
        cast.community_coordinator = member("community", "coordinator", cast.community)
    return cast.community_coordinator


def a_draft(cast, organisation=None, start="detection", named=True):
    """A draft kept by the service, with its parties named."""
    organisation = organisation or cast.service
    by = cast.coordinator.pk
    graph = actions.written(STARTS[start])
    row = actions.begin(organisation=organisation.pk, graph=graph, by=by, now=NOW)
    if named:
        parties = {"service": organisation, "community": cast.community, "line": organisation}
        actions.name_parties(version=row, named=parties, by=by, now=NOW)
    return row


def a_proposal(cast, **values):
    """Proposed for signing."""
    row = a_draft(cast, **values)
    return signing.move(version=row, act=Act.PROPOSE, by=cast.coordinator.pk, now=NOW)


def signs(row, organisation, by):
    """An organisation signs the text as it stands."""
    return signing.sign(
        version=row, organisation=organisation.pk, text=text_of(row), by=by.pk, now=NOW
    )


def entered(row, by, *organisations):
    """A draft proposed, signed by these, and in force."""
    row = signing.move(version=row, act=Act.PROPOSE, by=by.pk, now=NOW)
    for organisation in organisations:
        row = signs(row, organisation, by)
    return signing.move(version=row, act=Act.ENTER, by=by.pk, now=NOW)


def signed(cast, **values):
    """Signed by both."""
    row = a_proposal(cast, **values)
    for organisation in (row.procedure.organisation, cast.community):
        row = signs(row, organisation, cast.coordinator)
    return row


def in_force(cast, **values):
    """In force."""
    return signing.move(version=signed(cast, **values), act=Act.ENTER, by=cast.coordinator.pk,
                        now=NOW)  # fmt: skip


def at(page, row, *more):
    """The address of a procedure's page in English."""
    with translation.override("en"):
        return reverse(page, args=[row.procedure_id, *more])


def text(client, address):
    """What a page says."""
    return client.get(address).content.decode()
