"""Complaints in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from communitylinkage.organisations.models import Organisation
from communitylinkage.people.models import Account
from communitylinkage.support import wording as visits
from communitylinkage.support.models import Complaint
from communitylinkage.support.voices import actions, wording
from communitylinkage.support.voices.papers import Letter
from communitylinkage.vault.keys import Locked


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the list: about whom, since when."""

    reference: str
    about: str
    made: date
    closed: datetime | None


@dataclass(frozen=True, slots=True)
class Opened:
    """One complaint as far as she may read it now. `locked`: why not."""

    line: Shown
    letter: Letter | None
    wrong: tuple[str, ...]
    locked: str


def shown(rows: Iterable[Complaint]) -> list[Shown]:
    """Lines with the names of the organisations."""
    found = list(rows)
    numbers = [row.about for row in found]
    names = dict(Organisation.objects.filter(pk__in=numbers).values_list("pk", "name"))
    return [Shown(row.reference, names.get(row.about, ""), row.made, row.closed) for row in found]


def opened(row: Complaint, account: Account, key: bytes | None, now: datetime) -> Opened:
    """Its words, where they are still there and she can open them."""
    [line] = shown([row])
    if row.record is None:
        return Opened(line, None, (), "")
    if key is None:
        return Opened(line, None, (), str(visits.SIGN_IN_AGAIN))
    try:
        letter = actions.read(complaint=row, account=account, private_key=key, now=now)
    except Locked:
        return Opened(line, None, (), str(visits.NOT_OPEN))
    return Opened(line, letter, tuple(visits.said(wording.WRONG, o) for o in letter.wrong), "")
