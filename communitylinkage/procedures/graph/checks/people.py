"""Every step is done in each language, and has somebody at each hour at which it can begin."""

from collections.abc import Iterator
from functools import lru_cache, reduce
from operator import or_

from communitylinkage.procedures.graph import week
from communitylinkage.procedures.graph.cases import KINDS, kinds
from communitylinkage.procedures.graph.checks.structure import rounds
from communitylinkage.procedures.graph.coverage import Presence
from communitylinkage.procedures.graph.findings import Finding, Mend, Op, Weight
from communitylinkage.procedures.graph.values import Branch, Clock, Procedure, Step, Unit
from communitylinkage.procedures.graph.walking import Ways, is_loop, knots

# A clock is not stretched beyond three days to wait for somebody: then somebody is missing.
LONGEST = 72
_EVERY_KIND = (1 << len(KINDS)) - 1


# Parties keep a few timetables and clocks a few lengths: most steps ask what another has asked.
@lru_cache(maxsize=4096)
def somebody(here: int, clock: Clock, working: int) -> int:
    """The hours at which a step may begin so that somebody acts before the clock ends."""
    if clock.unit == Unit.AT_ONCE:
        return here
    if clock.unit == Unit.HOURS:
        return week.within(here, clock.count - 1)
    ends = week.working_end(working, clock.count)
    waits = (week.first_from(here, at) for at in range(week.HOURS))
    return sum(1 << at for at, wait in enumerate(waits) if wait is not None and wait < ends[at])


@lru_cache(maxsize=4096)
def run_out(caught: int, clock: Clock, working: int) -> int:
    """The hours of beginning whose clock ends at one of the `caught` hours."""
    if clock.unit == Unit.AT_ONCE:
        return caught
    if clock.unit == Unit.HOURS:
        return week.earlier(caught, clock.count)
    ends = week.working_end(working, clock.count)
    return sum(1 << at for at in range(week.HOURS) if caught >> (at + ends[at]) % week.HOURS & 1)


def entries(ways: Ways) -> list[int]:
    """For each step the hours at which it can begin; more rather than fewer.

    What is done at once is done in the same hour; after any other clock it may be any hour. Steps
    of one loop share their hours, so that each is looked at once.
    """
    hours = [0] * len(ways.steps)
    if hours:
        hours[0] = week.ALL
    for knot in reversed(knots(ways.all)):
        if is_loop(knot, ways.all):
            _share(ways, knot, hours)
        for at in knot:
            _pass_on(ways, at, hours)
    return hours


def _share(ways: Ways, knot: list[int], hours: list[int]) -> None:
    together = reduce(or_, (hours[at] for at in knot))
    if together and any(ways.steps[at].clock.runs for at in knot):
        together = week.ALL
    for at in knot:
        hours[at] = together


def _pass_on(ways: Ways, at: int, hours: list[int]) -> None:
    step = ways.steps[at]
    if step.ends or not hours[at]:
        return
    leaves = week.ALL if step.clock.runs else hours[at]
    for branch in step.next:
        to = ways.number.get(branch.to)
        if to is not None:
            hours[to] |= leaves & _hours(step, branch)
    back = ways.fallback[at]
    if back is not None:
        hours[back] |= leaves


def _hours(step: Step, branch: Branch) -> int:
    if branch.when is not None:
        return branch.when.hours
    taken = 0
    for other in step.next:
        if other.when is not None and kinds(other.when) == _EVERY_KIND:
            taken |= other.when.hours
    return week.ALL & ~taken


class Cover:
    """For one language: when each step has somebody, itself or through its fall-backs."""

    def __init__(self, procedure: Procedure, ways: Ways, presence: Presence, language: str) -> None:
        self.procedure, self.ways = procedure, ways
        self.here = [presence.of(one.party, language) for one in procedure.steps]
        self.own = [
            0 if one.ends else somebody(here, one.clock, procedure.working)
            for one, here in zip(procedure.steps, self.here, strict=True)
        ]
        self.whole = self._with_fallbacks()

    def _with_fallbacks(self) -> list[int]:
        """Each chain of fall-backs from its end; in a round the next one's own hours count."""
        whole, seen = list(self.own), [False] * len(self.own)
        for start in range(len(self.own)):
            chain: list[int] = []
            at: int | None = start
            while at is not None and not seen[at]:
                seen[at] = True
                chain.append(at)
                at = self.ways.fallback[at]
            for one in reversed(chain):
                whole[one] = self._one(one, whole)
        return whole

    def _one(self, at: int, whole: list[int]) -> int:
        step, back = self.ways.steps[at], self.ways.fallback[at]
        if back is None:
            return self.own[at]
        return self.own[at] | run_out(whole[back], step.clock, self.procedure.working)

    def catcher(self) -> int | None:
        """The first step that has somebody at every hour and hands on to nobody but an end."""
        for at, own in enumerate(self.own):
            back = self.ways.fallback[at]
            alone = back is None or self.ways.steps[back].ends
            if own == week.ALL and alone and at in self.ways.reached:
                return at
        return None


