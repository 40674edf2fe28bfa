"""Coding together: codes, marks, and what the group settles."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from communitylinkage.research.journalling import note
from communitylinkage.research.models import (
    Code,
    Coded,
    Coding,
    Cycle,
    Evidence,
    Finding,
    Settled,
)
from communitylinkage.research.rules.uses import NotAgreed, Use


class NamedAlready(ValueError):  # noqa: N818 -- reads as a sentence where it is raised
    """The cycle has a code of this name."""


class NotThere(ValueError):  # noqa: N818 -- as above
    """The piece has no such unit, or its cycle no such code: nobody was shown it."""


@transaction.atomic
def keep_code(
    *, cycle: Cycle, code: Code | None, name: str, theme: str, meaning: str, by: UUID, now: datetime
) -> Code:
    """A new code, or another wording of one; what was marked with it stays marked.

    Findings follow the theme on which they stand, so that taking back a piece still finds them.

    Raises:
        NamedAlready: another code of the cycle has this name.
    """
    row = code or Code(cycle=cycle)
    before = row.theme
    row.name, row.theme, row.meaning = name, theme, meaning
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise NamedAlready from twice
    if before and before != theme:
        _findings_follow(row, before)
    note(cycle, "code", by, now, str(row.pk))
    return row


def _findings_follow(code: Code, before: str) -> None:
    """Findings of a theme that is worded anew; `before`: the theme that the code had.

    Where other codes keep the old theme, a finding stands on less than it did: the group looks.
    """
    stood = Finding.objects.filter(cycle=code.cycle, theme=before)
    if not Code.objects.filter(cycle=code.cycle, theme=before).exists():
        stood.update(theme=code.theme)
    elif _held(code):
        stood.update(look_again=True)


def _held(code: Code) -> bool:
    """Whether anything was marked with it, or settled by the group: else nothing stood on it."""
    settled = Settled.objects.filter(code=code, holds=True)
    return settled.exists() or Coding.objects.filter(code=code).exists()


def _usable(evidence: Evidence) -> Evidence:
    """The piece as it stands now, taken for this act: nobody takes it back meanwhile.

    Raises:
        communitylinkage.research.rules.uses.NotAgreed: it was taken back.
    """
    row = Evidence.objects.select_for_update().select_related("cycle").get(pk=evidence.pk)
    if Use.ANALYSIS not in row.uses:
        raise NotAgreed
    return row


@transaction.atomic
def mark(
    *, evidence: Evidence, marks: Iterable[tuple[int, int]], through: bool, by: UUID, now: datetime
) -> None:
    """What one coder marked in a piece, instead of what she marked before.

    Args:
        marks: unit, number of the code. through: she has gone through the whole piece.

    Raises:
        communitylinkage.research.rules.uses.NotAgreed: it was taken back meanwhile.
    """
    row = _usable(evidence)
    ours = set(Code.objects.filter(cycle=row.cycle).values_list("pk", flat=True))
    given = {(unit, code) for unit, code in marks if 0 <= unit < row.units and code in ours}
    Coding.objects.filter(evidence=row, coder=by).delete()
    Coding.objects.bulk_create(
        [Coding(evidence=row, unit=unit, code_id=code, coder=by) for unit, code in sorted(given)]
    )
    if through:
        Coded.objects.get_or_create(evidence=row, coder=by)
    else:
        Coded.objects.filter(evidence=row, coder=by).delete()
    note(row.cycle, "coded", by, now, row.reference)


@transaction.atomic
def settle(
    *, evidence: Evidence, unit: int, code: Code, holds: bool, why: str, by: UUID, now: datetime
) -> Settled:
    """What the group said together; said anew, it takes the place of what was said before.

    Raises:
        communitylinkage.research.rules.uses.NotAgreed: it was taken back meanwhile.
        NotThere: a unit or a code that the piece does not have.
    """
    row = _usable(evidence)
    if not 0 <= unit < row.units or code.cycle_id != row.cycle_id:
        raise NotThere
    said, _new = Settled.objects.update_or_create(
        evidence=row, unit=unit, code=code, defaults={"holds": holds, "why": why, "by": by}
    )
    note(row.cycle, "settled", by, now, row.reference)
    return said
