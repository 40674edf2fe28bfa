"""What is coded: sentences of a text, or a picture as a whole; and how far coders agree."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

# A sentence ends with a mark of any of our scripts, and a space or a new line after it.
_END = re.compile(r"(?<=[.!?…؟۔।。！？;])\s+|\n+")
CONTEXT = 1  # sentences before and after a quote


def sentences(text: str) -> list[str]:
    """The units of a text, in order; a text without marks is one unit.

    >>> sentences("I called. Nobody came!\\nThen I left.")
    ['I called.', 'Nobody came!', 'Then I left.']
    """
    return [one.strip() for one in _END.split(text) if one.strip()]


@dataclass(frozen=True, slots=True)
class Mark:
    """A coder gave a code to a unit."""

    evidence: UUID
    unit: int
    code: int
    coder: UUID


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two coders agree on one code, over the pieces that both have read.

    Args:
        kappa: 1 is full agreement, 0 what chance gives; None where both always said the same
            one thing, so that kappa is not defined.
        units: how many units both judged. same: on how many they said the same.
    """

    code: int
    coders: tuple[UUID, UUID]
    kappa: float | None
    units: int
    same: int


def _kappa(judged: list[tuple[bool, bool]]) -> float | None:
    """Cohen's kappa from nltk (nltk.metrics.agreement), None where it is not defined."""
    # Imported here: nltk takes a second, and only this page needs it.
    from nltk.metrics.agreement import AnnotationTask

    if len({said for pair in judged for said in pair}) < 2:
        return None
    data = [
        (coder, str(at), str(pair[coder == "b"]))
        for at, pair in enumerate(judged)
        for coder in ("a", "b")
    ]
    return float(AnnotationTask(data).kappa())


def agreements(
    units: Mapping[UUID, int], read: Mapping[UUID, Iterable[UUID]], marks: Iterable[Mark]
) -> list[Agreement]:
    """Each pair of coders by each code that one of them gave, in order.

    Args:
        units: piece of evidence -> how many units it has.
        read: piece -> who has finished coding it; only these are compared.
    """
    said = set(marks)
    result = []
    coders = sorted({coder for who in read.values() for coder in who})
    codes = sorted({mark.code for mark in said})
    for one, other in combinations(coders, 2):
        both = [piece for piece, who in read.items() if {one, other} <= set(who)]
        for code in codes:
            judged = [
                (Mark(piece, at, code, one) in said, Mark(piece, at, code, other) in said)
                for piece in both
                for at in range(units[piece])
            ]
            if judged and any(a or b for a, b in judged):
                same = sum(a == b for a, b in judged)
                pair = (one, other)
                result.append(Agreement(code, pair, _kappa(judged), len(judged), same))
    return result


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit to which some gave a code and others, who finished the piece too, did not."""

    evidence: UUID
    unit: int
    code: int
    yes: tuple[UUID, ...]
    no: tuple[UUID, ...]


def disagreements(
    read: Mapping[UUID, Iterable[UUID]],
    marks: Iterable[Mark],
    settled: Iterable[tuple[UUID, int, int]],
) -> list[Disagreement]:
    """What is still to be talked about, by piece, unit and code."""
    done = set(settled)
    given: dict[tuple[UUID, int, int], set[UUID]] = {}
    for mark in marks:
        given.setdefault((mark.evidence, mark.unit, mark.code), set()).add(mark.coder)
    result = []
    for key in sorted(given):
        who = set(read.get(key[0], ()))
        yes, no = given[key] & who, who - given[key]
        if key not in done and yes and no:
            result.append(Disagreement(*key, tuple(sorted(yes)), tuple(sorted(no))))
    return result


def holding(
    marks: Iterable[Mark], settled: Mapping[tuple[UUID, int, int], bool]
) -> list[tuple[UUID, int, int]]:
    """What counts as coded: settled with a yes, or given and never settled with a no."""
    given = {(mark.evidence, mark.unit, mark.code) for mark in marks}
    given |= {key for key, yes in settled.items() if yes}
    return sorted(key for key in given if settled.get(key, True))


def around(units: list[str], at: int) -> tuple[str, str, str]:
    """A unit with the words before and after it."""
    before = " ".join(units[max(0, at - CONTEXT) : at])
    return before, units[at], " ".join(units[at + 1 : at + 1 + CONTEXT])
