"""The life of a version, as a table; and who of the parties still has to sign. Plain Python."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from communitylinkage.values import moves


class State(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    REPLACED = "replaced"


class Act(StrEnum):
    """What moves a version."""

    PROPOSE = "propose"
    TAKE_BACK = "take_back"
    SIGN = "sign"
    COMPLETE = "complete"
    UNSIGN = "unsign"
    ENTER = "enter"
    SUSPEND = "suspend"
    RESUME = "resume"
    REPLACE = "replace"
    REVIEW = "review"


# A party that takes its signature back never leaves a procedure in force behind it.
MOVES: dict[tuple[Act, State], State] = {
    (Act.PROPOSE, State.DRAFT): State.PROPOSED,
    (Act.TAKE_BACK, State.PROPOSED): State.DRAFT,
    (Act.SIGN, State.PROPOSED): State.PROPOSED,
    (Act.SIGN, State.SUSPENDED): State.SUSPENDED,
    (Act.COMPLETE, State.PROPOSED): State.SIGNED,
    (Act.UNSIGN, State.PROPOSED): State.PROPOSED,
    (Act.UNSIGN, State.SIGNED): State.PROPOSED,
    (Act.UNSIGN, State.IN_FORCE): State.SUSPENDED,
    (Act.UNSIGN, State.SUSPENDED): State.SUSPENDED,
    (Act.ENTER, State.SIGNED): State.IN_FORCE,
    (Act.SUSPEND, State.IN_FORCE): State.SUSPENDED,
    (Act.RESUME, State.SUSPENDED): State.IN_FORCE,
    (Act.REPLACE, State.IN_FORCE): State.REPLACED,
    (Act.REVIEW, State.IN_FORCE): State.IN_FORCE,
    (Act.REPLACE, State.SUSPENDED): State.REPLACED,
}


# From so long before its day a review may be written down.
REVIEW_BEFORE = timedelta(days=30)


class Why(StrEnum):
    """Why an act is refused; wording turns it into a sentence."""

    NOT_NOW = "not_now"
    FINDINGS = "findings"
    OBJECTIONS = "objections"
    PARTIES = "parties"
    SIGNATURES = "signatures"
    NOT_A_PARTY = "not_a_party"
    SIGNED_ALREADY = "signed_already"
    CHANGED = "changed"
    READ_AGAIN = "read_again"


class RefusedError(moves.Refused):
    """An act that is not possible now."""

    why: Why


def after(act: Act | str, state: str) -> State:
    """The state after an act.

    Raises:
        RefusedError: the act is unknown, or not for this state.
    """
    try:
        return MOVES[Act(act), State(state)]
    except (KeyError, ValueError) as error:
        raise RefusedError(Why.NOT_NOW) from error


# The parties are bound to a version also while it is suspended.
BINDING = (State.IN_FORCE, State.SUSPENDED)


def binds(state: str) -> bool:
    """Whether the parties are bound to a version."""
    return state in BINDING


def can(act: Act, state: str) -> bool:
    """Whether the table has a line for it."""
    return (act, State(state)) in MOVES


def check_ready(*, hindered: bool, open_objections: int, parties: Iterable[str],
                named: Iterable[str]) -> None:  # fmt: skip
    """A version may be proposed and signed when nothing stands against it.

    Args:
        parties: codes in the text. named: codes for which an organisation is named.

    Raises:
        RefusedError: what stands against it, the gravest first.
    """
    codes = set(parties)
    if hindered:
        raise RefusedError(Why.FINDINGS)
    if open_objections:
        raise RefusedError(Why.OBJECTIONS)
    if not codes or codes - set(named):
        raise RefusedError(Why.PARTIES)


def may_review(on: date | None, today: date) -> bool:
    """Whether it is time to look at it again."""
    return on is not None and on - REVIEW_BEFORE <= today


def review_on(begins: date, months: int) -> date:
    """The day on which it is looked at again: so many months later, at the month's end at most."""
    year, month = divmod(begins.year * 12 + begins.month - 1 + months, 12)
    last = date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)
    return date(year, month + 1, min(begins.day, last.day))


def picture() -> str:
    """Markdown: the table as a state diagram."""
    lines = ["# The life of a version of a procedure\n", "```mermaid", "stateDiagram-v2"]
    lines += ["    [*] --> draft"]
    lines += [f"    {before} --> {to}: {act}" for (act, before), to in MOVES.items()]
    return "\n".join([*lines, "```"]) + "\n"
