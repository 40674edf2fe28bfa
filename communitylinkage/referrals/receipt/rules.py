"""What a recipient holds, who may write when, and what she may be asked; plain Python."""

from enum import StrEnum

from communitylinkage.referrals.rules import State

MOST_LETTERS = 400


class Held(StrEnum):
    """What a recipient could open now."""

    NOTHING = "nothing"
    SUMMARY = "summary"
    CONTENT = "content"
    LOCKED = "locked"


class Said(StrEnum):
    """What she can say with one tick."""

    SAFE = "safe"
    WAIT = "wait"
    AS_AGREED = "as_agreed"
    CHANGED = "changed"
    INTERPRETER = "interpreter"
    COMPANY = "company"
    NO_MORE = "no_more"


class Helped(StrEnum):
    """Whether they helped."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Promised(StrEnum):
    """Whether they took her as their entry says."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Again(StrEnum):
    """Whether she would go there again."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


# The service that said yes reads and writes; before that it knows too little of her to be written
# to, and after the end there is nothing more to say.
SERVICE_WRITES = frozenset({State.ACCEPTED, State.FIRST_CONTACT, State.BEGUN})
# Once she met them, or could have.
MAY_TELL = SERVICE_WRITES | {State.CLOSED}
# Nobody was asked yet.
UNSENT = frozenset({State.DRAFT, State.CONSENTED})
# The clock runs: it can be let run out.
ASKED = frozenset({State.SENT, State.SEEN})


class NotHers(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """It may not be written or told now, or not by this organisation."""


def held(*, summary: bool, content: bool, waiting: bool) -> Held:
    """What a recipient holds.

    Args:
        summary, content: whether its half was given out and is there. waiting: whether a half is
            there that was not given out yet.
    """
    if content:
        return Held.CONTENT
    if summary:
        return Held.SUMMARY
    return Held.NOTHING if waiting else Held.LOCKED
