"""Which cells say too much by themselves, and why (primary suppression)."""

from enum import StrEnum

from communitylinkage.disclosure.policy import Policy
from communitylinkage.disclosure.table import Box, Table


class Reason(StrEnum):
    """Why a cell is hidden; readers see only PROTECTED unless their policy tells."""

    FEW = "few"
    ZERO = "zero"
    GROUP = "group"
    DOMINANCE = "dominance"
    OTHERS = "others"
    COMPLEMENT = "complement"
    EARLIER = "earlier"
    PROTECTED = "protected"


def _few(value: int, policy: Policy) -> Reason | None:
    if value == 0:
        return None if policy.zeros else Reason.ZERO
    return Reason.FEW if value < policy.k else None


def dominated(parts: list[int], policy: Policy) -> Reason | None:
    """The (1,k) rule, the p% rule, and the rest that an organisation could work out.

    Source: Handbook on Statistical Disclosure Control, chapter on magnitude tables.
    """
    parts = sorted((part for part in parts if part), reverse=True)
    if not parts:
        return None
    total, largest = sum(parts), parts[0]
    if policy.share is not None and largest > policy.share * total:
        return Reason.DOMINANCE
    second = parts[1] if len(parts) > 1 else 0
    if policy.percent is not None and total - largest - second < policy.percent / 100 * largest:
        return Reason.DOMINANCE
    if policy.others and any(0 < total - part < policy.k for part in parts):
        return Reason.OTHERS
    return None


def _grouped(table: Table, box: Box) -> list[Box]:
    """Cells that hold everybody of this cell along some dimension."""
    found = []
    for axis, dimension in enumerate(table.dimensions):
        children = [(*box[:axis], code, *box[axis + 1 :]) for code in dimension.children(box[axis])]
        possible = [child for child in children if child not in table.impossible]
        filled = [child for child in possible if table.value(child)]
        if len(possible) > 1 and len(filled) == 1:
            found += filled
    return found


def primary(table: Table, policy: Policy) -> dict[Box, Reason]:
    """Every cell that must not be shown by itself, with its first reason."""
    found: dict[Box, Reason] = {}
    for box in table.boxes:
        if reason := _few(table.value(box), policy):
            found[box] = reason
        parts = [table.value(box, counts) for counts in table.by.values()]
        if reason := dominated(parts, policy):
            found.setdefault(box, reason)
    if policy.group:
        for box in table.boxes:
            for child in _grouped(table, box):
                found.setdefault(child, Reason.GROUP)
    return found
