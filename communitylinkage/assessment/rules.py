"""What a round may become, who may be asked, and when reminders go out; pure."""

from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """Who is asked."""

    SERVICES = "services"
    PROFESSIONALS = "professionals"
    COMMUNITIES = "communities"


class Wave(StrEnum):
    """Which time a round asks: before the work, or after some of it."""

    BASELINE = "baseline"
    FOLLOW_UP = "follow_up"


class State(StrEnum):
    """Where a round stands."""

    DRAFT = "draft"
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class Act(StrEnum):
    """What is done with a round."""

    PLAN = "plan"
    OPEN = "open"
    INVITE = "invite"
    REMIND = "remind"
    DATES = "dates"
    LINK = "link"
    CLOSE = "close"
    DROP = "drop"


# (act, state before) -> state after; what is dropped is gone.
MOVES: dict[tuple[Act, State], State | None] = {
    (Act.PLAN, State.DRAFT): State.PLANNED,
    (Act.OPEN, State.DRAFT): State.OPEN,
    (Act.OPEN, State.PLANNED): State.OPEN,
    (Act.DATES, State.DRAFT): State.DRAFT,
    (Act.DATES, State.PLANNED): State.PLANNED,
    (Act.DATES, State.OPEN): State.OPEN,
    (Act.DROP, State.DRAFT): None,
    (Act.DROP, State.PLANNED): None,
    (Act.INVITE, State.OPEN): State.OPEN,
    (Act.REMIND, State.OPEN): State.OPEN,
    (Act.LINK, State.OPEN): State.OPEN,
    (Act.CLOSE, State.OPEN): State.CLOSED,
}

# How many addresses one letter of invitations takes.
MOST_ADDRESSES = 500
# Before the end, everybody is reminded by itself once.
REMINDED_BEFORE = timedelta(days=3)
# By hand not more often than this: a reminder a day is no kindness.
BETWEEN_REMINDERS = timedelta(days=2)
# From here on a round that closes soon with few answers waits on home.
CLOSES_SOON = timedelta(days=3)
LOW = 0.5
# A draft that nobody opened waits on home after this long.
FORGOTTEN = timedelta(days=3)
# A planned round that the clock has not opened for this long waits on home.
CLOCK_IS_LATE = timedelta(hours=1)
# Why a round is not opened, whatever its state: a rule of its form cannot be worked out; it
# demands a choice where there is none (both as surveys.answering.loading calls them); its version
# was taken out of use and no other is in use.
UNANSWERABLE, NO_CHOICES, RETIRED = "unanswerable", "no_choices", "retired"


class NotNowError(Exception):
    """An act that the state, or the clock, does not allow; the argument is the act, or why not."""


def after(act: str, state: str) -> State | None:
    """The state after an act; None where the round is gone then.

    Raises:
        NotNowError: the act is unknown, or not for this state.
    """
    try:
        return MOVES[Act(act), State(state)]
    except (KeyError, ValueError) as error:
        raise NotNowError(act) from error


def acts(state: str) -> list[Act]:
    """What can be done in a state, in the order of the table."""
    return [act for act, before in MOVES if before == state]


def opens_now(state: str, opens: datetime, closes: datetime, now: datetime) -> bool:
    """Whether the clock opens a planned round: its day has come, and is not over."""
    return state == State.PLANNED and opens <= now < closes


def closes_now(state: str, closes: datetime, now: datetime) -> bool:
    """Whether the clock closes an open round."""
    return state == State.OPEN and closes <= now


def reminds_now(
    state: str, opens: datetime, closes: datetime, reminded: datetime | None, now: datetime
) -> bool:
    """Whether the clock reminds: once, three days before the end, in rounds longer than a week.

    A reminder by hand in the last days counts: nobody is asked twice in a row.
    """
    due = closes - REMINDED_BEFORE
    long_enough = closes - opens > timedelta(days=7)
    not_yet = reminded is None or reminded < due - BETWEEN_REMINDERS
    return state == State.OPEN and long_enough and not_yet and due <= now < closes


def may_remind(state: str, reminded: datetime | None, now: datetime) -> bool:
    """Whether a person may send a reminder now."""
    return state == State.OPEN and (reminded is None or now - reminded >= BETWEEN_REMINDERS)


def share(answered: int, invited: int) -> float | None:
    """Answers for each invitation, at most 1; None where nobody was invited by address.

    An open link has no number of invited people, so there is no honest rate for it.
    """
    return min(answered / invited, 1.0) if invited else None


def is_low(answered: int, invited: int) -> bool:
    """Whether few of the invited answered; without invitations, whether nobody did."""
    rate = share(answered, invited)
    return answered == 0 if rate is None else rate < LOW


def picture() -> str:
    """The table as a page of the reference, with its diagram."""
    lines = ["# The states of a round", "", "```mermaid", "stateDiagram-v2", "  [*] --> draft"]
    for (act, before), state in MOVES.items():
        lines.append(f"  {before} --> {state or '[*]'}: {act}")
    lines += ["```", "", "| act | from | to |", "|---|---|---|"]
    lines += [f"| {act} | {before} | {state or 'gone'} |" for (act, before), state in MOVES.items()]
    return "\n".join([*lines, ""])
