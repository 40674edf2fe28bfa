"""One support action in words: what a template only has to place."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.functional import Promise

from communitylinkage.consent.rules import NotConsented
from communitylinkage.people.access import Viewer
from communitylinkage.referrals.mentor_requests import queries as requests
from communitylinkage.referrals.mentor_requests import showing as request_showing
from communitylinkage.referrals.mentor_requests.reading import read as read_request
from communitylinkage.support import backup, wording
from communitylinkage.support.actions import rota
from communitylinkage.support.models import Effort
from communitylinkage.support.papers import COUNTED_AS, Debrief, Plan
from communitylinkage.support.queries import Case, names_of
from communitylinkage.support.reading import read, read_number
from communitylinkage.support.rules import Act
from communitylinkage.values.lists import finds
from communitylinkage.vault.keys import Locked


@dataclass(frozen=True, slots=True)
class Page:
    """One action as far as she may read it.

    Args:
        number: where the mentor is reached. closed: why nothing is to be read.
        alone: she who goes is the only one whom the letters of her rota could reach.
    """

    case: Case
    number: str
    asked: request_showing.Page | None
    plan: Plan | None
    debrief: Debrief | None
    closed: str
    may_ask_backup: bool
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """The work of one action, as a funder asks for it."""

    day: date
    minutes: int
    expense: str
    amount: Decimal
    paper: str
    mentor: str

    @property
    def cells(self) -> tuple[object, ...]:
        """As a line of a file."""
        return (self.day, self.minutes, self.expense, self.amount, self.paper, self.mentor)


def page(case: Case, viewer: Viewer, private_key: bytes | None, now: datetime) -> Page:
    """Everything about one action: what was asked for, and what is agreed."""
    asked = requests.case_for(viewer, case.row.request.reference) if case.is_open else None
    shown = request_showing.page(asked, viewer.account, private_key, now) if asked else None
    number, plan, debrief, closed = "", None, None, ""
    if case.reads or case.row.debrief:
        plan, debrief, closed = _read(case, viewer, private_key, now)
    if case.has_number:
        number, locked = _number(case, viewer, private_key, now)
        closed = closed or locked
    elif plan:
        number = plan.mentor_number
    ready = case.of_mentor and case.reads and not case.backup_asked and not case.backup_ready
    return Page(
        case=case,
        number=number,
        asked=shown,
        plan=plan,
        debrief=debrief,
        closed=closed or (shown.closed if shown else ""),
        may_ask_backup=ready and backup.could_stand_ready(case.row, now) is not None,
        alone=case.of_mentor and case.is_watched and not rota(case.row, now),
    )


def done(code: str, shown: Page) -> Promise | None:
    """What to say after an act; nobody is promised a colleague who is not there."""
    if code == Act.CALL_ME and shown.alone:
        return wording.NOBODY_TOLD
    return wording.DONE.get(code)


def _read(
    case: Case, viewer: Viewer, private_key: bytes | None, now: datetime
) -> tuple[Plan | None, Debrief | None, str]:
    if private_key is None:
        return None, None, str(wording.SIGN_IN_AGAIN)
    try:
        found = read(case=case, account=viewer.account, private_key=private_key, now=now)
    except (Locked, NotConsented):
        return None, None, str(wording.NOT_OPEN)
    return (found, None, "") if isinstance(found, Plan) else (None, found, "")


def _number(
    case: Case, viewer: Viewer, private_key: bytes | None, now: datetime
) -> tuple[str, str]:
    if private_key is None:
        return "", str(wording.SIGN_IN_AGAIN)
    try:
        return read_number(case=case, account=viewer.account, private_key=private_key, now=now), ""
    except Locked:
        return "", str(wording.NOT_OPEN)


def begins_with(case: Case, viewer: Viewer, key: bytes | None, now: datetime) -> dict[str, str]:
    """With what the form afterwards begins: what the request asked for, where she can read it."""
    asked, code = requests.case_for(viewer, case.row.request.reference), ""
    if asked and key:
        with suppress(Locked, NotConsented):
            told = read_request(case=asked, account=viewer.account, private_key=key, now=now)
            code = told.summary.company
    kind, where = COUNTED_AS.get(code, ("", ""))
    return {"kind": kind, "where": where}


def hours(rows: Iterable[Effort], search: str) -> list[Hours]:
    """Hours and expenses in words, those that a search finds."""
    efforts = list(rows)
    names = names_of({row.mentor for row in efforts})
    shown = [
        Hours(
            day=row.day,
            minutes=row.minutes,
            expense=wording.said(wording.EXPENSES, row.expense),
            amount=row.amount,
            paper=str(wording.YES if row.has_paper else wording.NO),
            mentor=names.get(row.mentor, ""),
        )
        for row in efforts
    ]
    return [one for one in shown if finds(search, one.day, one.expense, one.mentor)]
