"""What was looked at, how it is, and what mends it; plain values."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How something is."""

    GOOD = "good"
    LOOK = "look"
    MEND = "mend"


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer.

    Args:
        about: what was looked at, in a word or two. said: how it is. mend: what to do, if anything.
    """

    grade: Grade
    about: str
    said: str
    mend: str = ""


def good(about: str, said: str) -> Finding:
    """Nothing to do."""
    return Finding(Grade.GOOD, about, said)


def look(about: str, said: str, mend: str) -> Finding:
    """It works; somebody should look at it."""
    return Finding(Grade.LOOK, about, said, mend)


def mend(about: str, said: str, mend: str) -> Finding:
    """It must be mended."""
    return Finding(Grade.MEND, about, said, mend)


def lines(findings: list[Finding]) -> list[str]:
    """As they are printed: what must be mended last, where the eye is."""
    order = [Grade.GOOD, Grade.LOOK, Grade.MEND]
    said = []
    for one in sorted(findings, key=lambda each: order.index(each.grade)):
        said.append(f"{one.grade:<5} {one.about}: {one.said}")
        if one.mend:
            said.append(f"      -> {one.mend}")
    return said
