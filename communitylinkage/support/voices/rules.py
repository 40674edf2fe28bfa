"""Codes of what is said, and who reads a complaint; plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Noticed(StrEnum):
    """A sign that others can notice. None of them proves anything.

    After the WHO clinical handbook (2014), part 1, and what mentors told; in our own words.
    """

    SPEAKS_FOR_HER = "speaks_for_her"
    AFRAID_OF_CALLS = "afraid_of_calls"
    HURT_OFTEN = "hurt_often"
    STORY_CHANGES = "story_changes"
    CANCELS = "cancels"
    ALONE = "alone"
    NO_MONEY = "no_money"
    NO_PAPERS = "no_papers"
    CHILDREN_CHANGED = "children_changed"
    SLEEPLESS = "sleepless"


class Met(StrEnum):
    """Where somebody noticed it."""

    COMMUNITY = "community"
    HEALTH = "health"
    SCHOOL = "school"
    SOCIAL = "social"
    COURSE = "course"
    OTHER = "other"


class Helped(StrEnum):
    """Whether a visit helped."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Side(StrEnum):
    """Who says how it went."""

    WOMAN = "woman"
    SERVICE = "service"


class Wrong(StrEnum):
    """What a complaint is about."""

    NOT_CAME = "not_came"
    TOLD_OTHERS = "told_others"
    NOT_RESPECTED = "not_respected"
    REFUSED = "refused"
    ASKED_MONEY = "asked_money"
    PRESSED = "pressed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Hearing:
    """An organisation that could hear a complaint, and the key of its post."""

    organisation: UUID
    holder: UUID


def independent(about: UUID, could: Iterable[Hearing]) -> Hearing | None:
    """The first that is not the one complained about; the lead stands first in the order."""
    return next((one for one in could if one.organisation != about), None)
