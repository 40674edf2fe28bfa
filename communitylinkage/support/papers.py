"""What is sealed of a visit, and the codes of what is counted of it; plain Python."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, TypeVar

from communitylinkage.referrals.mentor_requests.papers import Company
from communitylinkage.referrals.papers import BLOCK_BYTES


class Kind(StrEnum):
    """What kind of support it was."""

    INFORMATION = "information"
    SAFETY_PLANNING = "safety_planning"
    ACCOMPANIMENT = "accompaniment"
    INTERPRETATION = "interpretation"
    GROUP = "group"
    MATERIAL_HELP = "material_help"


class Where(StrEnum):
    """Where to she was accompanied, or where it was."""

    POLICE = "police"
    COURT = "court"
    HOSPITAL = "hospital"
    SHELTER = "shelter"
    SCHOOL = "school"
    RESIDENCE_OFFICE = "residence_office"
    SERVICE = "service"
    TELEPHONE = "telephone"
    ELSEWHERE = "elsewhere"


class Outcome(StrEnum):
    """What came of it."""

    REACHED = "reached"
    PARTLY = "partly"
    TURNED_AWAY = "turned_away"
    DID_NOT_COME = "did_not_come"
    BROKEN_OFF = "broken_off"


class Next(StrEnum):
    """What follows."""

    NOTHING = "nothing"
    AGAIN = "again"
    OTHER_SERVICE = "other_service"
    SERVICE_GOES_ON = "service_goes_on"
    HER_WISH = "her_wish"


class Expense(StrEnum):
    """For what money was spent, in the words of EU lump-sum and actual-cost grants."""

    NONE = ""
    TRAVEL = "travel"
    INTERPRETER = "interpreter"
    FOOD = "food"
    CHILD_CARE = "child_care"
    MATERIAL = "material"
    OTHER = "other"


# What a request asked for, as it is counted: the form begins with it, and its mentor corrects it.
COUNTED_AS: dict[str, tuple[Kind, Where]] = {
    Company.TALK: (Kind.INTERPRETATION, Where.SERVICE),
    Company.FIRST_VISIT: (Kind.ACCOMPANIMENT, Where.SERVICE),
    Company.APPOINTMENT: (Kind.ACCOMPANIMENT, Where.ELSEWHERE),
    Company.CALL: (Kind.INTERPRETATION, Where.TELEPHONE),
    Company.INFORMATION: (Kind.INFORMATION, Where.SERVICE),
    Company.SAFETY_PLANNING: (Kind.SAFETY_PLANNING, Where.SERVICE),
    Company.POLICE: (Kind.ACCOMPANIMENT, Where.POLICE),
    Company.COURT: (Kind.ACCOMPANIMENT, Where.COURT),
    Company.HOSPITAL: (Kind.ACCOMPANIMENT, Where.HOSPITAL),
    Company.SHELTER: (Kind.ACCOMPANIMENT, Where.SHELTER),
    Company.SCHOOL: (Kind.ACCOMPANIMENT, Where.SCHOOL),
    Company.RESIDENCE_OFFICE: (Kind.ACCOMPANIMENT, Where.RESIDENCE_OFFICE),
    Company.GROUP: (Kind.GROUP, Where.ELSEWHERE),
    Company.MATERIAL_HELP: (Kind.MATERIAL_HELP, Where.ELSEWHERE),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is agreed before a visit.

    Args:
        contact_rule: how she may be reached, and how never. meeting_point: where they meet.
        mentor_number: as it is agreed; it is sealed apart from the rest, as `Number`. Only in
            plans of an older version it lies beside the rest. note: what else is agreed.
    """

    contact_rule: str
    meeting_point: str
    mentor_number: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """Where the rota reaches a mentor: hers, so it stays when what is the woman's goes."""

    number: str


@dataclass(frozen=True, slots=True)
class Debrief:
    """What the mentor wants to tell her post afterwards."""

    note: str


Sealed = TypeVar("Sealed", Plan, Number, Debrief)


def to_bytes(value: Plan | Number | Debrief) -> bytes:
    """JSON in UTF-8, padded with spaces: the length would say something too."""
    text = json.dumps(asdict(value), ensure_ascii=False).encode()
    return text + b" " * (-len(text) % BLOCK_BYTES)


def from_bytes(kind: type[Sealed], plain: bytes) -> Sealed:
    """The value again; what a newer version added is left out."""
    known = {field.name for field in fields(kind)}
    told: dict[str, Any] = {k: v for k, v in json.loads(plain).items() if k in known}
    make: Callable[..., Sealed] = kind
    return make(**told)
