"""A practice as the reader gets it: in her language, or in another that is named."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.people.pages import reader
from communitylinkage.practices import wording
from communitylinkage.practices.models import Review, Text, Version
from communitylinkage.practices.rules.content import Topic, reference
from communitylinkage.practices.rules.review import Criterion
from communitylinkage.research.queries import findings_told
from communitylinkage.values.languages import direction, own_name

COUNTRY = dict(COUNTRIES)


@dataclass(frozen=True, slots=True)
class Told:
    """One text of a version.

    Args:
        foreign: whether it is not in the reader's language. parts: heading and words of each.
    """

    title: str
    language: str
    foreign: bool
    parts: tuple[tuple[str, str], ...]

    @property
    def direction(self) -> str:
        """Which way it is written."""
        return direction(self.language)

    @property
    def own_name(self) -> str:
        """What its language calls itself."""
        return own_name(self.language)


def told(row: Version, chosen: str = "") -> Told:
    """Its text: in the chosen language, the reader's, English, or the first it was written in."""
    texts = {text.language: text for text in sorted(row.texts.all(), key=lambda one: one.pk)}
    for language in (chosen, reader(), "en"):
        if language in texts:
            return _told(texts[language])
    first = next(iter(texts.values()), None)
    return _told(first) if first else Told("–", reader(), False, ())


def _told(text: Text) -> Told:
    parts = [(str(words), getattr(text, name)) for name, words in wording.PARTS.items()]
    foreign = text.language != reader()
    return Told(text.title, text.language, foreign, tuple(part for part in parts if part[1]))


def languages(row: Version) -> list[tuple[str, str]]:
    """The languages that it can be read in, each by its own name."""
    codes = sorted({text.language for text in row.texts.all()})
    return [(code, own_name(code)) for code in codes]


def wanted_in(row: Version) -> list[tuple[str, str]]:
    """The languages of our pages that nobody has written it in yet."""
    there = {code for code, _name in languages(row)}
    return [(code, own_name(code)) for code, _name in settings.LANGUAGES if code not in there]


def topics(codes: Iterable[str]) -> list[str]:
    """Problems in words; one that is no topic any more is left out."""
    return [str(wording.TOPICS[Topic(one)]) for one in codes if one in set(Topic)]


def country(code: str) -> str:
    """A country by its name."""
    return str(COUNTRY.get(code, code))


def address(row: Version) -> str:
    """Where this version lies for good; the language of the reader is put in on the way."""
    return f"{settings.SITE_ADDRESS}/practices/{row.practice.reference}/{row.number}/"


def citation(row: Version) -> str:
    """How it is named in a paper."""
    said = {
        "organisation": row.practice.organisation.name,
        "year": row.published_at.year if row.published_at else "",
        "title": told(row).title,
        "number": row.number,
        "address": address(row),
    }
    return _("%(organisation)s (%(year)s). %(title)s. Version %(number)s. %(address)s") % said


def evidence(row: Version) -> list[tuple[str, str]]:
    """What proves it: a title and where it can be read; empty where that is not public."""
    pairs = [(to, title, reference(to)) for to, title in row.evidence]
    numbers = [ref[1] for _to, _title, ref in pairs if ref and ref[0] == "finding"]
    public = findings_told(numbers) if numbers else {}
    return [(title, public.get(ref[1], "") if ref else to) for to, title, ref in pairs]


def review(row: Review) -> list[tuple[str, str, str]]:
    """Each criterion with what was said and why."""
    marks = dict(wording.MARKS)
    return [
        (str(words), str(marks[row.marks[one.value]]), row.words.get(one.value, ""))
        for one, words in ((Criterion(key), said) for key, said in wording.CRITERIA.items())
    ]
