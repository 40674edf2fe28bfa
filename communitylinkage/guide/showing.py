"""Search results and service cards, ready for a page: each note already a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from communitylinkage.directory import queries
from communitylinkage.directory.queries import PlaceFound, ServiceEntry, SpokenLanguage
from communitylinkage.guide import explaining, sentences, wording
from communitylinkage.matching.answer import Condition, Note, Result, concerns, match, weigh
from communitylinkage.matching.need import Need, Papers
from communitylinkage.values import languages


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
    )


def places(those: Iterable[PlaceFound]) -> list[ShownPlace]:
    """Places as a page names them."""
    return [ShownPlace(p.id, p.name, wording.country_name(p.country)) for p in those]


def found(need: Need, now: datetime) -> Found:
    """What answers a need, or why nothing does and what is nearest."""
    entries = {entry.offer.id: entry for entry in queries.services_for(need.kind, now.date())}
    answer = match(need, (entry.offer for entry in entries.values()), now)

    def card(result: Result) -> Card:
        return _card(result, entries[result.offer.id])

    no = answer.explained
    if no is None:
        return Found(tuple(card(result) for result in answer.results))
    offers = [entry.offer for entry in entries.values() if concerns(need, entry.offer)]
    gaps = explaining.behind(need, offers, now)
    return Found(
        (),
        tuple(
            Gap(
                sentences.gap(one.condition, one.count),
                explaining.nearest(need, one.nearest),
                card(one.nearest),
            )
            for one in gaps
        ),
        card(no.nearest) if no.nearest and not gaps else None,
        tuple(str(wording.CONDITIONS[condition]) for condition in no.nearest_breaks),
        no.kind_in_country,
        explaining.those_that_speak(need, offers, now),
        tuple(one.condition for one in gaps) or no.nearest_breaks,
    )


def card(number: UUID, now: datetime) -> Card | None:
    """The card of one service, as everybody may read it; None where there is none."""
    entry = queries.service(number, now.date())
    if entry is None or not entry.offer.kinds:
        return None
    need = Need(kind=min(entry.offer.kinds), papers=Papers.UNSAID)
    return _card(weigh(need, entry.offer, now), entry)
