"""Branches that overlap, never hold, or leave a case without a way on."""

from collections.abc import Iterator

from communitylinkage.procedures.graph.cases import ANY, EVERYTHING, an_example, cells
from communitylinkage.procedures.graph.findings import Finding, Mend, Op
from communitylinkage.procedures.graph.values import Procedure, Step


def check(procedure: Procedure) -> Iterator[Finding]:
    """All findings about conditions."""
    for step in procedure.steps:
        if step.ends or not step.next or (len(step.next) == 1 and step.next[0].when in (ANY, None)):
            continue
        yield from _of(step)


def _of(step: Step) -> Iterator[Finding]:
    covered, other, total = 0, False, len(step.next)
    has_other = any(branch.when is None for branch in step.next)
    for place, branch in enumerate(step.next):
        drop = Mend(Op.DROP_BRANCH, (step.code, place))
        if branch.when is None:
            if other:
                yield Finding("branch.twice", (step.code, place, total), drop)
            other = True
            continue
        mask = cells(branch.when)
        if not mask:
            yield Finding("branch.never", (step.code, place, total), drop)
        if covered & mask:
            instead = Mend(Op.OTHERWISE, (step.code, place))
            yield Finding(
                "branch.overlap", (step.code, place, total), drop if has_other else instead
            )
        covered |= mask
    if covered != EVERYTHING and not other:
        case = an_example(EVERYTHING & ~covered)
        mend = Mend(Op.OTHERWISE, (step.code, total - 1))
        yield Finding("branch.gap", (step.code, case.hour, *case[2:]), mend)
