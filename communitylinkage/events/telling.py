"""An event as the reader gets it: in her language, or in another that is named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Manager

from communitylinkage.events.models import Event, EventText, Session
from communitylinkage.events.rules.days import lies_outside
from communitylinkage.learning.rules.codes import Seat
from communitylinkage.people.pages import reader
from communitylinkage.values.languages import direction, own_name


@dataclass(frozen=True, slots=True)
class Words:
    """A text in one language; `foreign`: it is not the reader's."""

    title: str
    about: str
    language: str
    foreign: bool
    access: str = ""
    minutes: str = ""

    @property
    def direction(self) -> str:
        """Which way it is written."""
        return direction(self.language)

    @property
    def own_name(self) -> str:
        """What its language calls itself."""
        return own_name(self.language)


@dataclass(frozen=True, slots=True)
class Part:
    """A session as a page shows it. `free`: places left, None where there is no limit."""

    row: Session
    words: Words
    interpreted: tuple[str, ...]
    free: int | None
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """The sessions of one day."""

    day: datetime
    parts: tuple[Part, ...]


def _chosen(texts: Manager[Any], chosen: str) -> Any:
    known = {one.language: one for one in sorted(texts.all(), key=lambda one: one.pk)}
    for language in (chosen or reader(), "en"):
        if language in known:
            return known[language]
    return next(iter(known.values()), None)


def words(row: Event | Session, language: str = "") -> Words:
    """Its text in a language, in English, or in the first that it was written in."""
    text = _chosen(row.texts, language)
    if text is None:
        return Words("–", "", reader(), False)
    more = {"access": text.access, "minutes": text.minutes} if isinstance(text, EventText) else {}
    foreign = text.language != (language or reader())
    return Words(text.title, text.about, text.language, foreign, **more)


def languages(row: Event) -> list[tuple[str, str]]:
    """The languages that it is written in, each by its own name."""
    codes = sorted(text.language for text in row.texts.all())
    return [(code, own_name(code)) for code in codes]


def spoken(row: Event) -> list[str]:
    """The languages that are spoken there, each by its own name."""
    return [own_name(code) for code in row.languages]


def part(row: Session, zone: str) -> Part:
    """One session, with the places that are left."""
    there = ZoneInfo(zone)
    free = None
    if row.capacity is not None:
        taken = sum(one.seat == Seat.ENROLLED for one in row.places.all())
        free = max(0, row.capacity - taken)
    heard = tuple(own_name(code) for code in row.interpreted)
    return Part(
        row, words(row), heard, free, row.begins.astimezone(there), row.ends.astimezone(there)
    )


def programme(rows: Iterable[Session], zone: str) -> list[Day]:
    """The programme by days, as the clock there shows them."""
    parts = [part(row, zone) for row in rows]
    days = sorted({one.begins.date() for one in parts})
    by_day = [tuple(one for one in parts if one.begins.date() == day) for day in days]
    return [Day(found[0].begins, found) for found in by_day]


def followed(programme: Iterable[Day]) -> list[Part]:
    """The parts with a link that everybody has who has a place at the event: nobody chooses them,
    because they take as many as come."""
    parts = [one for day in programme for one in day.parts]
    return [one for one in parts if one.row.online and one.row.capacity is None]


def outside(programme: Iterable[Day], event: Event) -> list[Part]:
    """The parts that lie outside the event, since its hours or its last day were changed: whole
    days move its programme, other hours do not."""
    return [
        one for day in programme for one in day.parts
        if lies_outside(one.begins, one.ends, event.begins, event.ends)
    ]  # fmt: skip


def minutes(row: Event) -> Words | None:
    """What was said and decided, in the reader's language or in another; None where nothing is."""
    written = [text for text in sorted(row.texts.all(), key=lambda one: one.pk) if text.minutes]
    by_language = {text.language: text for text in written}
    text = by_language.get(reader()) or by_language.get("en") or (written[0] if written else None)
    if text is None:
        return None
    foreign = text.language != reader()
    return Words(text.title, text.about, text.language, foreign, minutes=text.minutes)
