"""What every section of a report is made within."""

from dataclasses import dataclass
from datetime import date, datetime

from communitylinkage.impact.queries import Shown
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.reports.models import Report


@dataclass(frozen=True, slots=True)
class Within:
    """A programme up to a month.

    Args:
        through: the month. last: its last day. now: by which the plan is looked at.
    """

    programme: Programme
    through: str
    last: date
    organisations: tuple[Organisation, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class Reported(Within):
    """A report, and what was let out of its freeze to partners."""

    report: Report
    shown: tuple[Shown, ...]
