"""Whether a collection takes answers, and its line in the journal: asked by every action."""

from datetime import datetime
from uuid import UUID

from communitylinkage.journal.actions import record as journal
from communitylinkage.surveys.answering import rules
from communitylinkage.surveys.answering.models import Collection
from communitylinkage.surveys.answering.rules import NotTakenError


def check_taking(collection: Collection, now: datetime, *, also_before: bool = False) -> None:
    """Whether answers are taken now.

    Args:
        also_before: also before the first day, for who invites.

    Raises:
        NotTakenError: they are not.
    """
    row = Collection.objects.get(pk=collection.pk)
    opens = min(row.opens, now) if also_before else row.opens
    if not rules.takes(opens, row.closes, row.closed, now):
        raise NotTakenError


def note(row: Collection, act: str, reference: UUID, by: UUID, now: datetime) -> None:
    """One line in the journal of the organisation whose questionnaire it is."""
    note_in(row.version.questionnaire.organisation_id, act, reference, by, now)


def note_in(organisation: UUID, act: str, reference: UUID, by: UUID, now: datetime) -> None:
    """The same where the collection is gone."""
    journal(organisation_id=organisation, act=act, by=by, reference=str(reference), now=now)
