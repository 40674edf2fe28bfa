"""The life of an ask as a table, and what sending many of them costs; plain Python.

Nothing outside the table happens to an ask (docs/reference/ask-states.md is made from it).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where an ask stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    CLOSED = "closed"
    TAKEN_BACK = "taken_back"


class Act(StrEnum):
    """What somebody, or the clock, does."""

    TAKE = "take"
    GIVE_BACK = "give_back"
    ANSWER = "answer"
    REPLY = "reply"
    CLOSE = "close"
    REMIND = "remind"
    TAKE_BACK = "take_back"


class Party(StrEnum):
    """Who acts, and who is told."""

    WOMAN = "woman"
    ON_DUTY = "on duty"
    TAKER = "who took it"
    CLOCK = "clock"


class Outcome(StrEnum):
    """How an ask ended: a list, so that the programme can learn and nobody writes about her."""

    LINKED = "linked"
    ANSWERED = "answered"
    NOT_REACHED = "not_reached"
    DECLINED_BY_HER = "declined_by_her"
    NOT_OURS = "not_ours"
    NOT_GENUINE = "not_genuine"


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the table: in which state what leads where, who may, who is told."""

    before: State
    act: Act
    after: State
    by: Party
    tells: Party | None = None


class Said(StrEnum):
    """What she replies to an answer: a ticked sentence, which her mentor reads in her own words."""

    GO_ON = "go_on"
    NO = "no"
    QUESTION = "question"


class NotNow(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """The table has no such line, or it is somebody else's; nothing was changed."""


class NotHerYes(Exception):  # noqa: N818 -- as above
    """She reads only with her paper, and has not replied there that it may go on."""


_S, _A, _P = State, Act, Party
TABLE: tuple[Transition, ...] = (
    Transition(_S.WAITING, _A.TAKE, _S.TAKEN, _P.ON_DUTY),
    Transition(_S.WAITING, _A.REMIND, _S.WAITING, _P.CLOCK, _P.ON_DUTY),
    Transition(_S.TAKEN, _A.ANSWER, _S.TAKEN, _P.TAKER),
    Transition(_S.TAKEN, _A.REPLY, _S.TAKEN, _P.WOMAN, _P.TAKER),
    Transition(_S.TAKEN, _A.CLOSE, _S.CLOSED, _P.TAKER),
    Transition(_S.TAKEN, _A.GIVE_BACK, _S.WAITING, _P.TAKER, _P.ON_DUTY),
    Transition(_S.TAKEN, _A.REMIND, _S.TAKEN, _P.CLOCK, _P.TAKER),
    *(
        Transition(state, _A.TAKE_BACK, _S.TAKEN_BACK, _P.WOMAN)
        for state in (_S.WAITING, _S.TAKEN, _S.CLOSED)
    ),
)
_BY_STATE = {(line.before, line.act): line for line in TABLE}

# Who waits is reminded of again and again: nobody of ours may let an ask lie. How soon she needs it
# is sealed, so that the clock of what was taken cannot know it: it runs as for the soonest.
REMIND_AFTER = {State.WAITING: timedelta(hours=24), State.TAKEN: timedelta(hours=24)}
READABLE = frozenset({State.WAITING, State.TAKEN})
ENDED = frozenset({State.CLOSED, State.TAKEN_BACK})


def check(state: State, act: Act, by: Party) -> Transition:
    """The line of the table.

    Raises:
        NotNow: there is none, or it is another party's.
    """
    line = _BY_STATE.get((state, act))
    if line is None or line.by != by:
        raise NotNow
    return line


def acts_open_to(state: State, by: Party) -> tuple[Act, ...]:
    """What a party may do now, in the order of the table: the buttons of a page."""
    return tuple(line.act for line in TABLE if line.before == state and line.by == by)


def she_said_go_on(answers: Sequence[datetime], replies: Sequence[tuple[datetime, str]]) -> bool:
    """Whether her own last word is a yes to the last thing that her mentor wrote to her.

    An older yes was said to something else, and a later no or question takes it away.

    Args:
        answers: when her mentor wrote to her. replies: when she replied, and what (`Said`).
    """
    if not answers or not replies:
        return False
    when, said = max(replies, key=lambda one: one[0])
    return said == Said.GO_ON and when > max(answers)


def waits_for_a_word(answers: Sequence[datetime], replies: Sequence[datetime]) -> bool:
    """Whether the last word is hers: she has replied, and nobody has written to her since."""
    return bool(replies) and (not answers or max(replies) > max(answers))


def due(state: State, now: datetime) -> datetime | None:
    """When the clock of a state rings; None where there is nothing more to do."""
    span = REMIND_AFTER.get(state)
    return now + span if span else None


def picture() -> str:
    """The table as a document: a diagram and each line in words (Markdown with Mermaid)."""
    lines = ["# The life of an ask\n", "Made from `referrals/asks/rules.py`.\n"]
    lines += ["```mermaid", "stateDiagram-v2", f"    [*] --> {State.WAITING}: she sends it"]
    lines += [f"    {line.before} --> {line.after}: {line.act}" for line in TABLE]
    lines += [f"    {state} --> [*]" for state in State if state in ENDED]
    lines += ["```\n", "| state | act | who | leads to | tells |", "|---|---|---|---|---|"]
    lines += [
        f"| {line.before} | {line.act} | {line.by} | {line.after} | {line.tells or ''} |"
        for line in TABLE
    ]
    return "\n".join(lines) + "\n"
