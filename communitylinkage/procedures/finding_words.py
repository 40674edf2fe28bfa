"""Findings, their mends and the end of a rehearsal, as sentences."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communitylinkage.procedures import wording
from communitylinkage.procedures.graph import week
from communitylinkage.procedures.graph.findings import Argument, Finding, Mend, Op, Weight
from communitylinkage.procedures.graph.rehearsal import Why
from communitylinkage.procedures.graph.values import Procedure, Step, Words, said
from communitylinkage.values.languages import own_name

WEEKDAYS = (
    _("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"),
    _("Sun"),
)  # fmt: skip
ALWAYS = _("day and night")
FOUND = {
    "steps.none": _("There is no step yet."),
    "languages.none": _("It does not say in which languages women speak."),
    "step.unreached": _("Nothing leads to this step."),
    "step.nobody": _("It is not said who does this step."),
    "step.dead_end": _("After this step it does not go on: a dead end."),
    "step.missing": _("A branch leads to a step that is not there."),
    "fallback.missing": _("The fall-back leads to a step that is not there."),
    "clock.endless": _("When the time is over, nothing happens: it needs a fall-back."),
    "loop.no_exit": _("These steps go round and round, with no way out."),
    "loop.fallbacks": _("When nobody answers, these steps wait for each other without end."),
    "branch.twice": _("Two branches say: in every other case."),
    "branch.never": _("A branch can never be taken."),
    "branch.overlap": _("Two branches fit the same case."),
    "branch.gap": _("There is a case for which no branch fits."),
    "agreed.unknown": _("It is agreed to share something that her consent does not know."),
    "agreed.never": _("The same is agreed to be shared and never to be shared."),
    "share.uncovered": _("Something is shared that her consent does not cover."),
    "share.never": _("Something is shared that must never be shared."),
    "share.not_agreed": _("Something is shared that was not agreed."),
    "share.before_yes": _("Something is shared before she has said yes."),
    "runs.no_yes": _(
        "No referral can follow it: a way comes to its end without asking her for her yes."
    ),
    "step.unspoken": _(
        "This step is not done in %(language)s: a woman who speaks it may stand still here."
    ),
    "step.uncovered": _("Nobody is there: %(language)s, %(hours)s"),
    "words.older": _(
        "Words in another language were changed. Those in %(language)s may say something else."
    ),
    "name.older": _(
        "A party has another name in another language. The one in %(language)s may be older."
    ),
    "title.older": _(
        "The title was changed in another language. The one in %(language)s may be older."
    ),
}
ONLY_REMINDS = _(
    "If nobody acts within the hour, nothing else is agreed: both sides are reminded every hour."
)
MENDS = {
    Op.ADD_END: _("Add a step at which it ends."),
    Op.ADD_LANGUAGE: _("Add the language %(one)s."),
    Op.ASK: _("Ask her for her yes in this step."),
    Op.DROP_AGREED: _("Take it out of what may be shared: %(one)s."),
    Op.DROP_BRANCH: _("Drop branch %(two)s."),
    Op.DROP_FALLBACK: _("Drop the fall-back."),
    Op.DROP_ITEM: _("Do not share this here: %(two)s."),
    Op.DROP_STEP: _("Drop the step."),
    Op.FALL_BACK: _("Add a fall-back to: %(two)s"),
    Op.GIVE: _("Give it to: %(two)s."),
    Op.LEAD_ON: _("Lead on to: %(two)s"),
    Op.LENGTHEN: _("Give %(two)s hours of time."),
    Op.OTHERWISE: _("Let branch %(two)s stand for every other case."),
    Op.PROMISE: _("%(one)s promises somebody who speaks %(two)s: %(three)s"),
    Op.REDIRECT: _("Let branch %(two)s lead to: %(three)s"),
    Op.SAME_NAME: _("Look at both. Say that the name in %(two)s is right, or write it anew."),
    Op.SAME_TITLE: _("Look at both. Say that the title in %(two)s is right, or write it anew."),
    Op.SAME_WORDS: _("Look at both. Say that %(two)s still says the same, or write it anew."),
    Op.SPEAK: _("Do this step in %(two)s too."),
}
STOPS = {
    Why.ENDED: _("It comes to its end."),
    Why.NOBODY: _("It stops here: nobody is there, and there is no fall-back."),
    Why.NO_WAY: _("It stops here: no branch fits this case."),
    Why.TWO_WAYS: _("It stops here: two branches fit this case."),
    Why.MISSING: _("It stops here: the next step is not there."),
    Why.ROUND: _("It goes round and round from here."),
    Why.EMPTY: _("There is no step yet."),
}
_BRANCHES = {Op.DROP_BRANCH, Op.OTHERWISE, Op.REDIRECT}
_OF_LANGUAGE = {Op.SAME_NAME, Op.SAME_TITLE, Op.SAME_WORDS, Op.SPEAK}


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
        return said(step.what, language) or (gettext("The end") if step.ends else step.code)
    for party in procedure.parties:
        if party.code == code:
            return said(party.name, language) or party.code
    if code in wording.ITEMS:
        return str(wording.ITEMS[str(code)])
    return gettext("The end") if str(code).startswith("end-") else str(code)


def step_of(procedure: Procedure, finding: Finding) -> Step | None:
    """The step at which something was found."""
    if not finding.args or finding.code in ("name.older", "title.older"):
        return None
    return procedure.step(str(finding.args[0]))


def place_of(procedure: Procedure, finding: Finding, language: str) -> str:
    """What the step, or the party, at which something was found is called."""
    if finding.code == "name.older":
        party = next(one for one in procedure.parties if one.code == finding.args[0])
        return said(party.name, language)
    step = step_of(procedure, finding)
    return name_of(procedure, step.code, language) if step else ""


def compared(procedure: Procedure, finding: Finding) -> Words:
    """The words that somebody has to look at side by side."""
    if finding.code == "title.older":
        return procedure.title
    if finding.code == "name.older":
        return next(one.name for one in procedure.parties if one.code == finding.args[0])
    step = step_of(procedure, finding) if finding.code == "words.older" else None
    return step.what if step else ()


def finding_said(finding: Finding) -> str:
    """What was found."""
    given = {"language": "", "hours": ""}
    if finding.code == "clock.endless" and finding.weight == Weight.SAYS:
        return str(ONLY_REMINDS)
    if finding.code.endswith((".older", ".unspoken")):
        given["language"] = own_name(str(finding.args[-1]))
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
    elif mend.op in _OF_LANGUAGE:
        told = ["", own_name(str(mend.args[-1]))]
    elif mend.op == Op.ADD_LANGUAGE:
        told = [own_name(str(mend.args[0]))]
    return str(MENDS[mend.op]) % dict(zip(("one", "two", "three"), told, strict=False))
