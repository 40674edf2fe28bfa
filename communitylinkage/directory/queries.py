"""What pages read from the directory, as frozen values."""

from dataclasses import dataclass
from datetime import date

from communitylinkage.directory import rules
from communitylinkage.directory.models import HelpLine
from communitylinkage.values import languages


@dataclass(frozen=True, slots=True)
class Number:
    """One telephone number: as it is read, and as it is dialled."""

    shown: str
    dialled: str


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """A language by its own name."""

    code: str
    name: str
    direction: str


@dataclass(frozen=True, slots=True)
class HelpLineEntry:
    """One help line, ready for a page; words of the source are in English."""

    country: str
    name: str
    numbers: tuple[Number, ...]
    round_the_clock: bool
    hours: str
    languages: tuple[SpokenLanguage, ...]
    free: bool
    cost: str
    other_channels: str
    operator: str
    source_title: str
    source_address: str
    source_date: str
    source_age: rules.SourceAge
    confirmed_on: date | None


def _entry(row: HelpLine) -> HelpLineEntry:
    return HelpLineEntry(
        country=row.country,
        name=row.name,
        numbers=tuple(Number(n, rules.dialled(n)) for n in rules.numbers_in(row.number)),
        round_the_clock=rules.is_round_the_clock(row.hours),
        hours=row.hours,
        languages=tuple(
            SpokenLanguage(code, languages.own_name(code), languages.direction(code))
            for code in row.languages.split()
        ),
        free=rules.is_free(row.cost),
        cost=row.cost,
        other_channels=row.other_channels,
        operator=row.operator,
        source_title=row.source_title,
        source_address=row.source_address,
        source_date=row.source_date,
        source_age=rules.source_age(row.source_date),
        confirmed_on=row.confirmed_on,
    )


def help_lines() -> list[HelpLineEntry]:
    """All help lines, by country code, then in the order of their list."""
    return [_entry(row) for row in HelpLine.objects.all()]


def help_lines_are_loaded() -> bool:
    """Whether the seed has been loaded."""
    return HelpLine.objects.exists()
