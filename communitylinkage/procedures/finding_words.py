"""Findings, their mends and the end of a rehearsal, as sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from communitylinkage.procedures import wording
from communitylinkage.procedures.graph import week
from communitylinkage.procedures.graph.findings import Argument, Finding, Mend, Op
from communitylinkage.procedures.graph.rehearsal import Why
from communitylinkage.procedures.graph.values import Procedure, said
from communitylinkage.values.languages import own_name

WEEKDAYS = (
    later("Mon"), later("Tue"), later("Wed"), later("Thu"), later("Fri"), later("Sat"),
    later("Sun"),
)  # fmt: skip
ALWAYS = later("day and night")
FOUND = {
    "steps.none": later("There is no step yet."),
    "languages.none": later("It does not say in which languages women speak."),
    "step.unreached": later("Nothing leads to this step."),
    "step.nobody": later("It is not said who does this step."),
    "step.dead_end": later("After this step it does not go on: a dead end."),
    "step.missing": later("A branch leads to a step that is not there."),
    "fallback.missing": later("The fall-back leads to a step that is not there."),
    "clock.endless": later("When the time is over, nothing happens: it needs a fall-back."),
    "loop.no_exit": later("These steps go round and round, with no way out."),
    "loop.fallbacks": later("When nobody answers, these steps wait for each other without end."),
    "branch.twice": later("Two branches say: in every other case."),
    "branch.never": later("A branch can never be taken."),
    "branch.overlap": later("Two branches fit the same case."),
    "branch.gap": later("There is a case for which no branch fits."),
    "agreed.unknown": later("It is agreed to share something that her consent does not know."),
    "agreed.never": later("The same is agreed to be shared and never to be shared."),
    "share.uncovered": later("Something is shared that her consent does not cover."),
    "share.never": later("Something is shared that must never be shared."),
    "share.not_agreed": later("Something is shared that was not agreed."),
    "share.before_yes": later("Something is shared before she has said yes."),
    "step.uncovered": later("Nobody is there: %(language)s, %(hours)s"),
}
MENDS = {
    Op.ADD_END: later("Add a step at which it ends."),
    Op.ADD_LANGUAGE: later("Add the language %(one)s."),
    Op.ASK: later("Ask her for her yes in this step."),
    Op.DROP_AGREED: later("Take it out of what may be shared: %(one)s."),
    Op.DROP_BRANCH: later("Drop branch %(two)s."),
    Op.DROP_FALLBACK: later("Drop the fall-back."),
    Op.DROP_ITEM: later("Do not share this here: %(two)s."),
    Op.DROP_STEP: later("Drop the step."),
    Op.FALL_BACK: later("Add a fall-back to: %(two)s"),
    Op.GIVE: later("Give it to: %(two)s."),
    Op.LEAD_ON: later("Lead on to: %(two)s"),
    Op.LENGTHEN: later("Give %(two)s hours of time."),
    Op.OTHERWISE: later("Let branch %(two)s stand for every other case."),
    Op.PROMISE: later("%(one)s promises somebody who speaks %(two)s: %(three)s"),
    Op.REDIRECT: later("Let branch %(two)s lead to: %(three)s"),
}
STOPS = {
    Why.ENDED: later("It comes to its end."),
    Why.NOBODY: later("It stops here: nobody is there, and there is no fall-back."),
    Why.NO_WAY: later("It stops here: no branch fits this case."),
    Why.TWO_WAYS: later("It stops here: two branches fit this case."),
    Why.MISSING: later("It stops here: the next step is not there."),
    Why.ROUND: later("It goes round and round from here."),
    Why.EMPTY: later("There is no step yet."),
}
_BRANCHES = {Op.DROP_BRANCH, Op.OTHERWISE, Op.REDIRECT}


def hours_said(hours: int, most: int = 7) -> str:
    """Hours of the week in words: `Mon 17:00–Tue 09:00, ...`."""
    if hours == week.ALL:
        return str(ALWAYS)
    runs = list(week.ranges(hours))
    if len(runs) > 1 and runs[0][0] == 0 and sum(runs[-1]) == week.HOURS:
        runs[-1] = (runs[-1][0], runs[-1][1] + runs.pop(0)[1])
    # First and end of a run are read from the left in every language.
    shown = [f"{moment(first)}–{moment(first + count)}" for first, count in runs[:most]]
    return ", ".join(shown) + (" …" if len(runs) > most else "")


def moment(hour: int) -> str:
    """An hour of the week in words: `Fri 23:00`."""
    day, at = divmod(hour % week.HOURS, 24)
    return f"{WEEKDAYS[day]} {at:02d}:00"


def name_of(procedure: Procedure, code: Argument, language: str) -> str:
    """What a step, a party, an item or a language is called."""
    step = procedure.step(str(code))
    if step:
        return said(step.what, language) or (_("The end") if step.ends else step.code)
    for party in procedure.parties:
        if party.code == code:
            return said(party.name, language) or party.code
    if code in wording.ITEMS:
        return str(wording.ITEMS[str(code)])
    return _("The end") if str(code).startswith("end-") else str(code)


def finding_said(finding: Finding) -> str:
    """What was found."""
    given = {"language": "", "hours": ""}
    if finding.code == "step.uncovered":
        spoken, hours = finding.args[1:]
        given = {"language": own_name(str(spoken)), "hours": hours_said(int(hours))}
    return str(FOUND[finding.code]) % given


def mend_said(procedure: Procedure, mend: Mend, language: str) -> str:
    """What the mend changes."""
    told = [name_of(procedure, one, language) for one in mend.args]
    if mend.op in _BRANCHES:
        told[1] = str(int(mend.args[1]) + 1)
    elif mend.op == Op.LENGTHEN:
        told[1] = str(mend.args[1])
    elif mend.op == Op.PROMISE:
        told[1:] = [own_name(str(mend.args[1])), hours_said(int(mend.args[2]))]
    elif mend.op == Op.ADD_LANGUAGE:
        told = [own_name(str(mend.args[0]))]
    return str(MENDS[mend.op]) % dict(zip(("one", "two", "three"), told, strict=False))