def check(procedure: Procedure, presence: Presence, ways: Ways) -> Iterator[Finding]:
    """For each step and language: that it is not done in it, else the hours of standing still."""
    yield from _unspoken(procedure, ways)
    begins, known = entries(ways), {one.code for one in procedure.parties}
    stops = _stopping(ways)
    languages = dict.fromkeys(code for s in procedure.steps for code in procedure.spoken_at(s))
    for language in languages:
        cover = Cover(procedure, ways, presence, language)
        catcher = cover.catcher()
        for at, step in enumerate(procedure.steps):
            missing = begins[at] & ~cover.whole[at]
            needed = not step.ends and step.party in known and language in procedure.spoken_at(step)
            if needed and missing and stops[at]:
                mend = _mend(cover, presence, at, language, missing, catcher)
                yield Finding(
                    "step.uncovered", (step.code, language, missing), mend, Weight.SAYS
                )  # fmt: skip


def _unspoken(procedure: Procedure, ways: Ways) -> Iterator[Finding]:
    """A woman for whom it is, and whose language the step leaves out, may stand still there."""
    for at, step in enumerate(procedure.steps):
        if step.ends or at not in ways.reached:
            continue
        for language in procedure.languages:
            if language not in procedure.spoken_at(step):
                told = (step.code, language)
                yield Finding("step.unspoken", told, Mend(Op.SPEAK, told), Weight.SAYS)


def _stopping(ways: Ways) -> list[bool]:
    """For each step whether nobody else is asked after it: else the fall-back has the finding."""
    circling = [False] * len(ways.steps)
    seen = [False] * len(ways.steps)
    for step in (step for one in rounds(ways) for step in one):
        circling[step] = seen[step] = True
    for start in range(len(ways.steps)):
        chain: list[int] = []
        at: int | None = start
        while at is not None and not seen[at]:
            seen[at] = True
            chain.append(at)
            at = ways.fallback[at]
        for one_before in chain:
            circling[one_before] = at is not None and circling[at]
    return [
        circles or back is None or ways.steps[back].ends
        for circles, back in zip(circling, ways.fallback, strict=True)
    ]


def _mend(cover: Cover, presence: Presence, at: int, language: str, missing: int,
          catcher: int | None) -> Mend:  # fmt: skip
    """The least that helps: an interpreter where somebody is there anyway, a fall-back to who is
    always there, a longer clock, and only then hours that a party has to promise.
    """
    step = cover.ways.steps[at]
    staffed = presence.staffed(step.party)
    working = cover.procedure.working
    if not missing & ~somebody(cover.here[at] | staffed, step.clock, working):
        return Mend(Op.PROMISE, (step.party, language, staffed))
    if catcher is not None and catcher != at:
        return Mend(Op.FALL_BACK, (step.code, cover.ways.steps[catcher].code))
    longer = _longer(cover, at, missing)
    if longer:
        return Mend(Op.LENGTHEN, (step.code, longer))
    return Mend(Op.PROMISE, (step.party, language, missing))


def _longer(cover: Cover, at: int, missing: int) -> int:
    """The shortest clock of the same kind that is long enough; 0 where none is."""
    clock, here = cover.ways.steps[at].clock, cover.here[at]
    if not clock.runs or not here:
        return 0
    least, most = clock.count + 1, LONGEST + 1
    while least < most:
        middle = (least + most) // 2
        enough = somebody(here, Clock(clock.unit, middle), cover.procedure.working)
        least, most = (middle + 1, most) if missing & ~enough else (least, middle)
    return least if least <= LONGEST else 0
