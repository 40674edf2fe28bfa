"""Rows of the plan and sections in the reader's language, or in another that is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from communitylinkage.people.pages import reader
from communitylinkage.reports import wording
from communitylinkage.reports.models import Report
from communitylinkage.reports.rules.plan import Level, Stand, weight
from communitylinkage.values.languages import direction, own_name
from communitylinkage.values.telling import NOTHING, best

KIND = dict(wording.REPORT_KINDS)
LEVEL = dict(wording.LEVELS)


@dataclass(frozen=True, slots=True)
class Said:
    """Words in one language; `foreign`: it is not the reader's."""

    text: str
    language: str

    @property
    def foreign(self) -> bool:
        """Whether it is not in the reader's language."""
        return self.language != reader()

    @property
    def direction(self) -> str:
        """Which way it is written."""
        return direction(self.language)

    @property
    def own_name(self) -> str:
        """What its language calls itself."""
        return own_name(self.language)

    def __str__(self) -> str:
        return self.text


def said(words: Mapping[str, str], chosen: str = "") -> Said:
    """Words by language: in the chosen one, the reader's, English, or another."""
    there = [code for code, text in words.items() if text]
    language = best(there, chosen, reader())
    return Said(words[language], language) if language else Said(NOTHING, reader())


def day(value: date | None) -> str:
    """A day as it is read; nothing where there is none."""
    return date_format(value) if value else ""


def quarter(code: str) -> str:
    """A quarter such as `2026-4` in words."""
    year, _dash, number = code.partition("-")
    return _("Quarter %(number)s of %(year)s") % {"number": number, "year": year}


def number(value: float) -> str:
    """Days of work: halves where there are halves."""
    places = 0 if float(value).is_integer() else 1
    return str(number_format(value, places, force_grouping=True))


def stand(value: Stand) -> str:
    """How something stands."""
    return str(wording.STANDS[value])


def level(value: int) -> str:
    """A level of three."""
    return str(LEVEL[Level(value).value])


def weighed(likelihood: int, severity: int) -> str:
    """How much a risk weighs."""
    return level(weight(likelihood, severity))


def title(row: Report) -> str:
    """What a report is called: its kind and, from the second on, its version."""
    kind = str(KIND[row.kind])
    if row.version == 1:
        return kind
    return _("%(kind)s, version %(number)s") % {"kind": kind, "number": row.version}
