"""The stages of a cycle, what each needs before the next, and who may move it."""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where a cycle stands. After the last one it is turned again, or rests."""

    QUESTION = "question"
    PLAN = "plan"
    ACT = "act"
    OBSERVE = "observe"
    REFLECT = "reflect"
    CLOSED = "closed"


ORDER = tuple(Stage)


class Missing(StrEnum):
    """What a cycle lacks before it may go on."""

    PLAN = "plan"
    SECOND = "second"
    EVIDENCE = "evidence"
    FINDING = "finding"
    CHECK = "check"


class NotYet(ValueError):  # noqa: N818 -- reads as a sentence where it is raised
    """The cycle lacks something; the first argument is a tuple of `Missing`."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a cycle has.

    Args:
        researchers: how many take part now. evidence: pieces that may be used for analysis.
        findings: written down. asked: of these, how many the community was asked about.
    """

    stage: Stage
    planned: bool
    researchers: int
    evidence: int
    findings: int
    asked: int


def missing(has: Standing) -> tuple[Missing, ...]:
    """What stands between the cycle and its next stage; empty: it may go on."""
    lacks: list[Missing] = []
    if has.stage == Stage.QUESTION and has.researchers < 2:
        lacks.append(Missing.SECOND)
    if has.stage == Stage.PLAN and not has.planned:
        lacks.append(Missing.PLAN)
    if has.stage == Stage.OBSERVE and not has.evidence:
        lacks.append(Missing.EVIDENCE)
    if has.stage == Stage.REFLECT and not has.findings:
        lacks.append(Missing.FINDING)
    if has.stage == Stage.REFLECT and has.findings and not has.asked:
        lacks.append(Missing.CHECK)
    return tuple(lacks)


def following(has: Standing) -> Stage:
    """The stage after this one.

    Raises:
        NotYet: something is missing, or the cycle is closed.
    """
    lacks = missing(has)
    if lacks or has.stage == Stage.CLOSED:
        raise NotYet(lacks)
    return ORDER[ORDER.index(has.stage) + 1]


def preceding(stage: Stage) -> Stage | None:
    """The stage before, for who went on too early; None at the first and after the end."""
    if stage in {Stage.QUESTION, Stage.CLOSED}:
        return None
    return ORDER[ORDER.index(stage) - 1]
