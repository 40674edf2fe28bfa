"""How persons and things with a country and a day come to a figure, for parts that count them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from communitylinkage.impact.rules.evaluating import Amount
from communitylinkage.impact.sources import ByCountry, ByOrganisation, Dated, Span
from communitylinkage.network.rules.engaging import organisation_code


def by_country(told: Dated, span: Span) -> ByCountry:
    """How many of some (country, day) lie in the span: the whole, and each country of it.

    As of facts, a country outside the programme is not in the whole.
    """
    found = Counter(country for country, day in told if span.first <= day <= span.last)
    return {
        "": Amount.of(sum(number for country, number in found.items() if span.has(country))),
        **{one: Amount.of(found[one]) for one in span.countries},
    }


def by_organisation(told: Iterable[tuple[str, str, date]], span: Span) -> ByOrganisation:
    """The same for each organisation by its code, of (organisation, country, day)."""
    found: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for organisation, country, day in told:
        found[organisation_code(organisation)].append((country, day))
    return {one: by_country(mine, span) for one, mine in found.items()}


def days(told: Iterable[tuple[str, str, date]]) -> Dated:
    """The same without the organisation."""
    return ((country, day) for _organisation, country, day in told)
