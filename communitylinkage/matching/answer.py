"""The rule: which offers answer a need, in which order, with which reasons and barriers.

Hard conditions are never relaxed silently: where nothing is left, the explained "no" relaxes one at
a time and says which. Soft ones rank (DESIGN 7).
"""

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from communitylinkage.matching.need import Accepts, Authority, Bridge, Need, Offer, Papers, Tells
from communitylinkage.values import opening
from communitylinkage.values.places import distance_km

LIMIT = 10

# What a barrier costs, said in kilometres: she would rather travel so much farther.
COSTS_KM = {
    "identity_card": 20.0,
    "police_report": 40.0,
    "must_tell": 40.0,
    "unknown_tell": 8.0,
    "papers_ask": 10.0,
    "papers_unsaid": 10.0,
    "telephone_interpreter": 12.0,
    "mediator": 6.0,
    "closed_now": 4.0,
    "closed_then": 4.0,
    "hours_unknown": 4.0,
    "no_room": 60.0,
    "cost": 10.0,
}


class Condition(StrEnum):
    """A hard condition: what can stand in the way."""

    LANGUAGE = "language"
    REACH = "reach"
    OPEN = "open"
    PAPERS = "papers"
    CHILDREN = "children"
    STEP_FREE = "step_free"
    FREE = "free"
    WOMEN_ONLY = "women_only"
    REMOTE = "remote"
    TELLS = "tells"


@dataclass(frozen=True, slots=True)
class Note:
    """One reason or one barrier: a code and what belongs into its sentence."""

    code: str
    language: str = ""
    km: float | None = None
    at: datetime | None = None
    authority: str = ""
    age: int | None = None


# Notes of a few words only are the same for every offer: they are made once.
_note = lru_cache(maxsize=256)(Note)
_AUTHORITIES = tuple(Authority)


@dataclass(frozen=True, slots=True)
class Result:
    """An offer that answers the need."""

    offer: Offer
    cost: float
    km: float | None
    reasons: tuple[Note, ...]
    barriers: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What would answer if one condition gave way: how many, and the best of them."""

    condition: Condition
    count: int
    best: Result


@dataclass(frozen=True, slots=True)
class ExplainedNo:
    """Why nothing answers.

    Args:
        kind_in_country: services of this kind of help, whatever else they want.
        language_count: of these, how many speak one of her languages.
        relaxed: what one condition less would give, the best first.
        nearest: the offer of this kind that breaks the fewest conditions, with these conditions.
    """

    kind_in_country: int
    language_count: int
    relaxed: tuple[Relaxed, ...]
    nearest: Result | None
    nearest_breaks: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Ranked results; an explanation where there is none."""

    results: tuple[Result, ...]
    explained: ExplainedNo | None

    def named(self) -> tuple[Result, ...]:
        """Every result that a page may show, also those of the explained "no"."""
        if self.explained is None:
            return self.results
        nearest = self.explained.nearest
        return (*(one.best for one in self.explained.relaxed), *([nearest] if nearest else []))


def concerns(need: Need, offer: Offer) -> bool:
    """Whether an offer is of the kind and the country asked for, and not excluded by her."""
    return (
        need.kind in offer.kinds
        and (not need.country or offer.country == need.country)
        and offer.organisation not in need.not_organisations
    )


def distance(need: Need, offer: Offer) -> float | None:
    """Kilometres to go; None where nothing has to be travelled or the place is unknown."""
    if need.place is None or offer.point is None or (need.remote_only and offer.remote):
        return None
    return distance_km(need.place, offer.point)


def speaks(need: Need, offer: Offer) -> str:
    """The best of her languages that the service speaks; empty when none."""
    return next((code for code in need.languages if code in offer.languages), "")


def _bridged(need: Need, offer: Offer) -> bool:
    return need.interpreter and bool(offer.bridges)


