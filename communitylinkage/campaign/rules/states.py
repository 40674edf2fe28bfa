"""The life of a version of a material, as a table; who may approve it; plain Python."""

from collections.abc import Collection
from enum import StrEnum

from communitylinkage.values.moves import Life, Refused


class State(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    WAITING = "waiting"
    CHANGES_ASKED = "changes_asked"
    APPROVED = "approved"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What moves a version."""

    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    ASK_CHANGES = "ask_changes"
    APPROVE = "approve"
    REPLACE = "replace"
    WITHDRAW = "withdraw"


# What was approved is printed somewhere: it never changes any more, a new version takes its place.
MOVES: dict[tuple[Act, State], State] = {
    (Act.SUBMIT, State.DRAFT): State.WAITING,
    (Act.SUBMIT, State.CHANGES_ASKED): State.WAITING,
    (Act.TAKE_BACK, State.WAITING): State.DRAFT,
    (Act.ASK_CHANGES, State.WAITING): State.CHANGES_ASKED,
    (Act.APPROVE, State.WAITING): State.APPROVED,
    (Act.REPLACE, State.APPROVED): State.REPLACED,
    (Act.WITHDRAW, State.APPROVED): State.WITHDRAWN,
}
WRITTEN = frozenset({State.DRAFT, State.CHANGES_ASKED})
OVER = frozenset({State.APPROVED, State.WITHDRAWN})


class Why(StrEnum):
    """Why an act is refused; wording turns it into a sentence."""

    NOT_NOW = "not_now"
    NO_TEXT = "no_text"
    OWN_EYES = "own_eyes"
    NOT_APPROVED = "not_approved"
    NO_MESSAGE = "no_message"
    TWICE = "twice"


class RefusedError(Refused):
    """An act that is not possible now."""

    why: Why


LIFE = Life(
    "The life of a version of a material", State.DRAFT, MOVES, lambda: RefusedError(Why.NOT_NOW)
)
can, after, picture = LIFE.can, LIFE.after, LIFE.picture


def check_other_eyes(who: str, writers: Collection[str]) -> None:
    """Four eyes: nobody approves what she has written on.

    Raises:
        RefusedError: she has.
    """
    if who in writers:
        raise RefusedError(Why.OWN_EYES)
