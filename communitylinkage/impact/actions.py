"""Writing definitions: taking the ready ones, keeping a draft, publishing a version."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.facts import slices
from communitylinkage.impact import figures
from communitylinkage.impact.models import Indicator, Version
from communitylinkage.impact.rules.definition import Definition, read
from communitylinkage.impact.rules.states import Refused, RefusedError
from communitylinkage.impact.shipped import shipped
from communitylinkage.impact.sources import known
from communitylinkage.journal.actions import record
from communitylinkage.organisations.models import Programme


def journal(programme: Programme, act: str, reference: str, by: UUID, now: datetime) -> None:
    """One line in the chain of the organisation that leads."""
    record(
        organisation_id=programme.lead_organisation_id, act=f"impact.{act}", by=by,
        reference=reference, now=now,
    )  # fmt: skip


@transaction.atomic
def take_shipped(*, programme: Programme, by: UUID, now: datetime) -> int:
    """Takes the ready definitions that are not there yet, published; returns how many."""
    there = set(Indicator.objects.filter(programme=programme).values_list("code", flat=True))
    new = [(one, text) for one, text in shipped() if one.code not in there]
    for one, text in new:
        row = Indicator.objects.create(programme=programme, code=one.code)
        Version.objects.create(indicator=row, number=1, text=text, by=by, made_at=now,
                               published_at=now)  # fmt: skip
        cover(one)
    if new:
        journal(programme, "taken", str(programme.pk), by, now)
    return len(new)


def cover(one: Definition) -> None:
    """Has the facts that a definition counts added up as they come."""
    slices.cover(figures.cuts_of(one))


@transaction.atomic
def add(*, programme: Programme, text: str, by: UUID, now: datetime) -> Indicator:
    """A new indicator, as a draft.

    Raises:
        communitylinkage.impact.rules.definition.DefinitionError: with every mistake.
        RefusedError: its code is taken.
    """
    one = read(text, known())
    if Indicator.objects.filter(programme=programme, code=one.code).exists():
        raise RefusedError(Refused.CODE_TAKEN)
    row = Indicator.objects.create(programme=programme, code=one.code)
    Version.objects.create(indicator=row, number=1, text=text, by=by, made_at=now)
    journal(programme, "added", one.code, by, now)
    return row


@transaction.atomic
def keep_draft(*, indicator: Indicator, text: str, by: UUID, now: datetime) -> Version:
    """Writes the draft: what was published stays as it is, and so do the figures counted by it.

    Raises:
        communitylinkage.impact.rules.definition.DefinitionError: with every mistake.
        RefusedError: the code is another.
    """
    row = Indicator.objects.select_for_update().select_related("programme").get(pk=indicator.pk)
    if read(text, known()).code != row.code:
        raise RefusedError(Refused.OTHER_CODE)
    newest = row.versions.first()
    if newest is not None and newest.published_at is None:
        newest.text, newest.by, newest.made_at = text, by, now
        newest.save()
        made = newest
    else:
        number = newest.number + 1 if newest else 1
        made = Version.objects.create(indicator=row, number=number, text=text, by=by, made_at=now)
    journal(row.programme, "drafted", row.code, by, now)
    return made


@transaction.atomic
def publish(*, indicator: Indicator, mark: str, by: UUID, now: datetime) -> Version:
    """The draft is what figures are counted by from now on.

    Args:
        mark: of the draft as she read it (`Version.mark`): others keep drafts beside her.

    Raises:
        RefusedError: there is no draft, or it is not the one that she read.
    """
    row = Indicator.objects.select_for_update().select_related("programme").get(pk=indicator.pk)
    draft = row.versions.filter(published_at=None).first()
    if draft is None:
        raise RefusedError(Refused.NO_DRAFT)
    if draft.mark != mark:
        raise RefusedError(Refused.DRAFT_CHANGED)
    draft.published_at = now
    draft.save()
    cover(read(draft.text, known()))
    journal(row.programme, "published", row.code, by, now)
    return draft