def _in_reach(need: Need, offer: Offer) -> bool:
    if offer.remote or need.place is None:
        return True
    km = distance(need, offer)
    return km is not None and km <= need.reach_km


_Met = Callable[[Need, Offer, datetime], object]

# For each condition: whether a need asks for it, and whether an offer meets it.
_CONDITIONS: dict[Condition, tuple[Callable[[Need], object], _Met]] = {
    Condition.LANGUAGE: (
        lambda need: need.languages,
        lambda need, offer, _now: speaks(need, offer) or _bridged(need, offer),
    ),
    Condition.REACH: (
        lambda need: need.place,
        lambda need, offer, _now: _in_reach(need, offer),
    ),
    Condition.OPEN: (
        lambda need: need.open_now or need.at,
        lambda need, offer, now: opening.is_open(offer.hours, need.at or now),
    ),
    Condition.PAPERS: (
        lambda need: need.papers == Papers.NONE,
        lambda _need, offer, _now: offer.papers != Accepts.NO,
    ),
    # On the telephone nobody comes, so no stairs and no children keep her from it.
    Condition.CHILDREN: (
        lambda need: need.children,
        lambda _need, offer, _now: offer.children or offer.remote,
    ),
    Condition.STEP_FREE: (
        lambda need: need.step_free,
        lambda _need, offer, _now: offer.step_free or offer.remote,
    ),
    Condition.FREE: (lambda need: need.free, lambda _need, offer, _now: offer.free),
    Condition.WOMEN_ONLY: (
        lambda need: need.women_only,
        lambda _need, offer, _now: offer.women_only,
    ),
    Condition.REMOTE: (lambda need: need.remote_only, lambda _need, offer, _now: offer.remote),
    Condition.TELLS: (
        lambda need: need.tells_none_of,
        lambda need, offer, _now: (
            not any(offer.tells.get(authority) == Tells.MUST for authority in need.tells_none_of)
        ),
    ),
}


def asked_of(need: Need) -> tuple[tuple[Condition, _Met], ...]:
    """The hard conditions that a need sets, each with its test."""
    return tuple((c, met) for c, (asks, met) in _CONDITIONS.items() if asks(need))


def broken(need: Need, offer: Offer, now: datetime) -> tuple[Condition, ...]:
    """The hard conditions of a need that an offer does not meet."""
    return tuple(condition for condition, met in asked_of(need) if not met(need, offer, now))


class Fits:
    """Whether an offer is concerned and breaks no hard condition, for many offers of one need."""

    def __init__(self, need: Need, now: datetime) -> None:
        self.need, self.now = need, now
        self.tests = [met for _condition, met in asked_of(need)]

    def __call__(self, offer: Offer) -> bool:
        """Whether it answers the need."""
        return concerns(self.need, offer) and all(
            met(self.need, offer, self.now) for met in self.tests
        )


def _language_notes(need: Need, offer: Offer) -> tuple[list[Note], list[Note]]:
    spoken = speaks(need, offer)
    if spoken:
        return [_note("speaks", language=spoken)], []
    if not need.languages or not offer.bridges:
        return [], []
    code = "mediator" if Bridge.MEDIATOR in offer.bridges else "telephone_interpreter"
    return [], [_note(code, language=need.languages[0])]


def _papers_notes(need: Need, offer: Offer) -> tuple[list[Note], list[Note]]:
    if need.papers == Papers.HAVE:
        return [], []
    if offer.papers == Accepts.YES:
        return [_note("papers_yes")], []
    if offer.papers == Accepts.NO:
        return [], [_note("papers_unsaid")]
    return [], [_note("papers_ask")]


def _time_notes(need: Need, offer: Offer, now: datetime) -> tuple[list[Note], list[Note]]:
    """Whether it is open at the moment that she needs, which is now where she named none."""
    if not offer.hours.known:
        return [], [_note("hours_unknown")]
    at = need.at or now
    until = opening.open_until(offer.hours, at)
    if until is None:
        code = "closed_then" if need.at else "closed_now"
        return [], [Note(code, at=opening.next_opening(offer.hours, at))]
    if (until - at).days >= 6:
        return [_note("always_open")], []
    return [Note("open_then" if need.at else "open_until", at=until)], []


