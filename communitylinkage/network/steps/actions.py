"""Lines of the contact log, and next steps; each is journalled, words are sealed."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.journal import actions as journal
from communitylinkage.network import sealing
from communitylinkage.network.models import Community, Contact, Node, Step
from communitylinkage.organisations.models import Organisation
from communitylinkage.vault import actions as vault


@transaction.atomic
def log_contact(
    *, organisation: Organisation, community: Community, node: Node | None, day: date, kind: str,
    outcome: str, note: str, by: UUID, now: datetime,
) -> Contact:  # fmt: skip
    """A line of the log. `node`: with whom, where it is in the network.

    Raises:
        communitylinkage.people.rules.NotAllowed: words, and no post with a key to seal them to.
    """
    row = Contact.objects.create(
        organisation=organisation, community=community, node=node, day=day, kind=kind,
        outcome=outcome, note=sealing.seal(text=note, organisation=organisation), by=by,
    )  # fmt: skip
    _journal(row.organisation_id, "contact.logged", row.pk, by, now)
    return row


@transaction.atomic
def take_back_contact(*, contact: Contact, by: UUID, now: datetime) -> None:
    """A line that was a mistake goes, with its words."""
    vault.erase(records=[contact.note] if contact.note else [])
    _journal(contact.organisation_id, "contact.taken_back", contact.pk, by, now)
    contact.delete()


@transaction.atomic
def plan_step(
    *, organisation: Organisation, community: Community, todo: str, role: str,
    account: UUID | None, due: date, by: UUID, now: datetime,
) -> Step:  # fmt: skip
    """Somebody, or whoever has a role, does something by a day."""
    row = Step.objects.create(
        organisation=organisation, community=community, todo=todo, role=role, account_id=account,
        due=due,
    )  # fmt: skip
    _journal(row.organisation_id, "step.planned", row.pk, by, now)
    return row


@transaction.atomic
def finish_step(*, step: Step, outcome: str, note: str, by: UUID, now: datetime) -> Step:
    """What came of it.

    Raises:
        communitylinkage.people.rules.NotAllowed: words, and no post with a key to seal them to.
    """
    row = Step.objects.select_for_update().get(pk=step.pk)
    record = sealing.seal(text=note, organisation=row.organisation)
    if row.note:
        vault.erase(records=[row.note])
    row.outcome, row.done_on, row.note = outcome, now.date(), record
    row.save()
    _journal(row.organisation_id, "step.finished", row.pk, by, now)
    return row


@transaction.atomic
def reopen_step(*, step: Step, by: UUID, now: datetime) -> None:
    """It is not finished after all; what was written about the end is erased."""
    row = Step.objects.select_for_update().get(pk=step.pk)
    vault.erase(records=[row.note] if row.note else [])
    row.outcome, row.done_on, row.note = "", None, None
    row.save()
    _journal(row.organisation_id, "step.reopened", row.pk, by, now)


def _journal(organisation: UUID, act: str, number: UUID, by: UUID, now: datetime) -> None:
    journal.record(organisation_id=organisation, act=act, by=by, reference=str(number), now=now)
