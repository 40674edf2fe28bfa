"""Campaigns as the reader gets them: words in her language, groups, countries and languages."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from communitylinkage.campaign import wording
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.people.pages import reader
from communitylinkage.values.languages import own_name

COUNTRY = dict(COUNTRIES)
GROUP = dict(wording.GROUPS)
SIDE = dict(wording.SIDES)


class Spoken(Protocol):
    """Something in one language."""

    language: str


One = TypeVar("One", bound=Spoken)


def best(rows: Iterable[One], *wanted: str) -> One | None:
    """The one in the wanted language, the reader's, English, or the first."""
    found = {row.language: row for row in rows}
    for language in (*wanted, reader(), "en"):
        if language in found:
            return found[language]
    return next(iter(found.values()), None)


def country(code: str) -> str:
    """A country by its name."""
    return str(COUNTRY.get(code, code))


def named(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Languages by their own names."""
    return [(code, own_name(code)) for code in codes]
