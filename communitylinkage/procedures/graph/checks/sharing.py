"""Nothing is shared that consent does not cover, that was not agreed, or before her yes."""

from collections.abc import Iterator

from communitylinkage.procedures.graph.coverage import Coverage
from communitylinkage.procedures.graph.findings import Finding, Mend, Op, Weight
from communitylinkage.procedures.graph.values import Procedure
from communitylinkage.procedures.graph.walking import Ways, reached


def check(procedure: Procedure, coverage: Coverage, ways: Ways) -> Iterator[Finding]:
    """All findings about what goes from one to another."""
    for item in procedure.may_share:
        drop = Mend(Op.DROP_AGREED, (item,))
        if item not in coverage.items:
            yield Finding("agreed.unknown", (item,), drop)
        elif item in procedure.never:
            yield Finding("agreed.never", (item,), drop)
    early = _before_her_yes(procedure, ways)
    for n, step in enumerate(procedure.steps):
        for item in step.shares:
            code = _why(item, procedure, coverage)
            if code:
                drop = Mend(Op.DROP_ITEM, (step.code, item))
                yield Finding(code, (step.code, item), drop)
        if step.shares and not step.asks and n in early:
            yield Finding("share.before_yes", (step.code,), Mend(Op.ASK, (step.code,)))
    yield from _no_referral(procedure, ways)


def _no_referral(procedure: Procedure, ways: Ways) -> Iterator[Finding]:
    """A referral begins behind her yes: where a way ends without it, none can follow."""
    if not any(step.moment for step in procedure.steps) or procedure.steps[0].ends:
        return
    first = procedure.steps[0].code
    found = reached(ways.next, 0, [one.asks for one in procedure.steps])
    if any(procedure.steps[n].ends for n in found):
        yield Finding("runs.no_yes", (first,), Mend(Op.ASK, (first,)), Weight.SAYS)


def _why(item: str, procedure: Procedure, coverage: Coverage) -> str:
    if item not in coverage.items:
        return "share.uncovered"
    if item in procedure.never:
        return "share.never"
    return "" if item in procedure.may_share else "share.not_agreed"


def _before_her_yes(procedure: Procedure, ways: Ways) -> set[int]:
    """Steps to which some way leads on which nobody has asked her."""
    if not procedure.steps:
        return set()
    return reached(ways.all, 0, [one.asks for one in procedure.steps])
