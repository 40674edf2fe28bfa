"""Writing the plan: each change leaves a line in the row's history and one in the journal."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction

from communitylinkage.journal.actions import record
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.reports.models import Change, Item, PersonDays, Risk, WorkPackage
from communitylinkage.reports.rules.states import RefusedError, Why

Row = WorkPackage | Item | Risk | PersonDays
Values = Mapping[str, Any]
# Words of one language each: what is given is put beside the other languages.
_BY_LANGUAGE = frozenset({"titles", "mitigation"})


def _note(programme: Programme, row: Row, act: str, fields: list[Any], by: UUID, now: datetime
          ) -> None:  # fmt: skip
    Change.objects.create(programme=programme, about=row.pk, act=act, fields=fields, by=by, at=now)
    record(
        organisation_id=programme.lead_organisation_id, act=f"reports.{act}", by=by,
        reference=str(row.pk), now=now,
    )  # fmt: skip


def _told(value: Any) -> Any:
    if isinstance(value, models.Model):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value if value is None else str(value)


def _change(row: Row, values: Values) -> list[list[Any]]:
    """Sets values; returns what was changed, with before and after."""
    changed = []
    for name, value in values.items():
        before = getattr(row, name)
        if name in _BY_LANGUAGE:
            for language, words in value.items():
                if before.get(language, "") != words:
                    changed.append([name, before.get(language, ""), words])
            value = before | value
        elif before != value:
            changed.append([name, _told(before), _told(value)])
        setattr(row, name, value)
    return changed


def _save(row: Row) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if _is_taken(row):
            raise RefusedError(Why.NUMBER_TAKEN) from error
        raise


def _is_taken(row: Row) -> bool:
    """Whether another row of the plan bears its number; one that was taken out bears none."""
    match row:
        case Item():
            same = Item.objects.filter(package=row.package_id, kind=row.kind, taken_out=None)
            return same.filter(number=row.number).exclude(pk=row.pk).exists()
        case WorkPackage() | Risk():
            beside = type(row).objects.filter(programme=row.programme_id, number=row.number)
            return beside.exclude(pk=row.pk).exists()
        case PersonDays():
            return False


def _locked(item: Item) -> Item:
    rows = Item.objects.select_for_update(of=("self",)).select_related("package__programme")
    return rows.get(pk=item.pk)


@transaction.atomic
def add(*, programme: Programme, row: Row, by: UUID, now: datetime) -> Row:
    """Puts a new row into the plan.

    Raises:
        RefusedError: its number is taken.
    """
    _save(row)
    _note(programme, row, "added", [], by, now)
    return row


@transaction.atomic
def change(*, programme: Programme, row: Row, values: Values, by: UUID, now: datetime) -> Row:
    """Changes a row; titles are given for one language, the others stay.

    Raises:
        RefusedError: its number is taken, or it was taken out of the plan.
    """
    kept = type(row).objects.select_for_update().get(pk=row.pk)
    if isinstance(kept, Item) and kept.taken_out is not None:
        raise RefusedError(Why.NOT_NOW)
    fields = _change(kept, values)
    if fields:
        _save(kept)
        _note(programme, kept, "changed", fields, by, now)
    return kept


@transaction.atomic
def mark_done(
    *, item: Item, done: date, evidence: str, address: str, by: UUID, now: datetime
) -> Item:
    """Says when it was done, and what shows it.

    Args:
        evidence: in words; never empty. address: of a page or file; may be empty.

    Raises:
        RefusedError: it was taken out.
    """
    row = _locked(item)
    if row.taken_out is not None or not evidence.strip():
        raise RefusedError(Why.NOT_NOW)
    fields = _change(row, {"done": done, "evidence": evidence, "evidence_address": address})
    row.save()
    _note(row.package.programme, row, "done", fields, by, now)
    return row


@transaction.atomic
def mark_not_done(*, item: Item, by: UUID, now: datetime) -> Item:
    """Takes the mark back; what was said to show it stays in the history.

    Raises:
        RefusedError: it is not marked.
    """
    row = _locked(item)
    if row.done is None:
        raise RefusedError(Why.NOT_NOW)
    fields = _change(row, {"done": None, "evidence": "", "evidence_address": ""})
    row.save()
    _note(row.package.programme, row, "not_done", fields, by, now)
    return row


@transaction.atomic
def take_out(*, item: Item, by: UUID, now: datetime) -> Item:
    """Takes it out of the plan; the row and its history stay.

    Raises:
        RefusedError: it was taken out.
    """
    row = _locked(item)
    if row.taken_out is not None:
        raise RefusedError(Why.NOT_NOW)
    row.taken_out = now
    row.save()
    _note(row.package.programme, row, "taken_out", [], by, now)
    return row


@transaction.atomic
def keep_days(
    *, package: WorkPackage, organisation: Organisation, quarter: str, values: Values, by: UUID,
    now: datetime,
) -> PersonDays:  # fmt: skip
    """Days planned and used of an organisation in a quarter; what was there before is changed."""
    WorkPackage.objects.select_for_update().get(pk=package.pk)
    row = PersonDays.objects.filter(
        package=package, organisation=organisation, quarter=quarter
    ).first()
    if row is None:
        row = PersonDays(package=package, organisation=organisation, quarter=quarter, **values)
        row.save()
        _note(package.programme, row, "added", [], by, now)
        return row
    fields = _change(row, values)
    row.save()
    if fields:
        _note(package.programme, row, "changed", fields, by, now)
    return row
