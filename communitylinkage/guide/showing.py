"""Search results and service cards, ready for a page: each note already a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from communitylinkage.directory import candidates, queries
from communitylinkage.directory.queries import PlaceFound, ServiceEntry, SpokenLanguage
from communitylinkage.guide import explaining, sentences, wording
from communitylinkage.matching.answer import (
    Condition,
    ExplainedNo,
    Note,
    Result,
    concerns,
    weigh,
)
from communitylinkage.matching.need import Need, Papers
from communitylinkage.values import languages, opening
from communitylinkage.values.opening import Hours


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A place with its country's name."""

    id: int
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Card:
    """One service with what speaks for it and what stands in the way."""

    entry: ServiceEntry
    country: str
    reasons: tuple[str, ...]
    barriers: tuple[str, ...]
    languages: tuple[SpokenLanguage, ...]
    old_room: str = ""
    helps: tuple[str, ...] = ()
    days: tuple[tuple[date, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """The cards of one country, in their order; its name only where there are several."""

    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What one condition keeps away, and the nearest service behind it."""

    sentence: str
    nearest: str
    card: Card


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives; never nothing: where no card is, gaps or the nearest are."""

    cards: tuple[Card, ...]
    gaps: tuple[Gap, ...] = ()
    nearest: Card | None = None
    missing: tuple[str, ...] = ()
    of_kind: int = 0
    speaking: str = ""
    in_the_way: tuple[Condition, ...] = ()

    @property
    def countries(self) -> tuple[Country, ...]:
        """The cards by country, the country of the best one first.

        Nobody can know where she is when she names neither town nor country, so none of them is
        preferred: each stands under its name.
        """
        return by_country(self.cards)


def by_country(cards: Iterable[Card]) -> tuple[Country, ...]:
    """Cards under their countries, in the order of the best of each."""
    found: dict[str, list[Card]] = {}
    for card in cards:
        found.setdefault(card.country, []).append(card)
    several = len(found) > 1
    return tuple(Country(name if several else "", tuple(those)) for name, those in found.items())


def _sentences(notes: Iterable[Note], zone: str) -> tuple[str, ...]:
    return tuple(sentences.sentence(note, zone) for note in notes)


def _card(result: Result, entry: ServiceEntry) -> Card:
    zone = result.offer.hours.timezone
    spoken = sorted(result.offer.languages)
    return Card(
        entry,
        wording.country_name(result.offer.country),
        _sentences(result.reasons, zone),
        _sentences(result.barriers, zone),
        tuple(
            SpokenLanguage(code, languages.own_name(code), languages.direction(code))
            for code in spoken
        ),
        sentences.room(entry.old_room.available, entry.old_room.days) if entry.old_room else "",
        tuple(str(words) for kind, words in wording.KINDS if kind in result.offer.kinds),
    )


def places(those: Iterable[PlaceFound]) -> list[ShownPlace]:
    """Places as a page names them."""
    return [ShownPlace(p.id, p.name, wording.country_name(p.country)) for p in those]


def found(need: Need, now: datetime) -> Found:
    """What answers a need, or why nothing does and what is nearest."""
    answer = candidates.answer(need, now)
    if answer.explained is None:
        return Found(tuple(_cards(answer.results, now)))
    return _explained(need, answer.explained, now)


def _cards(results: Iterable[Result], now: datetime) -> list[Card]:
    """A service that was taken down this moment has no entry, and no card, any more."""
    those = list(results)
    entries = queries.entries_of((one.offer for one in those), now.date())
    return [_card(one, entries[one.offer.id]) for one in those if one.offer.id in entries]


def _explained(need: Need, no: ExplainedNo, now: datetime) -> Found:
    every = candidates.every_offer(need.kind, now.date(), need.country)
    offers = [offer for offer in every if concerns(need, offer)]
    gaps = explaining.behind(need, offers, now)
    nearest = [no.nearest] if no.nearest and not gaps else []
    cards = {one.entry.offer.id: one for one in _cards([*(g.nearest for g in gaps), *nearest], now)}
    shown = [gap for gap in gaps if gap.nearest.offer.id in cards]
    return Found(
        (),
        tuple(
            Gap(
                sentences.gap(one.condition, one.count),
                explaining.nearest(need, one.nearest),
                cards[one.nearest.offer.id],
            )
            for one in shown
        ),
        next((cards[one.offer.id] for one in nearest if one.offer.id in cards), None),
        tuple(str(wording.CONDITIONS[condition]) for condition in no.nearest_breaks),
        no.kind_in_country,
        explaining.those_that_speak(need, offers, now),
        tuple(one.condition for one in shown) or no.nearest_breaks,
    )


def card(number: UUID, now: datetime) -> Card | None:
    """The card of one service, as everybody may read it; None where there is none."""
    entry = queries.service(number, now.date())
    if entry is None or not entry.offer.kinds:
        return None
    need = Need(kind=min(entry.offer.kinds), papers=Papers.UNSAID)
    shown = _card(weigh(need, entry.offer, now), entry)
    return replace(shown, days=_days(entry.offer.hours, now))


def _days(hours: Hours, now: datetime) -> tuple[tuple[date, tuple[str, ...]], ...]:
    """The coming days with their times; none where a sentence says it all (never known, always)."""
    if not hours.known:
        return ()
    days = opening.coming_days(hours, now)
    if all(times == ((time(0), time(0)),) for _day, times in days):
        return ()
    return tuple((day, tuple(sentences.span(*one) for one in times)) for day, times in days)
