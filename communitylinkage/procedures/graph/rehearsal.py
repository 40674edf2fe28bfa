"""Playing a made-up case through a draft, step by step: where it stops, and why."""

from dataclasses import dataclass
from enum import StrEnum

from communitylinkage.procedures.graph import week
from communitylinkage.procedures.graph.cases import Case, fits
from communitylinkage.procedures.graph.coverage import Coverage, Presence
from communitylinkage.procedures.graph.values import Branch, Clock, Procedure, Step, Unit


class What(StrEnum):
    """What happens at a step."""

    ACTS = "acts"
    NOBODY = "nobody"
    ENDS = "ends"


class Why(StrEnum):
    """Why it goes no further."""

    ENDED = "ended"
    NOBODY = "nobody"
    NO_WAY = "no_way"
    TWO_WAYS = "two_ways"
    MISSING = "missing"
    ROUND = "round"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Move:
    """One step of the play. Hours count from Monday at 00:00 of the first week.

    Args:
        begins: when the step's turn came. acts: when somebody acts, None where nobody does.
        until: when the clock ends, the same as `begins` where it is at once.
    """

    step: Step
    begins: int
    until: int
    what: What
    acts: int | None = None


@dataclass(frozen=True, slots=True)
class Play:
    """The whole way and where it stopped."""

    moves: tuple[Move, ...]
    why: Why


def length(clock: Clock, working: int, at: int) -> int:
    """How many hours a clock runs from an hour on."""
    if clock.unit == Unit.AT_ONCE:
        return 0
    if clock.unit == Unit.HOURS:
        return clock.count
    return week.working_end(working, clock.count)[at % week.HOURS]


def rehearse(procedure: Procedure, coverage: Coverage, case: Case) -> Play:
    """Plays a case: each party acts at the first hour at which it has somebody in her language."""
    presence, moves = Presence(procedure, coverage), list[Move]()
    at, seen, hour = (procedure.steps or (None,))[0], set[tuple[str, int]](), case.hour
    if at is None:
        return Play((), Why.EMPTY)
    while (at.code, hour % week.HOURS) not in seen:
        seen.add((at.code, hour % week.HOURS))
        move = _move(procedure, presence, case, at, hour)
        moves.append(move)
        if move.what == What.ENDS:
            return Play(tuple(moves), Why.ENDED)
        hour = move.until if move.acts is None else move.acts
        onward = _onward(move, case, hour)
        if isinstance(onward, Why):
            return Play(tuple(moves), onward)
        found = procedure.step(onward)
        if found is None:
            return Play(tuple(moves), Why.MISSING)
        at = found
    return Play(tuple(moves), Why.ROUND)


def _move(procedure: Procedure, presence: Presence, case: Case, at: Step, hour: int) -> Move:
    until = hour + length(at.clock, procedure.working, hour)
    if at.ends:
        return Move(at, hour, hour, What.ENDS)
    wait = week.first_from(presence.of(at.party, case.language), hour)
    # At the very hour at which the clock ends it is too late; at once means within this hour.
    if wait is None or wait >= max(1, until - hour):
        return Move(at, hour, until, What.NOBODY)
    return Move(at, hour, until, What.ACTS, hour + wait)


def _onward(move: Move, case: Case, hour: int) -> str | Why:
    if move.acts is None:
        return move.step.fallback or Why.NOBODY
    return onward(move.step, case, hour)


def onward(step: Step, case: Case, hour: int) -> str | Why:
    """Where a case goes on once a step is done at an hour, or why it goes no further."""
    fitting = [b for b in step.next if b.when is not None and fits(b.when, case, hour)]
    if len(fitting) > 1:
        return Why.TWO_WAYS
    chosen: Branch | None = next(iter(fitting), None)
    chosen = chosen or next((b for b in step.next if b.when is None), None)
    return chosen.to if chosen else Why.NO_WAY
