"""What was measured, as a page says it: rows, shares, sentences; estimates are rounded."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.utils.translation import gettext as _

from communitylinkage.coverage import queries, wording
from communitylinkage.coverage.choosing import Chosen
from communitylinkage.coverage.models import Region
from communitylinkage.coverage.queries import Country
from communitylinkage.coverage.rules import findings, mends
from communitylinkage.coverage.rules.levels import Level, gaps
from communitylinkage.coverage.rules.mends import Change
from communitylinkage.coverage.rules.picture import Map, drawing
from communitylinkage.coverage.rules.reach import AFAR, NOWHERE
from communitylinkage.coverage.rules.situations import KINDS, SITUATIONS, Situation
from communitylinkage.directory.queries import made_up_among
from communitylinkage.matching.index import LANGUAGES
from communitylinkage.matching.need import Help
from communitylinkage.values.languages import own_name


def about(number: float) -> int:
    """Two figures that say something, the rest zeros."""
    whole = round(number)
    return whole if whole < 100 else round(whole, 2 - len(str(whole)))


@dataclass(frozen=True, slots=True)
class Row:
    """A region: how she can use what there is, and how far the next is.

    Args:
        km: to the nearest that she can use, direct: to the nearest in her language; None where
            there is none; 0 by telephone. women: about how many it concerns.
    """

    region: Region
    level: Level
    km: int | None
    direct: int | None
    women: int

    @property
    def words(self) -> str:
        """The level in words."""
        return str(wording.LEVELS[self.level])


def _km(value: int) -> int | None:
    return None if value == NOWHERE else int(value)


def rows(country: Country, chosen: Chosen) -> list[Row]:
    """The regions, those with a gap and most women first."""
    situation, kind, language = chosen.places
    found = [
        Row(
            region=region,
            level=Level(int(country.levels[situation, kind, language, at])),
            km=_km(country.usable[situation, kind, language, at]),
            direct=_km(country.cells[situation, kind, language, at]),
            women=about(country.women[language, at]),
        )
        for at, region in enumerate(country.regions)
    ]
    return sorted(found, key=lambda row: (row.level > Level.FAR, -row.women, row.region.code))


def way(km: int | None) -> str:
    """A distance in words."""
    if km is None:
        return _("none in the country")
    return _("by telephone") if km == AFAR else _("%(km)d km") % {"km": km}


@dataclass(frozen=True, slots=True)
class Bar:
    """How many regions and women have a level. `share`: of a hundred women."""

    level: Level
    words: str
    told: str
    regions: int
    share: int


def bars(country: Country, chosen: Chosen) -> list[Bar]:
    """All levels, the best first."""
    situation, kind, language = chosen.places
    here, women = country.levels[situation, kind, language], country.women[language]
    whole = float(women.sum()) or 1.0
    return [
        Bar(level, str(wording.LEVELS[level]), str(wording.LEVELS_TOLD[level]),
            int((here == level).sum()), round(100 * float(women[here == level].sum()) / whole))
        for level in sorted(Level, reverse=True)
    ]  # fmt: skip


def picture(country: Country, chosen: Chosen, cell: str = "") -> Map | None:
    """The map of what was chosen."""
    situation, kind, language = chosen.places
    told = [int(one) for one in country.levels[situation, kind, language]]
    return drawing([region.cell for region in country.regions], told, cell)


@dataclass(frozen=True, slots=True)
class Share:
    """One kind of help in one situation: of a hundred women, how many have something in reach."""

    kind: str
    situation: str
    share: int
    gaps: int


def grid(country: Country, language: str) -> list[tuple[str, list[Share]]]:
    """Each kind of help over all situations."""
    at = LANGUAGES.index(language)
    women, missing = country.women[at], gaps(country.levels[:, :, at])
    whole = float(women.sum()) or 1.0
    reached = np.rint(100 * (~missing * women).sum(axis=2) / whole).astype(int)
    return [
        (str(wording.KINDS[kind]), [
            Share(kind.value, situation.value, int(reached[s, k]), int(missing[s, k].sum()))
            for s, situation in enumerate(SITUATIONS)
        ])
        for k, kind in enumerate(KINDS)
    ]  # fmt: skip


def levels_at(country: Country, code: str, language: str) -> list[tuple[str, list[str]]]:
    """One region: each kind of help over all situations, in words."""
    region = next(at for at, one in enumerate(country.regions) if one.code == code)
    here = country.levels[:, :, LANGUAGES.index(language), region]
    return [
        (str(wording.KINDS[kind]),
         [str(wording.LEVELS[Level(int(here[s, k]))]) for s in range(len(SITUATIONS))])
        for k, kind in enumerate(KINDS)
    ]  # fmt: skip


def spoken(country: Country) -> list[int]:
    """The languages that are looked at: of women who were counted, else of services and mentors."""
    if country.weighed:
        return [int(one) for one in np.flatnonzero(country.women.sum(axis=1))]
    known = int(np.bitwise_or.reduce(country.supply.speaks)) if len(country.supply) else 0
    with_mentor = np.asarray(country.mentors.any(axis=1))
    return [at for at in range(len(LANGUAGES)) if known >> at & 1 or with_mentor[at]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence or two of what the list does not show, and where the map shows it."""

    services: str
    women: str
    regions: str
    query: str


