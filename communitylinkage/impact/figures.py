"""Counting: every figure of some definitions up to a month, for the whole and each country.

Facts are read in one go from their slices (`facts.queries.tally`), each source once. Nothing here
writes, and nothing takes a figure from anywhere else.
"""

import calendar
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communitylinkage.facts import queries as facts
from communitylinkage.facts.rules import Cut, Place, joined
from communitylinkage.impact import sources
from communitylinkage.impact.rules.definition import REGION, Definition
from communitylinkage.impact.rules.evaluating import Amount, Bands, Input, Result, evaluate
from communitylinkage.impact.rules.formula import (
    Atom,
    Count,
    Distinct,
    Given,
    Median,
    atoms,
    written,
)
from communitylinkage.impact.rules.known import COUNTED_BY, SCALES
from communitylinkage.impact.sources import LeftOut, Span
from communitylinkage.organisations.models import Programme

Tallies = Mapping[Cut, Counter[Place]]


@dataclass(frozen=True, slots=True)
class Figure:
    """What a definition comes to in a country (empty: the whole), and what it came from."""

    country: str
    result: Result
    inputs: Mapping[str, Input]


def last_day(month: str) -> date:
    """The last day of a month such as `2026-04`."""
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, calendar.monthrange(year, number)[1])


def span_of(programme: Programme, through: str) -> Span:
    """From the first day of the programme to the end of a month."""
    last = min(last_day(through), programme.ends)
    countries = tuple(sorted(dict.fromkeys(programme.countries)))
    return Span(programme, programme.starts, max(last, programme.starts), countries)


def cut_of(atom: Count | Median) -> Cut:
    """Which facts an atom asks for."""
    by = atom.by if isinstance(atom, Median) else ""
    return Cut(atom.kind, joined(atom.codes), by)


def cuts_of(definition: Definition) -> list[Cut]:
    """The slices that a definition is read from, its own codes laid apart included."""
    told = [one for one in atoms(definition.formula) if isinstance(one, Count | Median)]
    apart = [
        Cut(one.kind, joined(one.codes), name)
        for one in told if isinstance(one, Count) for name in definition.by if name != REGION
    ]  # fmt: skip
    return [*map(cut_of, told), *apart]


def of_programme(definition: Definition) -> bool:
    """Whether everything that it counts says for which programme it was; facts never do."""
    return all(
        isinstance(one, Distinct | Given) and sources.source(one.source).of_programme
        for one in atoms(definition.formula)
    )


def months(span: Span) -> tuple[str, str]:
    """The first and the last month of a span: facts know no days."""
    return f"{span.first:%Y-%m}", f"{span.last:%Y-%m}"


def figures(definitions: Sequence[Definition], span: Span) -> dict[str, dict[str, Figure]]:
    """Code -> country -> figure; the empty country is the whole."""
    wanted = list(dict.fromkeys(one for each in definitions for one in atoms(each.formula)))
    inputs = _inputs(wanted, span)
    return {each.code: _of_one(each, inputs, span) for each in definitions}


def _of_one(
    definition: Definition, inputs: Mapping[str, Mapping[str, Input]], span: Span
) -> dict[str, Figure]:
    texts = [written(one) for one in atoms(definition.formula)]
    found = {}
    for country in ("", *span.countries):
        mine = {text: inputs[text][country] for text in texts}
        found[country] = Figure(country, evaluate(definition.formula, mine, SCALES), mine)
    return found


def _inputs(wanted: Iterable[Atom], span: Span) -> dict[str, sources.ByCountry]:
    told = [one for one in wanted if isinstance(one, Count | Median)]
    tallies = facts.tally([cut_of(one) for one in told], *months(span))
    found: dict[str, sources.ByCountry] = {}
    for atom in wanted:
        if isinstance(atom, Distinct | Given):
            found[written(atom)] = sources.read(atom.source, span, atom.codes)
        else:
            found[written(atom)] = _by_country(atom, tallies[cut_of(atom)], span)
    return found


def parts(definition: Definition, span: Span) -> dict[str, dict[str, dict[str, Input]]]:
    """Country -> organisation -> its own inputs; none where one of the atoms does not tell whose.

    For the gate: what an organisation takes away from a figure that it reads.
    """
    told: dict[str, sources.ByOrganisation] = {}
    for atom in atoms(definition.formula):
        found = _by_organisation(atom, span)
        if found is None:
            return {}
        told[written(atom)] = found
    everybody = sorted({one for by in told.values() for one in by})
    return {
        country: {
            one: {
                text: by[one][country] if one in by else Amount.of(0) for text, by in told.items()
            }
            for one in everybody
        }
        for country in ("", *span.countries)
    }


def _by_organisation(atom: Atom, span: Span) -> sources.ByOrganisation | None:
    if isinstance(atom, Distinct | Given):
        return sources.by_organisation(atom.source, span, atom.codes)
    name = COUNTED_BY.get(atom.kind)
    if name is None or isinstance(atom, Median):
        return None
    cut = Cut(atom.kind, joined(atom.codes), name)
    found: dict[str, Counter[Place]] = defaultdict(Counter)
    for (month, region, who), number in facts.tally([cut], *months(span))[cut].items():
        found[who][month, region, ""] = number
    return {who: _by_country(atom, tally, span) for who, tally in found.items()}


def _by_country(atom: Count | Median, tally: Counter[Place], span: Span) -> sources.ByCountry:
    return {country: _input(atom, tally, span, country) for country in ("", *span.countries)}


def _input(atom: Count | Median, tally: Counter[Place], span: Span, country: str) -> Input:
    values: Counter[str] = Counter()
    for (_month, region, value), number in tally.items():
        if counts_in(region, country, span):
            values[value] += number
    if isinstance(atom, Count):
        return Amount.of(values.total())
    return Bands(tuple((band, values[band]) for band in SCALES[atom.by]))


def counts_in(region: str, country: str, span: Span) -> bool:
    """Whether a fact or a row counts: in its country; in the whole also where that is unknown."""
    return region == country if country else span.has(region)


def apart(definition: Definition, name: str, span: Span, country: str) -> dict[str, int]:
    """A single count laid apart by one of its codes: value -> how often."""
    formula = definition.formula
    if not isinstance(formula, Count):
        return {}
    cut = Cut(formula.kind, joined(formula.codes), name)
    found: Counter[str] = Counter()
    for (_month, region, value), number in facts.tally([cut], *months(span))[cut].items():
        if counts_in(region, country, span):
            found[value] += number
    return dict(found.most_common())


def left_out(atom: Atom, span: Span) -> list[LeftOut]:
    """What an atom does not count, and why."""
    if isinstance(atom, Distinct | Given):
        one = sources.source(atom.source)
        found = [
            *(one.left_out(span, sources.split(atom.codes)) if one.is_here else []),
            sources.elsewhere(atom.source, span, atom.codes),
        ]
    else:
        found = _left_out_of_facts(atom, span)
    return [one for one in found if one.number]


def _left_out_of_facts(atom: Count | Median, span: Span) -> list[LeftOut]:
    cut, every = cut_of(atom), Cut(atom.kind)
    tallies = facts.tally([cut, every], *months(span))
    inside = {
        one: sum(n for (_m, region, _v), n in tally.items() if counts_in(region, "", span))
        for one, tally in tallies.items()
    }
    return [
        LeftOut("other_codes", max(0, inside[every] - inside[cut])),
        LeftOut("elsewhere", tallies[every].total() - inside[every]),
        LeftOut("still_waiting", facts.waiting([atom.kind], months(span)[1])),
    ]
