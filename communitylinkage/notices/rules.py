"""The record of processing (GDPR, article 30) from what is stored: plain Python."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from communitylinkage.values.register import Entry, Kind, Term


class Reader(StrEnum):
    """For whom a privacy notice is."""

    WOMAN = "woman"
    MENTOR = "mentor"
    COLLEAGUE = "colleague"
    EVERYBODY = "everybody"


class Activity(StrEnum):
    """One processing activity, with one purpose."""

    LINK = "link"
    MENTORS = "mentors"
    COLLEAGUES = "colleagues"
    LEARNING = "learning"
    ASKING = "asking"
    TOGETHER = "together"
    DIRECTORY = "directory"
    OUTREACH = "outreach"
    FIGURES = "figures"
    SAFETY = "safety"


# Part of the product -> its activity. A part that stores something and is not here has no purpose
# that anybody wrote down, and fails notices/tests.
ACTIVITIES: dict[str, Activity] = {
    **dict.fromkeys(("consent", "participants", "referrals", "support"), Activity.LINK),
    **dict.fromkeys(("mentors", "network"), Activity.MENTORS),
    **dict.fromkeys(("people", "organisations"), Activity.COLLEAGUES),
    **dict.fromkeys(("learning", "certificates"), Activity.LEARNING),
    **dict.fromkeys(("surveys", "assessment", "research"), Activity.ASKING),
    **dict.fromkeys(("procedures", "practices", "advocacy"), Activity.TOGETHER),
    **dict.fromkeys(("directory", "coverage"), Activity.DIRECTORY),
    **dict.fromkeys(("programme_site", "campaign", "events"), Activity.OUTREACH),
    **dict.fromkeys(("facts", "releases", "impact", "intersections", "reports"), Activity.FIGURES),
    **dict.fromkeys(
        ("journal", "outbox", "overseeing", "vault", "website", "stewardship"), Activity.SAFETY
    ),
}


@dataclass(frozen=True, slots=True)
class Stored:
    """One table: its part of the product, its name, and what its register says."""

    part: str
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What is stored for one activity: how many tables, fields by who may read them, terms."""

    activity: Activity
    tables: int
    kinds: tuple[tuple[Kind, int], ...]
    terms: tuple[Term, ...]


def records(stored: Iterable[Stored]) -> list[Record]:
    """One for each activity that stores something, in the order of `Activity`.

    Raises:
        KeyError: a part that stores something has no activity.
    """
    of: dict[Activity, list[Stored]] = {}
    for one in stored:
        of.setdefault(ACTIVITIES[one.part], []).append(one)
    return [_record(activity, of[activity]) for activity in Activity if activity in of]


def _record(activity: Activity, tables: list[Stored]) -> Record:
    entries = [entry for table in tables for entry in table.entries]
    fields: Counter[Kind] = Counter()
    for entry in entries:
        fields[entry.kind] += len(entry.fields)
    kept = {entry.term for entry in entries}
    return Record(
        activity,
        len(tables),
        tuple((kind, fields[kind]) for kind in Kind if fields[kind]),
        tuple(term for term in Term if term in kept),
    )
