"""Tables: the plan of a programme, the template of its reports, and the reports."""

from communitylinkage.reports.models.plan import Change, Item, PersonDays, Risk, WorkPackage
from communitylinkage.reports.models.reports import Copy, Narrative, Report, Section

__all__ = [
    "Change",
    "Copy",
    "Item",
    "Narrative",
    "PersonDays",
    "Report",
    "Risk",
    "Section",
    "WorkPackage",
]
