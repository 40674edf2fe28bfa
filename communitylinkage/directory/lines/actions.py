"""Confirms a help line with its operator, corrects or hides it, and takes each of that back."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from communitylinkage.directory.lines import rules
from communitylinkage.directory.lines.models import HelpLineChange
from communitylinkage.directory.lines.shown import Shown, as_shown
from communitylinkage.directory.models import HelpLine
from communitylinkage.journal.actions import record


class ChangedMeanwhile(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """What she had before her is not what everybody reads now; the argument is a sentence."""


@transaction.atomic
def confirm(*, line: HelpLine, seen: str, organisation_id: UUID, by: UUID, now: datetime) -> None:
    """Keeps who says that the operator confirmed what everybody reads, and on which day.

    Raises:
        ChangedMeanwhile: it says something else than what she saw.
    """
    shown = _locked(line, seen)
    _confirmed(shown.line, str(by), now)
    _journal(line, "help_line.confirmed", organisation_id, by, now)


@transaction.atomic
def take_back(*, line: HelpLine, organisation_id: UUID, by: UUID, now: datetime) -> None:
    """The row is not confirmed any more."""
    _confirmed(_locked(line).line, "", now)
    _journal(line, "help_line.taken_back", organisation_id, by, now)


@transaction.atomic
def correct(*, line: HelpLine, typed: Mapping[str, str], why: str, seen: str,
            organisation_id: UUID, by: UUID, now: datetime) -> None:  # fmt: skip
    """Lets everybody read what was typed; what the source says stays beside it.

    Args:
        typed: every field of `rules.FIELDS`; those that say what the source says are no correction.

    Raises:
        ChangedMeanwhile: it says something else than what she saw.
    """
    shown = _locked(line, seen)
    said = rules.corrected(shown.source, typed)
    _end(shown.correction, by, now)
    if said:
        HelpLineChange.objects.create(
            line=shown.line, hides=False, said=said, why=why, by=by, at=now,
            source_said={field: shown.source[field] for field in said},
        )  # fmt: skip
    if shown.said != dict(typed):
        _confirmed(shown.line, "", now)  # nobody has confirmed the new words
    _journal(line, "help_line.corrected", organisation_id, by, now)


@transaction.atomic
def take_correction_back(*, line: HelpLine, organisation_id: UUID, by: UUID, now: datetime) -> None:
    """Lets everybody read again what the source says."""
    shown = _locked(line)
    if shown.correction is None:
        return
    _end(shown.correction, by, now)
    _confirmed(shown.line, "", now)
    _journal(line, "help_line.correction_taken_back", organisation_id, by, now)


@transaction.atomic
def hide(*, line: HelpLine, why: str, organisation_id: UUID, by: UUID, now: datetime) -> None:
    """Takes a line out of what everybody reads."""
    shown = _locked(line)
    if shown.hiding is None:
        HelpLineChange.objects.create(line=shown.line, hides=True, why=why, by=by, at=now)
        _journal(line, "help_line.hidden", organisation_id, by, now)


@transaction.atomic
def show(*, line: HelpLine, organisation_id: UUID, by: UUID, now: datetime) -> None:
    """Everybody reads the line again."""
    shown = _locked(line)
    if shown.hiding is not None:
        _end(shown.hiding, by, now)
        _journal(line, "help_line.shown", organisation_id, by, now)


def _locked(line: HelpLine, seen: str | None = None) -> Shown:
    shown = as_shown(HelpLine.objects.select_for_update().get(pk=line.pk))
    if seen is not None and seen != shown.seen:
        raise ChangedMeanwhile(_("This help line was changed meanwhile. Look at it again."))
    return shown


def _confirmed(line: HelpLine, who: str, now: datetime) -> None:
    line.confirmed_by, line.confirmed_on = who, now.date() if who else None
    line.save()


def _end(change: HelpLineChange | None, by: UUID, now: datetime) -> None:
    if change:
        change.ended_by, change.ended_at = by, now
        change.save()


def _journal(line: HelpLine, act: str, organisation_id: UUID, by: UUID, now: datetime) -> None:
    record(organisation_id=organisation_id, act=act, by=by, reference=str(line.pk), now=now)
