"""How many women a cell concerns: by origin and region where that was brought in, else by people.

Who comes from a country is counted with the first of its languages that our list has. It is
often not her own, and pages say so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communitylinkage.matching.index import LANGUAGES

Women = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """Women of one origin who live in some regions.

    Args:
        region: a region, an area of the country, or the country: as the file names it.
    """

    region: str
    origin: str
    women: int


@dataclass(frozen=True, slots=True)
class Place:
    """A region as a file may name it.

    Args:
        areas: area of the country (GeoNames admin1) -> how many people of the region live there.
    """

    code: str
    country: str
    people: int
    areas: Mapping[str, int]

    def share(self, named: str) -> int:
        """How many of its people live in what a file names."""
        if named in (self.code, self.country):
            return self.people
        country, _dot, area = named.partition(".")
        return self.areas.get(area, 0) if country == self.country else 0


def by_people(places: Sequence[Place]) -> Women:
    """Every language alike: women are taken to be half of the people."""
    people = np.array([one.people / 2 for one in places], dtype=np.float64)
    return np.repeat(people[None, :], len(LANGUAGES), axis=0)


def by_origin(rows: Iterable[Row], places: Sequence[Place], speaks: Mapping[str, str]) -> Women:
    """Women by language and region; an area's are spread over its regions as its people are.

    Args:
        speaks: origin -> the language that it is counted with.
    """
    countries, codes = {one.country for one in places}, {one.code for one in places}
    found = np.zeros((len(LANGUAGES), len(places)), dtype=np.float64)
    women: dict[str, dict[str, int]] = {}
    for row in rows:
        language = speaks.get(row.origin)
        is_here = row.region in codes or row.region.partition(".")[0] in countries
        if is_here and language in LANGUAGES:
            of_region = women.setdefault(row.region, {})
            of_region[language] = of_region.get(language, 0) + row.women
    for named, by_language in women.items():
        shares = np.array([one.share(named) for one in places], dtype=np.float64)
        if shares.sum():
            for language, number in by_language.items():
                found[LANGUAGES.index(language)] += number * shares / shares.sum()
    return found
