"""Which mentors can answer a request, in which order, with reasons; or what keeps them away.

The first wish after the language is distance from her own circle (DESIGN 7): a mentor from the very
community that is named comes last, or not at all where the request says so.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from communitylinkage.matching.answer import Note
from communitylinkage.values import opening
from communitylinkage.values.opening import UNKNOWN, Hours
from communitylinkage.values.places import Point, distance_km
from communitylinkage.values.text import folded

COARSE_KM = 10


@dataclass(frozen=True, slots=True)
class Group:
    """A community as it is compared: its id, its language, its origin (or nothing), its town."""

    id: str
    language: str
    origin: str
    place: str


class Apart(IntEnum):
    """How far a mentor's own circle is from the community that is named, the farthest first."""

    FAR = 0
    UNKNOWN = 1
    NEAR = 2
    SAME = 3


class Condition(StrEnum):
    """A hard condition; none of them ever gives way."""

    LANGUAGE = "language"
    COUNTRY = "country"
    PAUSE = "pause"
    LOAD = "load"
    TIME = "time"
    REACH = "reach"
    CIRCLE = "circle"
    ORGANISATION = "organisation"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class MentorNeed:
    """What a service asks for.

    Args:
        community: the one she belongs to; None where nobody said.
        not_her_circle: whether a mentor from that community may not even be the last.
        not_groups, not_organisations: communities and organisations to avoid, by id.
        not_names: persons to avoid, as they are written.
        at: when somebody must have time; None when it is arranged together.
        place: None where all is done by telephone, from anywhere in the country.
    """

    language: str
    country: str
    place: Point | None = None
    reach_km: float = 50.0
    at: datetime | None = None
    community: Group | None = None
    not_her_circle: bool = False
    not_groups: frozenset[str] = frozenset()
    not_organisations: frozenset[str] = frozenset()
    not_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MentorOffer:
    """What a mentor can do.

    Args:
        id: of her account; the last word where two rank alike.
        groups: her own communities; None where she has not said them.
        certified: whether she holds a certificate of a course for mentors.
        has, most: with how many she goes now, and at most.
    """

    id: str
    name: str
    organisations: frozenset[str]
    languages: frozenset[str]
    country: str
    point: Point
    groups: frozenset[Group] | None = None
    hours: Hours = UNKNOWN
    paused: bool = False
    certified: bool = False
    has: int = 0
    most: int = 1


@dataclass(frozen=True, slots=True)
class Fit:
    """A mentor who can answer, and why."""

    mentor: MentorOffer
    apart: Apart
    km: int | None
    reasons: tuple[Note, ...]
    barriers: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How many mentors one hard condition keeps away."""

    condition: Condition
    count: int


def words_of(name: str) -> frozenset[str]:
    """The words of a name as they are compared: in one spelling, of those that a script allows."""
    return frozenset(folded(name).split())


def is_named(avoid: str, name: str) -> bool:
    """Whether a person to avoid may be she: all words of the shorter name are in the other.

    Rather a mentor too few than the wrong one: "Amina" keeps every Amina away.
    """
    one, other = words_of(avoid), words_of(name)
    return bool(one and other) and (one <= other or other <= one)


def apart(need: MentorNeed, mentor: MentorOffer) -> Apart:
    """How far her own circle is from the community that is named."""
    named = need.community
    if named is None:
        return Apart.FAR
    if mentor.groups is None:
        return Apart.UNKNOWN
    if any(group.id == named.id for group in mentor.groups):
        return Apart.SAME
    near = any(
        group.place == named.place
        and (group.language == named.language or (named.origin and group.origin == named.origin))
        for group in mentor.groups
    )
    return Apart.NEAR if near else Apart.FAR


def tens_of_km(one: Point, other: Point) -> int:
    """How far two towns are apart, rounded up to tens: what may be shown and compared."""
    return math.ceil(distance_km(one, other) / COARSE_KM) * COARSE_KM


def coarse_km(need: MentorNeed, mentor: MentorOffer) -> int | None:
    """Kilometres between the towns in tens, rounded up; None where nobody travels."""
    if need.place is None:
        return None
    return tens_of_km(need.place, mentor.point)


def _circle_kept(need: MentorNeed, mentor: MentorOffer) -> bool:
    """What she has not said cannot be known to be safe."""
    if mentor.groups is None:
        return not (need.not_groups or (need.community and need.not_her_circle))
    if any(group.id in need.not_groups for group in mentor.groups):
        return False
    return not (need.not_her_circle and apart(need, mentor) == Apart.SAME)


def broken(need: MentorNeed, mentor: MentorOffer) -> tuple[Condition, ...]:
    """The hard conditions that a mentor does not meet."""
    at, hours = need.at, mentor.hours
    km = coarse_km(need, mentor)
    met = {
        Condition.LANGUAGE: need.language in mentor.languages,
        Condition.COUNTRY: need.country == mentor.country,
        Condition.PAUSE: not mentor.paused,
        Condition.LOAD: mentor.has < mentor.most,
        # Who has no fixed hours is asked; who has some is asked for these only.
        Condition.TIME: at is None or not hours.known or opening.is_open(hours, at),
        Condition.REACH: km is None or km <= need.reach_km,
        Condition.CIRCLE: _circle_kept(need, mentor),
        Condition.ORGANISATION: not (need.not_organisations & mentor.organisations),
        Condition.PERSON: not any(is_named(name, mentor.name) for name in need.not_names),
    }
    return tuple(condition for condition in Condition if not met[condition])


def weigh(need: MentorNeed, mentor: MentorOffer) -> Fit:
    """A mentor with what speaks for her and what against."""
    circle, km = apart(need, mentor), coarse_km(need, mentor)
    reasons = [Note("speaks", language=need.language)]
    barriers: list[Note] = []
    if km == 0:
        reasons.append(Note("same_town"))
    elif km is not None:
        reasons.append(Note("about_distance", km=float(km)))
    if need.at is not None:
        known = mentor.hours.known
        (reasons if known else barriers).append(Note("has_time" if known else "hours_unknown"))
    if mentor.certified:
        reasons.append(Note("certified"))
    if mentor.has == 0:
        reasons.append(Note("free_now"))
    if need.community is not None:
        code = f"circle_{circle.name.lower()}"
        (reasons if circle == Apart.FAR else barriers).append(Note(code))
    return Fit(mentor, circle, km, tuple(reasons), tuple(barriers))


def order(fit: Fit) -> tuple[int, bool, int, int, str]:
    """The total, stable order: far from her circle, trained, near on the map, least loaded."""
    return fit.apart, not fit.mentor.certified, fit.km or 0, fit.mentor.has, fit.mentor.id


def rank(need: MentorNeed, mentors: Iterable[MentorOffer]) -> tuple[Fit, ...]:
    """All who can answer, the best first."""
    return tuple(sorted((weigh(need, m) for m in mentors if not broken(need, m)), key=order))


def standing(need: MentorNeed, mentors: Iterable[MentorOffer]) -> tuple[Standing, ...]:
    """What keeps mentors away who are in the country: which condition how many, the most first.

    Persons to avoid are not counted: a figure of one would say that there is such a mentor.
    """
    here = [broken(need, m) for m in mentors if m.country == need.country]
    counts = [
        Standing(condition, sum(1 for which in here if condition in which))
        for condition in Condition
        if condition not in {Condition.PERSON, Condition.COUNTRY}
    ]
    return tuple(sorted((one for one in counts if one.count), key=lambda one: -one.count))