def found(country: Country) -> list[Finding]:
    """What situations take away from women who have it otherwise."""
    told = findings.lost(country.levels, country.supply, country.women, spoken(country))
    return [_finding(country, one) for one in told]


def _finding(country: Country, one: findings.Finding) -> Finding:
    chosen = Chosen(country.code, LANGUAGES[one.language], KINDS[one.kind].value,
                    SITUATIONS[one.situation].value)  # fmt: skip
    words = chosen.words | {
        "services": one.services, "left": one.left, "women": f"{about(one.women):,}",
        "regions": one.regions,
    }  # fmt: skip
    return Finding(
        _("%(kind)s, %(language)s. Services in the country that understand her: %(services)d. "
          "If %(situation)s, so many of them are left: %(left)d.") % words,
        _("Women who then have nothing within reach, and would have it otherwise: about "
          "%(women)s, in %(regions)d regions.") % words,
        _("Regions in which nothing is left within reach: %(regions)d.") % words,
        chosen.query,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MendLine:
    """One change, in words.

    Args:
        number, where: the service and its name; None and the region where a mentor would live.
        made_up: the service is one of the demo's.
    """

    number: UUID | None
    where: str
    made_up: bool
    change: str
    gaps: int
    regions: int
    women: int
    width: int


def mended(country: Country, chosen: Chosen, most: int = 20) -> list[MendLine]:
    """The changes that bring most for what was chosen."""
    wanted = np.zeros((len(SITUATIONS), len(KINDS)), dtype=np.bool_)
    across = [SITUATIONS.index(Situation(chosen.situation))] if chosen.situation else slice(None)
    wanted[across, [KINDS.index(Help(chosen.kind))] if chosen.kind else slice(None)] = True
    languages = [LANGUAGES.index(chosen.language)] if chosen.language else spoken(country)
    best = mends.smallest(country.ground(wanted, languages), most)
    ids = [UUID(str(country.supply.ids[one.service])) for one in best if one.service is not None]
    names, made_up = queries.names_of(ids), made_up_among(ids)
    top = max((one.worth for one in best), default=0.0) or 1.0
    return [_line(country, one, names, made_up, top) for one in best]


def _line(
    country: Country,
    mend: mends.Mend,
    names: dict[UUID, str],
    made_up: Collection[UUID],
    top: float,
) -> MendLine:
    number = None if mend.service is None else UUID(str(country.supply.ids[mend.service]))
    region = None if mend.region is None else country.regions[mend.region].name
    language = "" if mend.language is None else own_name(LANGUAGES[mend.language])
    return MendLine(
        number=number,
        where=names.get(number, "?") if number else region or "",
        made_up=number in made_up,
        change=str(wording.CHANGES[Change(mend.change)]) % {"language": language},
        gaps=mend.gaps,
        regions=mend.regions,
        women=about(mend.weight),
        width=max(1, round(300 * mend.worth / top)),
    )


HEAD: Sequence[str] = (
    "country", "region", "name", "language", "kind", "situation", "level", "km", "km_language",
)  # fmt: skip


def cells(row: Row, chosen: Chosen) -> tuple[object, ...]:
    """A region in a file: codes, so that other programs can read it."""
    return (
        chosen.country, row.region.code, row.region.name, chosen.language, chosen.kind,
        chosen.situation, row.level.name.lower(), row.km, row.direct,
    )  # fmt: skip
