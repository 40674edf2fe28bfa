"""What people read about plans and reports: kinds, states, levels, refusals, what was done."""

from django.utils.translation import gettext_lazy as _

from communitylinkage.reports.rules.plan import Kind, Level, RiskState, Stand
from communitylinkage.reports.rules.sections import Kind as SectionKind
from communitylinkage.reports.rules.states import Kind as ReportKind
from communitylinkage.reports.rules.states import State, Why

KINDS = [
    (Kind.DELIVERABLE.value, _("Deliverable")),
    (Kind.MILESTONE.value, _("Milestone")),
]
STANDS = {
    Stand.IN_TIME: _("Done in time"),
    Stand.AFTER_ITS_DAY: _("Done after its day"),
    Stand.LATE: _("Late"),
    Stand.SOON: _("Due soon"),
    Stand.AHEAD: _("Not due yet"),
}
LEVELS = [
    (Level.LOW.value, _("Low")),
    (Level.MIDDLE.value, _("Middle")),
    (Level.HIGH.value, _("High")),
]
RISK_STATES = [
    (RiskState.OPEN.value, _("We watch it")),
    (RiskState.HAPPENED.value, _("It happened")),
    (RiskState.OVER.value, _("It is over")),
]
REPORT_KINDS = [
    (ReportKind.PERIODIC.value, _("Periodic report")),
    (ReportKind.FINAL.value, _("Final report")),
]
STATES = [
    (State.DRAFT.value, _("Draft")),
    (State.READY.value, _("Ready to be handed in")),
    (State.HANDED_IN.value, _("Handed in")),
]
SECTION_KINDS = [
    (SectionKind.NARRATIVE.value, _("Words that you write")),
    (SectionKind.INDICATORS.value, _("Figures beside their targets")),
    (SectionKind.DELIVERABLES.value, _("Deliverables")),
    (SectionKind.MILESTONES.value, _("Milestones")),
    (SectionKind.RISKS.value, _("Risks")),
    (SectionKind.DAYS.value, _("Days of work")),
    (SectionKind.EVENTS.value, _("Events")),
    (SectionKind.PUBLICATIONS.value, _("Publications")),
    (SectionKind.NEEDS.value, _("What people said they need")),
    (SectionKind.GAPS.value, _("Where help is missing")),
    (SectionKind.DEFINITIONS.value, _("How each figure is counted")),
]
# What a line of the history says was done.
CHANGES = {
    "added": _("Added"),
    "changed": _("Changed"),
    "done": _("Marked as done"),
    "not_done": _("Marked as not done after all"),
    "taken_out": _("Taken out of the plan"),
}
FIELDS = {
    "titles": _("Title"),
    "number": _("Number"),
    "organisation": _("Who answers for it"),
    "begins": _("First day"),
    "ends": _("Last day"),
    "due": _("Due on"),
    "done": _("Done on"),
    "evidence": _("What shows it"),
    "evidence_address": _("Address of what shows it"),
    "package": _("Work package"),
    "likelihood": _("How likely it is"),
    "severity": _("How much it would harm"),
    "mitigation": _("What we do about it"),
    "state": _("State"),
    "planned": _("Days planned"),
    "used": _("Days used"),
}
REFUSED = {
    Why.NOT_NOW: _("This cannot be done in this state."),
    Why.NO_MONTH: _("No month of the programme is over yet, so there is nothing to report."),
    Why.NO_INDICATORS: _("There are no indicators yet. Take the ready ones first, under “What we "
                         "measure”."),
    Why.NOT_OVER: _("The programme still runs after the reporting date. A final report is handed "
                    "in once its last month is frozen. Make a new one then: its words stay."),
    Why.NUMBER_TAKEN: _("This number is taken."),
    Why.DRAFT_THERE: _("There is a draft of this report already."),
    Why.CHANGED: _("Somebody changed these words while you wrote. Yours are below and not kept "
                   "yet. Put both together, then keep them."),
}  # fmt: skip
SAID = {
    "added": _("It is in the plan."),
    "kept": _("It is kept."),
    "done": _("It is marked as done."),
    "not_done": _("It is marked as not done."),
    "taken_out": _("It is taken out. Its history stays."),
    "made": _("The report is made. Every figure leads to how it was counted."),
    "there": _("This report is begun already. Here it is."),
    "ready": _("It is ready. Its words cannot be changed until it goes back to draft."),
    "back": _("It is a draft again."),
    "hand_in": _("It is kept as it was handed in. Nothing changes it any more."),
    "dropped": _("The draft is gone. The figures of its reporting date stay frozen."),
    "again": _("A new version is begun. What was handed in stays as it was."),
    "moved": _("The order is changed."),
    "out": _("The section is taken out. Reports that were handed in keep it."),
}
