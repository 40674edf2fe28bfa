"""Where a referral stands on the way of a procedure; plain Python.

What is kept of a referral is its urgency, when it began, and what happened (`Trail`). That leaves
18 kinds of case: children, papers and place are sealed. So a referral stands at every step at which
one of them would stand, and clocks and turns are those of all these steps together. Only who opens
the summary learns which step is hers (decision 25).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import product

from communitylinkage.matching.need import Papers
from communitylinkage.procedures.graph.cases import Case, Children, Place, Urgency, fits
from communitylinkage.procedures.graph.rehearsal import Why as Stop
from communitylinkage.procedures.graph.rehearsal import onward
from communitylinkage.procedures.graph.values import Moment, Procedure, Step
from communitylinkage.referrals.papers import Summary
from communitylinkage.referrals.rules import Act, Party, can
from communitylinkage.referrals.rules import State as Referred

YES, NO = "yes", "no"
# The service is locked out: what would be its step is her mentor's to arrange.
BACK = frozenset({Referred.DECLINED, Referred.EXPIRED})
ACTS = {
    Moment.SEND: Act.SEND,
    Moment.ANSWER: Act.ACCEPT,
    Moment.CONTACT: Act.CONTACT,
    Moment.BEGIN: Act.BEGIN,
    Moment.CLOSE: Act.CLOSE,
}


class State(StrEnum):
    """Whether a referral follows its procedure."""

    RUNNING = "running"
    ENDED = "ended"
    LEFT = "left"
    STOPPED = "stopped"


class Op(StrEnum):
    """What happened at a step. The acts of a referral are `Moment`s."""

    DONE = "done"
    LATE = "late"
    # Nobody said yes in time, or they said no: only a step that waits for an answer is over.
    UNANSWERED = "unanswered"


class Reason(StrEnum):
    """Why people go another way than they agreed: a list, so that the next version can learn."""

    SHE_ASKED = "she_asked"
    DANGER = "danger"
    NOBODY = "nobody"
    TIME = "time"
    DONE_BEFORE = "done_before"
    NOT_FITTING = "not_fitting"
    OTHER = "other"


class Waited(StrEnum):
    """How long a referral stood at a step, as coarse as figures need it."""

    DAY = "day"
    THREE_DAYS = "three_days"
    LONGER = "longer"


class NotNow(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """Somebody was faster, or it is not her step; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened, at an hour of the week."""

    op: Op | Moment
    hour: int


Trail = tuple[Entry, ...]
_OPS: dict[str, Op | Moment] = {one.value: one for one in (*Op, *Moment) if one.value}


def written(trail: Trail) -> str:
    """The trail as it is kept."""
    return " ".join(f"{one.op.value}:{one.hour}" for one in trail)


def trail_of(text: str) -> Trail:
    """The trail again."""
    pairs = (one.partition(":") for one in text.split())
    return tuple(Entry(_OPS[op], int(hour)) for op, _colon, hour in pairs)


@dataclass(frozen=True, slots=True)
class Stand:
    """The steps at which a referral may stand, in the order of the procedure."""

    steps: tuple[Step, ...]

    @property
    def one(self) -> Step | None:
        """The step, where it is the same for every woman."""
        return self.steps[0] if len(self.steps) == 1 else None

    @property
    def open(self) -> tuple[Step, ...]:
        """Those at which somebody has to do something."""
        return tuple(step for step in self.steps if not step.ends)

    @property
    def ended(self) -> bool:
        """Whether it is at the end for every woman."""
        return not self.open


def kinds(urgency: str) -> Iterator[Case]:
    """Every case that may stand behind a referral of that urgency."""
    for children, papers, place in product(Children, Papers, Place):
        yield Case(0, "", Urgency(urgency), children, papers, place)


def start(procedure: Procedure, case: Case, hour: int) -> str | None:
    """The step behind the one that asks her for her yes: there a referral begins.

    None where no way leads past such a step.
    """
    seen: set[str] = set()
    step = procedure.steps[0] if procedure.steps else None
    while step and not step.ends and step.code not in seen:
        seen.add(step.code)
        to = onward(step, case, hour)
        if isinstance(to, Stop):
            return None
        if step.asks:
            return to
        step = procedure.step(to)
    return None


def runs(procedure: Procedure, urgency: str, hour: int) -> bool:
    """Whether referrals of that urgency, made at that hour, follow it: all of them, or none."""
    case = Case(hour, "", Urgency(urgency))
    if not fits(procedure.serves, case, hour) or not any(s.moment for s in procedure.steps):
        return False
    firsts = (procedure.step(start(procedure, one, hour) or "") for one in kinds(urgency))
    return all(first and not first.ends for first in firsts)


def position(procedure: Procedure, case: Case, began: int, trail: Trail) -> Step | None:
    """The step at which one case stands after what happened."""
    at = start(procedure, case, began) or ""
    for entry in trail:
        at = _after(procedure, at, case, entry)
    return procedure.step(at)


def _after(procedure: Procedure, at: str, case: Case, entry: Entry) -> str:
    step = procedure.step(at)
    if step is None or step.ends:
        return at
    if isinstance(entry.op, Moment):
        return _past(procedure, step, case, entry)
    if entry.op == Op.DONE:
        to = onward(step, case, entry.hour)
        return at if isinstance(to, Stop) else to
    waits = entry.op == Op.LATE or step.moment == Moment.ANSWER
    return step.fallback or at if waits else at


def _past(procedure: Procedure, first: Step, case: Case, entry: Entry) -> str:
    """Behind the step that an act of the referral does, if it lies ahead; else it stays."""
    seen: set[str] = set()
    step: Step | None = first
    while step and not step.ends and step.code not in seen:
        seen.add(step.code)
        to = onward(step, case, entry.hour)
        if isinstance(to, Stop):
            break
        if step.moment == entry.op:
            return to
        step = procedure.step(to)
    return first.code


def stand(procedure: Procedure, urgency: str, began: int, trail: Trail) -> Stand:
    """Where a referral stands, as far as it is not sealed."""
    found = {
        one.code for case in kinds(urgency) if (one := position(procedure, case, began, trail))
    }
    return Stand(tuple(step for step in procedure.steps if step.code in found))


def hers(procedure: Procedure, summary: Summary, began: int, trail: Trail) -> Step | None:
    """Where she stands, once her summary is open."""
    return position(procedure, case_of(summary), began, trail)


def case_of(summary: Summary) -> Case:
    """What she said, as branches ask for it."""
    children = Children.WITH if summary.children else Children.NONE
    return Case(
        hour=0,
        language="",
        urgency=Urgency(summary.urgency),
        children=Children.MINOR if summary.minor == YES else children,
        papers=Papers(summary.papers),
        place=Place.ELSEWHERE if summary.elsewhere == YES else Place.HERE,
    )


def by_hand(step: Step, referred: Referred) -> bool:
    """Whether people mark it: no act of the referral can do it now."""
    act = ACTS.get(step.moment)
    return act is None or not any(can(referred, act, party) for party in Party)


def asked(procedure: Procedure) -> frozenset[str]:
    """What the four steps have to ask besides, because a branch depends on it."""
    conditions = [b.when for step in procedure.steps for b in step.next if b.when]
    fields = {"minor": any(Children.MINOR in c.children for c in conditions),
              "elsewhere": any(c.place for c in conditions)}  # fmt: skip
    return frozenset(name for name, wanted in fields.items() if wanted)


def waited(span: timedelta) -> Waited:
    """How long it was, coarsely."""
    if span <= timedelta(days=1):
        return Waited.DAY
    return Waited.THREE_DAYS if span <= timedelta(days=3) else Waited.LONGER
