"""Dead ends, steps nobody reaches, loops without exit, clocks without end."""

from collections.abc import Iterator

from communitylinkage.procedures.graph.findings import Finding, Mend, Op, Weight
from communitylinkage.procedures.graph.values import Procedure
from communitylinkage.procedures.graph.walking import Ways, is_loop, knots


def closing(procedure: Procedure) -> str:
    """The code of a step at which the way ends; a free one where there is none yet."""
    there = next((one.code for one in procedure.steps if one.ends), None)
    if there:
        return there
    codes, n = {one.code for one in procedure.steps}, 1
    while f"end-{n}" in codes:
        n += 1
    return f"end-{n}"


def failing(procedure: Procedure) -> str:
    """The end to which a fall-back leads: the last one; the first may say that all is well."""
    ends = [one.code for one in procedure.steps if one.ends]
    return ends[-1] if ends else closing(procedure)


def check(procedure: Procedure, ways: Ways) -> Iterator[Finding]:
    """All findings about how steps hang together."""
    if not procedure.steps:
        yield Finding("steps.none", (), Mend(Op.ADD_END, (closing(procedure),)))
        return
    if not procedure.languages:
        yield Finding("languages.none", (), Mend(Op.ADD_LANGUAGE, ("en",)))
    end = closing(procedure)
    yield from _steps(procedure, ways, end)
    yield from _loops(ways, end)
    yield from _rounds(ways, end)


def _steps(procedure: Procedure, ways: Ways, end: str) -> Iterator[Finding]:
    parties = [one.code for one in procedure.parties]
    owner = parties[0] if parties else "party"
    last = failing(procedure)
    for n, step in enumerate(procedure.steps):
        if n not in ways.reached:
            yield Finding("step.unreached", (step.code,), Mend(Op.DROP_STEP, (step.code,)))
        if step.ends:
            continue
        if step.party not in parties:
            yield Finding("step.nobody", (step.code,), Mend(Op.GIVE, (step.code, owner)))
        if not step.next:
            yield Finding("step.dead_end", (step.code,), Mend(Op.LEAD_ON, (step.code, end)))
        for place, branch in enumerate(step.next):
            if branch.to not in ways.number:
                mend = Mend(Op.DROP_BRANCH, (step.code, place))
                args = (step.code, branch.to, place, len(step.next))
                yield Finding("step.missing", args, mend)
        if step.fallback and step.fallback not in ways.number:
            mend = Mend(Op.DROP_FALLBACK, (step.code,))
            yield Finding("fallback.missing", (step.code, step.fallback), mend)
        if not step.fallback:
            # At once means within the hour: then it only reminds, which who signs has to know.
            weight = Weight.MUST if step.clock.runs else Weight.SAYS
            mend = Mend(Op.FALL_BACK, (step.code, last))
            yield Finding("clock.endless", (step.code,), mend, weight)


def _loops(ways: Ways, end: str) -> Iterator[Finding]:
    """Knots that nothing leaves while everybody does what she should.

    Fall-backs do not count as a way out: they are taken only when somebody fails.
    """
    for knot in knots(ways.next):
        inside = set(knot)
        leaves = any(to not in inside for at in knot for to in ways.next[at])
        if leaves or not is_loop(knot, ways.next) or knot[0] not in ways.reached:
            continue
        arms = [
            (at - ways.number[branch.to], at, place)
            for at in knot
            for place, branch in enumerate(ways.steps[at].next)
            if ways.number.get(branch.to) in inside
        ]
        _back, at, place = max(arms)
        codes = tuple(ways.steps[one].code for one in knot)
        yield Finding("loop.no_exit", codes, Mend(Op.REDIRECT, (ways.steps[at].code, place, end)))


def rounds(ways: Ways) -> list[list[int]]:
    """Fall-backs that come back to where they began; each step has one at most."""
    seen: dict[int, int] = {}
    found = []
    for start in range(len(ways.steps)):
        path: list[int] = []
        at: int | None = start
        while at is not None and at not in seen:
            seen[at] = start
            path.append(at)
            at = ways.fallback[at]
        if at is not None and seen[at] == start:
            found.append(sorted(path[path.index(at) :]))
    return found


def _rounds(ways: Ways, end: str) -> Iterator[Finding]:
    for one in rounds(ways):
        codes = tuple(ways.steps[at].code for at in one)
        yield Finding("loop.fallbacks", codes, Mend(Op.FALL_BACK, (codes[-1], end)))
