"""The life of a report, as a table, and why something is refused; plain Python."""

from enum import StrEnum

from communitylinkage.values.moves import Life, Refused


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
    CHANGED = "changed"


class RefusedError(Refused):
    """An act that is not possible now."""

    why: Why


LIFE = Life("The life of a report", State.DRAFT, MOVES, lambda: RefusedError(Why.NOT_NOW))
can, after, picture = LIFE.can, LIFE.after, LIFE.picture
