"""The life of a report, as a table, and why something is refused; plain Python."""

from enum import StrEnum

from communitylinkage.values.moves import drawn


class Kind(StrEnum):
    """What a report is."""

    PERIODIC = "periodic"
    FINAL = "final"


class State(StrEnum):
    """Where a report stands."""

    DRAFT = "draft"
    READY = "ready"
    HANDED_IN = "handed_in"


class Act(StrEnum):
    """What moves a report."""

    READY = "ready"
    BACK = "back"
    HAND_IN = "hand_in"


# What was handed in never moves: a change is a new version.
MOVES: dict[tuple[Act, State], State] = {
    (Act.READY, State.DRAFT): State.READY,
    (Act.BACK, State.READY): State.DRAFT,
    (Act.HAND_IN, State.READY): State.HANDED_IN,
}


class Why(StrEnum):
    """Why an act is refused; wording turns it into a sentence."""

    NOT_NOW = "not_now"
    NO_MONTH = "no_month"
    NO_INDICATORS = "no_indicators"
    NOT_OVER = "not_over"
    NUMBER_TAKEN = "number_taken"
    DRAFT_THERE = "draft_there"


class RefusedError(Exception):
    """An act that is not possible now."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def can(act: Act, state: str) -> bool:
    """Whether the table has a line for it."""
    return (act, State(state)) in MOVES


def after(act: Act, state: str) -> State:
    """The state after an act.

    Raises:
        RefusedError: the table has no such line.
    """
    if not can(act, state):
        raise RefusedError(Why.NOT_NOW)
    return MOVES[act, State(state)]


def picture() -> str:
    """Markdown: the table as a state diagram and as a table."""
    return drawn("The life of a report", State.DRAFT, MOVES)
