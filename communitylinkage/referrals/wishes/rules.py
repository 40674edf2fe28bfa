"""The short life of a wish; plain Python. Whatever ends it erases what she wrote."""

from enum import StrEnum

LONGEST_TEXT = 600


class State(StrEnum):
    """Where a wish stands."""

    WAITING = "waiting"
    ASKED = "asked"
    SETTLED = "settled"
    TAKEN_BACK = "taken_back"
    OVER = "over"


class Act(StrEnum):
    """What is done with it."""

    ASK = "ask"
    SETTLE = "settle"
    TAKE_BACK = "take_back"
    REPLACE = "replace"
    END = "end"


class NotNow(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """It is answered, taken back or over; nothing was changed."""


# Every act begins where it waits: a mentor is asked for, it is settled in another way, she takes it
# back or writes a newer one, or her yes is over.
LEADS_TO = {
    Act.ASK: State.ASKED,
    Act.SETTLE: State.SETTLED,
    Act.TAKE_BACK: State.TAKEN_BACK,
    Act.REPLACE: State.TAKEN_BACK,
    Act.END: State.OVER,
}


def after(state: State, act: Act) -> State:
    """Where an act leads.

    Raises:
        NotNow: it does not wait any more.
    """
    if state != State.WAITING:
        raise NotNow(f"no {act} while {state}")
    return LEADS_TO[act]