def _telling_notes(offer: Offer) -> tuple[list[Note], list[Note]]:
    barriers, reasons = [], []
    for authority in _AUTHORITIES:
        duty = offer.tells.get(authority, Tells.UNKNOWN)
        if duty == Tells.MUST:
            barriers.append(_note("must_tell", authority=authority))
        elif duty == Tells.UNKNOWN:
            barriers.append(_note("unknown_tell", authority=authority))
    if not barriers:
        reasons.append(_note("tells_nobody"))
    return reasons, barriers


def _rest(offer: Offer) -> tuple[list[Note], list[Note]]:
    reasons = [
        ("free", offer.free),
        ("women_only", offer.women_only),
        ("children", offer.children),
        ("step_free", offer.step_free),
    ]
    barriers = [
        ("cost", not offer.free),
        ("identity_card", offer.needs_identity_card),
        ("police_report", offer.needs_police_report),
    ]
    return (
        [_note(c) for c, so in reasons if so] + _room_notes(offer, True),
        [_note(c) for c, so in barriers if so] + _room_notes(offer, False),
    )


def _room_notes(offer: Offer, which: bool) -> list[Note]:
    if offer.room is not which:
        return []
    return [Note("room" if which else "no_room", age=offer.room_age)]


def weigh(need: Need, offer: Offer, now: datetime) -> Result:
    """An offer with its reasons and its barriers, whether it answers the need or not."""
    km = distance(need, offer)
    reasons: list[Note] = []
    barriers: list[Note] = []
    if offer.remote:
        reasons.append(_note("remote"))
    elif km is not None:
        reasons.append(Note("about_distance" if offer.secret_address else "distance", km=km))
    for more, against in (
        _language_notes(need, offer),
        _papers_notes(need, offer),
        _time_notes(need, offer, now),
        _telling_notes(offer),
        _rest(offer),
    ):
        reasons += more
        barriers += against
    # Help at a distance costs no journey; it stands beside what is a short way off.
    journey = 5.0 if offer.remote else km or 0.0
    cost = journey + sum(COSTS_KM[note.code] for note in barriers)
    return Result(offer, round(cost, 6), km, tuple(reasons), tuple(barriers))


def order(result: Result) -> tuple[float, str]:
    """The total, stable order of results."""
    return result.cost, result.offer.id


def _explain(need: Need, offers: list[Offer], now: datetime) -> ExplainedNo:
    breaks = [(broken(need, offer, now), offer) for offer in offers]
    relaxed = []
    for condition in Condition:
        found = [weigh(need, offer, now) for which, offer in breaks if which == (condition,)]
        if found:
            relaxed.append(Relaxed(condition, len(found), min(found, key=order)))
    nearest = min(
        ((len(which), order(weigh(need, offer, now)), which, offer) for which, offer in breaks),
        key=lambda entry: entry[:2],
        default=None,
    )
    return ExplainedNo(
        kind_in_country=len(offers),
        language_count=sum(1 for offer in offers if speaks(need, offer)),
        relaxed=tuple(sorted(relaxed, key=lambda entry: order(entry.best))),
        nearest=weigh(need, nearest[3], now) if nearest else None,
        nearest_breaks=nearest[2] if nearest else (),
    )


def match(need: Need, offers: Iterable[Offer], now: datetime, limit: int = LIMIT) -> Answer:
    """The exact best offers within reach, or why there is none."""
    concerned = [offer for offer in offers if concerns(need, offer)]
    fits = Fits(need, now)
    fitting = (weigh(need, offer, now) for offer in concerned if fits(offer))
    results = tuple(heapq.nsmallest(limit, fitting, key=order))
    return Answer(results, None if results else _explain(need, concerned, now))
