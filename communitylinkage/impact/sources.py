"""What formulas may ask parts for: a registry of named sources, each with the part that owns it.

A source counts its part's own rows (DESIGN 3, rule 10); it never gives a row of a woman. A part
that wants to be counted adds a `Source` to `own_sources.py` (learning and support have files of
their own), or, where it may be missing from an installation, to `later_sources.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps

from communitylinkage.impact.rules.evaluating import Amount, Input, Missing, Score, Why
from communitylinkage.impact.rules.formula import Gives, Known, SourceFacts
from communitylinkage.impact.rules.known import KINDS, SCALES
from communitylinkage.organisations.models import Programme
from communitylinkage.people.access import Viewer

if TYPE_CHECKING:
    from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, both counted, in a programme and its countries.

    `everywhere`: its whole counts all other countries too, to say how many are left out there.
    """

    programme: Programme
    first: date
    last: date
    countries: tuple[str, ...]
    everywhere: bool = False

    @property
    def places(self) -> tuple[str, ...]:
        """What counts in the whole: its countries, and where nobody knows the country."""
        return ("", *self.countries)

    def has(self, country: str) -> bool:
        """Whether something of a country counts in the whole."""
        return self.everywhere or country in self.places


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was counted, which the reader may see. `address`: its page; empty: none."""

    words: str
    day: date | None = None
    country: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was not counted: a code of `wording.LEFT_OUT`, and how many."""

    code: str
    number: int


# Name -> value of the codes in a formula.
Codes = Mapping[str, str]
# A country and a day for each person or thing.
Dated = Iterable[tuple[str, date]]
# Country -> what was counted; the empty country is the whole.
ByCountry = Mapping[str, Input]
# An organisation's code -> the same of what it counted itself.
ByOrganisation = Mapping[str, ByCountry]


def _nothing(_span: Span, _codes: Codes) -> list[LeftOut]:
    return []


def _no_days(_codes: Codes) -> Dated:
    return []


@dataclass(frozen=True, slots=True)
class Source:
    """A figure that a part gives.

    Args:
        name: as formulas write it. owner: the part. read: counts, for the whole and each country.
        rows: one for each that is counted, those that a viewer may see; None: it shows nobody
            any, as of women. left_out: what was not counted, and why.
        days: of each that is counted, to look at its history; many sources have none.
        by: what each organisation counted, for the gate, never published; None, also as an answer:
            nobody can tell.
        app: must be installed; empty: always there.
        of_programme: it counts for one programme alone; others count whatever is in its countries.
    """

    name: str
    owner: str
    words: "Promise"
    read: Callable[[Span, Codes], ByCountry]
    gives: Gives = Gives.NUMBER
    computed: bool = False
    codes: Mapping[str, tuple[str, ...]] | None = None
    rows: Callable[[Viewer, Span, Codes], list[Row]] | None = None
    left_out: Callable[[Span, Codes], list[LeftOut]] = _nothing
    days: Callable[[Codes], Dated] = _no_days
    by: Callable[[Span, Codes], ByOrganisation | None] | None = None
    app: str = ""
    of_programme: bool = False

    @property
    def is_here(self) -> bool:
        """Whether its part is installed."""
        return not self.app or apps.is_installed(self.app)


def _registry() -> dict[str, Source]:
    # Here, so that all of them can read the protocol above.
    from communitylinkage.impact.later_sources import LATER
    from communitylinkage.impact.learning_sources import LEARNING
    from communitylinkage.impact.own_sources import OWN
    from communitylinkage.impact.women_sources import WOMEN

    return {one.name: one for one in (*LEARNING, *WOMEN, *OWN, *LATER)}


def source(name: str) -> Source:
    """A source by its name. KeyError where there is none."""
    return _registry()[name]


def sources() -> tuple[Source, ...]:
    """All of them, by name."""
    return tuple(sorted(_registry().values(), key=lambda one: one.name))


def known() -> Known:
    """What a formula may name."""
    told = {one.name: SourceFacts(one.gives, one.codes or {}, one.computed) for one in sources()}
    return Known(KINDS, told, SCALES)


def read(name: str, span: Span, codes: Iterable[str]) -> ByCountry:
    """Counts a source; says so where its part is not installed."""
    one = source(name)
    if not one.is_here:
        return dict.fromkeys(["", *span.countries], Missing(Why.NOT_INSTALLED))
    return one.read(span, split(codes))


def elsewhere(name: str, span: Span, codes: Iterable[str]) -> LeftOut:
    """How many a source would count besides in countries that are not in the programme."""
    if source(name).of_programme:
        return LeftOut("elsewhere", 0)
    told = tuple(codes)
    inside, all_of_it = (
        _number(read(name, one, told)[""]) for one in (span, replace(span, everywhere=True))
    )
    return LeftOut("elsewhere", all_of_it - inside)


def _number(found: Input) -> int:
    match found:
        case Amount(low=low):
            return low
        case Score(n=n):
            return n
        case _:
            return 0


def by_organisation(name: str, span: Span, codes: Iterable[str]) -> ByOrganisation | None:
    """The same for each organisation that counted some; None where nobody can tell."""
    one = source(name)
    return one.by(span, split(codes)) if one.is_here and one.by else None


def days(name: str, span: Span, codes: Iterable[str]) -> Dated:
    """Country and day of each that a source counts in a span; nothing where it does not tell."""
    told = source(name).days(split(codes))
    return ((country, day) for country, day in told if span.first <= day <= span.last)


def split(codes: Iterable[str]) -> dict[str, str]:
    """`track:mentors` -> track, mentors."""
    pairs = (code.partition(":") for code in codes)
    return {name: value for name, _colon, value in pairs}
