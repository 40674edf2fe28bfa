"""The life of a referral as a table (docs/reference/referral-states.md is made from it).

Who may do what in which state, what it tells whom, and what it does to the lock halves. Nothing
outside the table happens to a referral.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from communitylinkage.values import opening
from communitylinkage.values.opening import Hours


class State(StrEnum):
    """Where a referral stands."""

    DRAFT = "draft"
    CONSENTED = "consented"
    SENT = "sent"
    SEEN = "seen"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    FIRST_CONTACT = "first_contact"
    BEGUN = "service_begun"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What somebody, or the clock, does."""

    CONSENT = "consent"
    SEND = "send"
    SEE = "see"
    ACCEPT = "accept"
    DECLINE = "decline"
    EXPIRE = "expire"
    PASS_ON = "pass_on"  # noqa: S105 # nosec -- an act, not a password
    REMIND = "remind"
    CONTACT = "contact"
    BEGIN = "begin"
    CLOSE = "close"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


class Party(StrEnum):
    """Who acts, and who is told."""

    WOMAN = "woman"
    MENTOR = "mentor"
    SERVICE = "service"
    CLOCK = "clock"


class Lock(StrEnum):
    """What an act does to the lock halves of the recipient at hand, or of all."""

    NOTHING = "nothing"
    RELEASE_SUMMARY = "release summary"
    RELEASE_CONTENT = "release content"
    DESTROY_RECIPIENT = "destroy the recipient's"
    DESTROY_ALL = "destroy all of the services"


# What gives something out asks the consent again; answering and closing never need it.
RELEASING = frozenset({Lock.RELEASE_SUMMARY, Lock.RELEASE_CONTENT})


class Reason(StrEnum):
    """Why a service declines: a list, so that the programme can learn (GBVIMS: unavailable)."""

    NO_ROOM = "no_room"
    LANGUAGE = "language"
    PAPERS = "papers"
    CHILDREN = "children"
    DISABILITY = "disability"
    AREA = "area"
    NOT_OUR_KIND = "not_our_kind"
    KNOWS_HER = "knows_her"
    OTHER = "other"


class Outcome(StrEnum):
    """How it ended (GBVIMS Incident Recorder: what a service's answer may be)."""

    PROVIDED = "provided"
    PROVIDED_ELSEWHERE = "provided_elsewhere"
    DECLINED_BY_HER = "declined_by_her"
    UNAVAILABLE = "unavailable"
    NOT_REACHED = "not_reached"


class Differs(StrEnum):
    """Where a service was not as its entry says: promised against true, for its owner to mend."""

    LANGUAGE = "language"
    PAPERS = "papers"
    CHILDREN = "children"
    COST = "cost"
    HOURS = "hours"
    STAIRS = "stairs"
    POLICE = "police"
    ROOM = "room"


class Behind(StrEnum):
    """Why an open referral waits for somebody who takes it over."""

    LEFT = "left"
    LOCKED_OUT = "locked_out"
    YOURS = "yours"


class Urgency(StrEnum):
    """How fast an answer is needed. Danger now is never a referral (DESIGN 3, rule 6)."""

    DAY = "24 hours"
    THREE_DAYS = "72 hours"
    WEEK = "7 days"


