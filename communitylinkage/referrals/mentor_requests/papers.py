"""What is sealed of a request, as plain values and as bytes of whole kilobytes."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, TypeVar

from communitylinkage.referrals.papers import BLOCK_BYTES


class Company(StrEnum):
    """What the mentor is asked to do."""

    TALK = "talk"
    FIRST_VISIT = "first_visit"
    APPOINTMENT = "appointment"
    CALL = "call"
    INFORMATION = "information"
    SAFETY_PLANNING = "safety_planning"
    POLICE = "police"
    COURT = "court"
    HOSPITAL = "hospital"
    SHELTER = "shelter"
    SCHOOL = "school"
    RESIDENCE_OFFICE = "residence_office"
    GROUP = "group"
    MATERIAL_HELP = "material_help"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a mentor reads before she answers: nothing that names or finds a woman.

    Args:
        language: BCP 47. area, country: a town, never a street.
        day: ISO 8601, or empty where it is arranged together. part: of the day (`mentors.rules`).
    """

    language: str
    area: str
    country: str
    company: str
    day: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """What opens only to the mentor who said yes.

    Args:
        contact, number: whom to ask for at the service. where, when: exactly, in words.
        call_her: how she wants to be called. not_told: persons who must not hear of it.
    """

    contact: str
    number: str
    where: str
    when: str = ""
    call_her: str = ""
    not_told: str = ""
    note: str = ""


Sealed = TypeVar("Sealed", Summary, Details)


def to_bytes(value: Summary | Details) -> bytes:
    """JSON in UTF-8, padded with spaces: the length would say something too."""
    text = json.dumps(asdict(value), ensure_ascii=False).encode()
    return text + b" " * (-len(text) % BLOCK_BYTES)


def from_bytes(kind: type[Sealed], plain: bytes) -> Sealed:
    """The value again; what a newer version added is left out."""
    known = {field.name for field in fields(kind)}
    told: dict[str, Any] = {k: v for k, v in json.loads(plain).items() if k in known}
    make: Callable[..., Sealed] = kind
    return make(**told)
