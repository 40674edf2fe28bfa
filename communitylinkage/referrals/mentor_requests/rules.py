"""The life of a request for a mentor as a table (docs/reference/mentor-request-states.md).

Nothing outside the table happens to a request.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from communitylinkage.referrals.rules import SPANS, Urgency

# In how many turns a mentor may be found; a longer row would only keep a service waiting.
MOST_ASKED = 5
REMIND_EVERY = timedelta(days=7)
FORGET_AFTER = timedelta(days=30)


class State(StrEnum):
    """Where a request stands."""

    DRAFT = "draft"
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    NOBODY = "nobody_left"
    DONE = "done"
    CANCELLED = "cancelled"


class Act(StrEnum):
    """What somebody, or the clock, does."""

    ASK = "ask"
    ACCEPT = "accept"
    DECLINE = "decline"
    EXPIRE = "expire"
    PASS_OVER = "pass_over"  # noqa: S105 # nosec -- an act, not a password
    PASS_ON = "pass_on"  # noqa: S105 # nosec -- likewise
    GIVE_UP = "give_up"
    REMIND = "remind"
    HAND_BACK = "hand_back"
    FINISH = "finish"
    CANCEL = "cancel"
    FORGET = "forget"
    STOP = "stop"


class Party(StrEnum):
    """Who acts, and who is told."""

    SERVICE = "service"
    MENTOR = "mentor"
    CLOCK = "clock"
    WOMAN = "woman"


class Lock(StrEnum):
    """What an act does to the lock halves."""

    NOTHING = "nothing"
    RELEASE_SUMMARY = "release the summary to her whose turn it is"
    RELEASE_DETAILS = "release the details to her, destroy the other mentors'"
    DESTROY_TURN = "destroy hers"
    DESTROY_MENTORS = "destroy all mentors'"
    ERASE = "destroy all, and the content"


class Answer(StrEnum):
    """What became of one mentor's turn."""

    WAITING = ""
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    PASSED_OVER = "passed_over"  # nosec -- an answer, not a password
    HANDED_BACK = "handed_back"


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the table.

    Args:
        before, act, after: in which state what leads where.
        by: who may do it. tells: who is told that something happened, never what.
        lock: what happens to the lock halves, before the state changes.
        answer: what it writes beside the mentor whose turn it is; None leaves it.
    """

    before: State
    act: Act
    after: State
    by: frozenset[Party]
    tells: frozenset[Party] = frozenset()
    lock: Lock = Lock.NOTHING
    answer: Answer | None = None


class NotNow(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """The table has no such line, or it is not her turn; nothing was changed."""


def _by(*parties: Party) -> frozenset[Party]:
    return frozenset(parties)


_S, _A, _P, _L = State, Act, Party, Lock

TABLE: tuple[Transition, ...] = (
    Transition(
        _S.DRAFT, _A.ASK, _S.ASKED, _by(_P.SERVICE), _by(_P.MENTOR), _L.RELEASE_SUMMARY
    ),
    Transition(
        _S.ASKED, _A.ACCEPT, _S.ACCEPTED, _by(_P.MENTOR), _by(_P.SERVICE), _L.RELEASE_DETAILS,
        Answer.ACCEPTED,
    ),
    Transition(
        _S.ASKED, _A.DECLINE, _S.DECLINED, _by(_P.MENTOR), _by(), _L.DESTROY_TURN,
        Answer.DECLINED,
    ),
    Transition(
        _S.ASKED, _A.EXPIRE, _S.EXPIRED, _by(_P.CLOCK), _by(), _L.DESTROY_TURN, Answer.EXPIRED
    ),
    # She left, takes a rest or has no room any more: her clock need not run out.
    Transition(
        _S.ASKED, _A.PASS_OVER, _S.EXPIRED, _by(_P.CLOCK), _by(), _L.DESTROY_TURN,
        Answer.PASSED_OVER,
    ),
    *(
        line
        for state in (_S.DECLINED, _S.EXPIRED)
        for line in (
            Transition(
                state, _A.PASS_ON, _S.ASKED, _by(_P.CLOCK), _by(_P.MENTOR), _L.RELEASE_SUMMARY
            ),
            Transition(
                state, _A.GIVE_UP, _S.NOBODY, _by(_P.CLOCK), _by(_P.SERVICE), _L.DESTROY_MENTORS
            ),
        )
    ),
    # Who said yes is not locked out by a clock: perhaps it took place and nobody wrote it down.
    Transition(
        _S.ACCEPTED, _A.REMIND, _S.ACCEPTED, _by(_P.CLOCK), _by(_P.SERVICE, _P.MENTOR)
    ),
    # The others were locked out when she said yes, so the service asks anew.
    Transition(
        _S.ACCEPTED, _A.HAND_BACK, _S.NOBODY, _by(_P.MENTOR, _P.CLOCK), _by(_P.SERVICE),
        _L.DESTROY_MENTORS, Answer.HANDED_BACK,
    ),
    Transition(
        _S.ACCEPTED, _A.FINISH, _S.DONE, _by(_P.MENTOR, _P.SERVICE), _by(_P.MENTOR, _P.SERVICE),
        _L.ERASE,
    ),
    *(
        Transition(state, _A.CANCEL, _S.CANCELLED, _by(_P.SERVICE), _by(_P.MENTOR), _L.ERASE)
        for state in (_S.DRAFT, _S.ASKED, _S.ACCEPTED, _S.DECLINED, _S.EXPIRED)
    ),
    Transition(_S.NOBODY, _A.CANCEL, _S.CANCELLED, _by(_P.SERVICE), _by(), _L.ERASE),
    Transition(_S.NOBODY, _A.FORGET, _S.CANCELLED, _by(_P.CLOCK), _by(), _L.ERASE),
    # She stops it on her page, or her consent is over. Nobody is told why.
    *(
        Transition(state, _A.STOP, _S.CANCELLED, _by(_P.WOMAN), tells, _L.ERASE)
        for state, tells in (
            (_S.ASKED, _by(_P.SERVICE, _P.MENTOR)),
            (_S.ACCEPTED, _by(_P.SERVICE, _P.MENTOR)),
            (_S.NOBODY, _by(_P.SERVICE)),
        )
    ),
)  # fmt: skip

_BY_STATE = {(line.before, line.act): line for line in TABLE}
CLOCKED = frozenset({State.ASKED, State.ACCEPTED, State.NOBODY})
ENDED = frozenset({State.DONE, State.CANCELLED})


def check(state: State, act: Act, by: Party) -> Transition:
    """The line of the table.

    Raises:
        NotNow: there is none, or it is another party's.
    """
    line = _BY_STATE.get((state, act))
    if line is None or by not in line.by:
        raise NotNow(f"{by} may not {act} while {state}")
    return line


def acts_open_to(state: State, by: Party) -> tuple[Act, ...]:
    """What a party may do now, in the order of the table: the buttons of a page."""
    return tuple(line.act for line in TABLE if line.before == state and by in line.by)


def due(state: State, urgency: Urgency, now: datetime) -> datetime | None:
    """When the clock of a state runs out; None where it has none."""
    spans = {
        State.ASKED: SPANS[urgency],
        State.ACCEPTED: REMIND_EVERY,
        State.NOBODY: FORGET_AFTER,
    }
    return now + spans[state] if state in spans else None


def picture() -> str:
    """The table as a document: a diagram and each line in words (Markdown with Mermaid)."""
    lines = ["# The life of a request for a mentor\n"]
    lines.append("Made from `referrals/mentor_requests/rules.py`.\n")
    lines += ["```mermaid", "stateDiagram-v2", f"    [*] --> {State.DRAFT}"]
    lines += [f"    {line.before} --> {line.after}: {line.act}" for line in TABLE]
    lines += [f"    {state} --> [*]" for state in sorted(ENDED)] + ["```\n"]
    lines += ["| state | act | who | leads to | tells | lock halves |", "|---|---|---|---|---|---|"]
    for line in TABLE:
        who, tells = (", ".join(sorted(parties)) for parties in (line.by, line.tells))
        lines.append(
            f"| {line.before} | {line.act} | {who} | {line.after} | {tells} | {line.lock} |"
        )
    return "\n".join(lines) + "\n"
