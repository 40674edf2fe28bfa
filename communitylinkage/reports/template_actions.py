"""Writing the template of reports: the ready sections, words, order, one more, one less."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from communitylinkage.journal.actions import record
from communitylinkage.organisations.models import Programme
from communitylinkage.reports.models import Section
from communitylinkage.reports.ready import SECTIONS
from communitylinkage.reports.rules.sections import MOST_SECTIONS, Way, moved
from communitylinkage.reports.rules.states import RefusedError, Why


def _journal(programme: Programme, act: str, by: UUID, now: datetime) -> None:
    record(
        organisation_id=programme.lead_organisation_id, act=f"reports.{act}", by=by,
        reference=str(programme.pk), now=now,
    )  # fmt: skip


def _locked(programme: Programme) -> Programme:
    return Programme.objects.select_for_update().get(pk=programme.pk)


@transaction.atomic
def begin(*, programme: Programme, by: UUID, now: datetime) -> None:
    """Takes the ready sections where the template has none; else changes nothing."""
    row = _locked(programme)
    if Section.objects.filter(programme=row, taken_out=None).exists():
        return
    Section.objects.bulk_create(
        Section(
            programme=row, position=at, kind=kind.value, headings=dict(headings),
            guidance=dict(guidance),
        )
        for at, (kind, headings, guidance) in enumerate(SECTIONS, 1)
    )  # fmt: skip
    _journal(row, "template_begun", by, now)


@transaction.atomic
def add(
    *, programme: Programme, kind: str, language: str, heading: str, guidance: str, by: UUID,
    now: datetime,
) -> Section:  # fmt: skip
    """A new section, at the end.

    Raises:
        RefusedError: there are too many.
    """
    row = _locked(programme)
    rows = Section.objects.filter(programme=row)
    if rows.filter(taken_out=None).count() >= MOST_SECTIONS:
        raise RefusedError(Why.NOT_NOW)
    last = rows.aggregate(last=Max("position"))["last"] or 0
    made = Section.objects.create(
        programme=row, position=last + 1, kind=kind, headings={language: heading},
        guidance={language: guidance} if guidance else {},
    )  # fmt: skip
    _journal(row, "section_added", by, now)
    return made


@transaction.atomic
def change(
    *, section: Section, language: str, heading: str, guidance: str, by: UUID, now: datetime
) -> Section:
    """Heading and guidance in one language; the others stay."""
    row = Section.objects.select_for_update().select_related("programme").get(pk=section.pk)
    row.headings = row.headings | {language: heading}
    row.guidance = {k: v for k, v in (row.guidance | {language: guidance}).items() if v}
    row.save()
    _journal(row.programme, "section_changed", by, now)
    return row


@transaction.atomic
def move(*, section: Section, way: Way, by: UUID, now: datetime) -> None:
    """A place up or down."""
    programme = _locked(section.programme)
    rows = {row.pk: row for row in Section.objects.filter(programme=programme, taken_out=None)}
    if section.pk not in rows:
        raise RefusedError(Why.NOT_NOW)
    for position, key in enumerate(moved(list(rows), section.pk, way), 1):
        rows[key].position = position
    Section.objects.bulk_update(rows.values(), ["position"])
    _journal(programme, "section_moved", by, now)


@transaction.atomic
def take_out(*, section: Section, by: UUID, now: datetime) -> None:
    """No further report has it; words that were written under it stay in their reports.

    Raises:
        RefusedError: it was taken out.
    """
    row = Section.objects.select_for_update().select_related("programme").get(pk=section.pk)
    if row.taken_out is not None:
        raise RefusedError(Why.NOT_NOW)
    row.taken_out = now
    row.save()
    _journal(row.programme, "section_out", by, now)