SPANS = {
    Urgency.DAY: timedelta(hours=24),
    Urgency.THREE_DAYS: timedelta(hours=72),
    Urgency.WEEK: timedelta(days=7),
}


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the table.

    Args:
        before, act, after: in which state what leads where.
        by: who may do it.
        tells: who is told that something happened; a message never says what.
        lock: what happens to the lock halves, before the state changes.
    """

    before: State
    act: Act
    after: State
    by: frozenset[Party]
    tells: frozenset[Party] = frozenset()
    lock: Lock = Lock.NOTHING


class NotNow(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """The table has no such line; nothing was changed."""

    def __init__(self, state: State, act: Act, by: Party) -> None:
        super().__init__(f"{by} may not {act} while {state}")
        self.state, self.act, self.by = state, act, by


def _by(*parties: Party) -> frozenset[Party]:
    return frozenset(parties)


_HER_SIDE = _by(Party.WOMAN, Party.MENTOR)
_OPEN_TO_HER = (
    State.DRAFT,
    State.CONSENTED,
    State.SENT,
    State.SEEN,
    State.ACCEPTED,
    State.DECLINED,
    State.EXPIRED,
    State.FIRST_CONTACT,
    State.BEGUN,
    State.CLOSED,
)
_HELD = frozenset(_OPEN_TO_HER) - {State.DRAFT, State.CONSENTED, State.DECLINED, State.EXPIRED}
_S, _A, _P, _L = State, Act, Party, Lock

TABLE: tuple[Transition, ...] = (
    Transition(_S.DRAFT, _A.CONSENT, _S.CONSENTED, _HER_SIDE),
    Transition(
        _S.CONSENTED, _A.SEND, _S.SENT, _HER_SIDE, _by(_P.SERVICE), _L.RELEASE_SUMMARY
    ),
    Transition(_S.SENT, _A.SEE, _S.SEEN, _by(_P.SERVICE), _by(_P.MENTOR)),
    *(
        line
        for state in (_S.SENT, _S.SEEN)
        for line in (
            Transition(
                state, _A.ACCEPT, _S.ACCEPTED, _by(_P.SERVICE), _by(_P.MENTOR, _P.WOMAN),
                _L.RELEASE_CONTENT,
            ),
            Transition(
                state, _A.DECLINE, _S.DECLINED, _by(_P.SERVICE), _by(_P.MENTOR),
                _L.DESTROY_RECIPIENT,
            ),
            Transition(
                state, _A.EXPIRE, _S.EXPIRED, _by(_P.CLOCK), _by(_P.MENTOR, _P.SERVICE),
                _L.DESTROY_RECIPIENT,
            ),
        )
    ),
    # Passing on goes to the next recipient whom she already named; without one it comes back to
    # the mentor, who may close it or, with a new consent, begin anew.
    *(
        Transition(
            state, _A.PASS_ON, _S.SENT, _by(_P.CLOCK, _P.MENTOR), _by(_P.SERVICE, _P.MENTOR),
            _L.RELEASE_SUMMARY,
        )
        for state in (_S.DECLINED, _S.EXPIRED)
    ),
    # Who accepted is not locked out by a clock: perhaps they met and nobody wrote it down.
    Transition(
        _S.ACCEPTED, _A.REMIND, _S.ACCEPTED, _by(_P.CLOCK), _by(_P.SERVICE, _P.MENTOR)
    ),
    Transition(
        _S.ACCEPTED, _A.CONTACT, _S.FIRST_CONTACT, _by(_P.SERVICE, _P.MENTOR), _by(_P.MENTOR)
    ),
    Transition(
        _S.FIRST_CONTACT, _A.BEGIN, _S.BEGUN, _by(_P.SERVICE, _P.MENTOR), _by(_P.MENTOR)
    ),
    *(
        Transition(
            # She closes by locking who holds it out (receipt.actions.lock). The service learns that
            # it ended, not why: it must not use what it noted.
            state, _A.CLOSE, _S.CLOSED, _by(_P.SERVICE, _P.MENTOR, _P.WOMAN),
            _by(_P.MENTOR, _P.SERVICE, _P.WOMAN),
        )
        for state in (_S.ACCEPTED, _S.FIRST_CONTACT, _S.BEGUN)
    ),
    *(
        Transition(state, _A.CLOSE, _S.CLOSED, _by(_P.MENTOR), _by(_P.WOMAN))
        for state in (_S.DECLINED, _S.EXPIRED)
    ),
    Transition(
        _S.CLOSED, _A.REOPEN, _S.ACCEPTED, _by(_P.SERVICE, _P.MENTOR), _by(_P.SERVICE, _P.MENTOR)
    ),
    *(
        # The mentor is told that it ended, without why; a service only where it held something.
        Transition(
            state, _A.WITHDRAW, _S.WITHDRAWN, _HER_SIDE,
            _by(_P.MENTOR, _P.SERVICE) if state in _HELD else _by(_P.MENTOR), _L.DESTROY_ALL,
        )
        for state in _OPEN_TO_HER
    ),
)  # fmt: skip

_BY_STATE = {(line.before, line.act): line for line in TABLE}
CLOCKED = frozenset({State.SENT, State.SEEN, State.ACCEPTED})
ENDED = frozenset({State.CLOSED, State.WITHDRAWN})
# Where the recipient's half of the content was given out.
WITH_CONTENT = frozenset({State.ACCEPTED, State.FIRST_CONTACT, State.BEGUN, State.CLOSED})
# Somebody was asked, and it is not over: also while nobody has said yes, she may want company.
SENT_AND_OPEN = frozenset(State) - {State.DRAFT, State.CONSENTED} - ENDED


def check(state: State, act: Act, by: Party) -> Transition:
    """The line of the table.

    Raises:
        NotNow: there is none, or it is another party's.
    """
    line = _BY_STATE.get((state, act))
    if line is None or by not in line.by:
        raise NotNow(state, act, by)
    return line


def can(state: State, act: Act, by: Party) -> bool:
    """Whether the table has the line."""
    line = _BY_STATE.get((state, act))
    return line is not None and by in line.by


def acts_open_to(state: State, by: Party) -> tuple[Act, ...]:
    """What a party may do now, in the order of the table: the buttons of a page."""
    return tuple(line.act for line in TABLE if line.before == state and by in line.by)


def due(urgency: Urgency, started: datetime, hours: Hours) -> datetime:
    """When the clock of a state runs out.

    A day is a day. A longer clock that would run out while the service is closed runs to the end
    of its next opening, so that nobody loses a turn by a holiday.
    """
    end = started + SPANS[urgency]
    if urgency == Urgency.DAY or not hours.known or opening.is_open(hours, end):
        return end
    following = opening.next_opening(hours, end)
    return (following and opening.open_until(hours, following)) or end


def picture() -> str:
    """The table as a document: a diagram and each line in words (Markdown with Mermaid)."""
    lines = ["# The life of a referral\n", "Made from `referrals/rules.py`.\n"]
    lines += ["```mermaid", "stateDiagram-v2", f"    [*] --> {State.DRAFT}"]
    lines += [f"    {line.before} --> {line.after}: {line.act}" for line in TABLE]
    lines += [f"    {State.WITHDRAWN} --> [*]", "```\n"]
    lines += ["| state | act | who | leads to | tells | lock halves |", "|---|---|---|---|---|---|"]
    for line in TABLE:
        who, tells = (", ".join(sorted(parties)) for parties in (line.by, line.tells))
        lines.append(
            f"| {line.before} | {line.act} | {who} | {line.after} | {tells} | {line.lock} |"
        )
    return "\n".join(lines) + "\n"
