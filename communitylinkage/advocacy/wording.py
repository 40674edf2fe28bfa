"""What people read about demands and promises: states, acts, levels, evidence, refusals."""

from django.utils.translation import gettext_lazy as _

from communitylinkage.advocacy.rules import demands, promises
from communitylinkage.advocacy.rules.demands import EUROPE, Kind, Level, Why
from communitylinkage.advocacy.rules.promises import Standing
from communitylinkage.organisations.wording import COUNTRIES

PLACES = [*COUNTRIES, (EUROPE, _("European Union"))]
DEMAND_STATES = [
    (demands.State.DRAFT.value, _("Draft")),
    (demands.State.PUBLISHED.value, _("Asked for")),
    (demands.State.MET.value, _("Reached")),
    (demands.State.WITHDRAWN.value, _("Not asked any more")),
]
DEMAND_ACTS = {
    demands.Act.PUBLISH: _("Publish it"),
    demands.Act.MEET: _("We reached it"),
    demands.Act.REOPEN: _("Ask for it again"),
}
PROMISE_STATES = [
    (promises.State.OPEN.value, _("Open")),
    (promises.State.KEPT.value, _("Kept")),
    (promises.State.PARTLY.value, _("Partly kept")),
    (promises.State.BROKEN.value, _("Broken")),
    (promises.State.NO_ANSWER.value, _("No answer")),
    (promises.State.MISTAKEN.value, _("Written down by mistake")),
]
STANDINGS = {
    Standing.KEPT: _("Kept"),
    Standing.PARTLY: _("Partly kept"),
    Standing.BROKEN: _("Broken"),
    Standing.NO_ANSWER: _("No answer"),
    Standing.LATE: _("Its day has passed"),
    Standing.WAITING: _("Still time"),
}
SEQUELS = [
    (promises.Act.KEEP.value, _("It was kept")),
    (promises.Act.KEEP_PARTLY.value, _("It was kept in part")),
    (promises.Act.BREAK.value, _("It was broken")),
    (promises.Act.STAY_SILENT.value, _("Its day passed, and nobody answered")),
    (promises.Act.POSTPONE.value, _("It was put off to a later day")),
    (promises.Act.TAKE_OUT.value, _("We wrote it down by mistake")),
]
LEVELS = [
    (Level.LOCAL.value, _("Town or district")),
    (Level.REGIONAL.value, _("Region")),
    (Level.NATIONAL.value, _("Country")),
    (Level.EUROPEAN.value, _("European Union")),
]
KINDS = [
    (Kind.NEED.value, _("A need from an assessment")),
    (Kind.FINDING.value, _("A finding of research")),
    (Kind.GAP.value, _("A gap: help that is missing")),
    (Kind.PRACTICE.value, _("A practice that works")),
    (Kind.OTHER.value, _("Something else")),
]
REFUSED = {
    Why.NOT_NOW: _("This cannot be done in this state."),
    Why.NO_TEXT: _("Write what you ask for, and why, in at least one language first."),
    Why.NO_BODY: _("Say first whom you ask."),
    Why.NO_EVIDENCE: _("Say first what it stands on: a need, a finding or a gap."),
    Why.NOT_ASKED: _("Only while it is asked for in public, and of a body that is asked."),
    Why.PUBLISHED_TEXT: _("These words are published. A body was asked with them, so they stay."),
    Why.DAY_AHEAD: _("The day may not be still to come."),
    Why.BEFORE: _("The day may not be before the day of the promise."),
    Why.TOO_EARLY: _("They still have time. Nobody is silent before the day has passed."),
    Why.DEADLINE: _("Say until which later day they put it off."),
}
SAID = {
    "begun": _("The draft is there. Now say whom you ask, and what it stands on."),
    "kept": _("It is kept."),
    "done": _("It is done."),
    "met": _("The meeting is kept."),
    "promised": _("The promise is kept, and everybody can read it."),
    "told": _("It is kept, and everybody can read it."),
}
NO_ADDRESS = _(
    "This leads nowhere. Write an address such as https://example.org/report, or one of this site, "
    "from the first slash on."
)
LEVEL_COUNTRY = _("A European body belongs to the European Union, every other to one country.")
EVIDENCE_WHICH = _("Choose one of ours, or write an address and a title.")
DEADLINE_BEFORE = _("The last day may not be before the day of the promise.")
ONE_LEAST = _("Please choose at least one.")
MISSING = _("Please fill this in.")
