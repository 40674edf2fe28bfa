"""Doubts about what is counted by month: a month that stands out, a count that has stopped."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse

from communitylinkage.facts import queries as facts
from communitylinkage.impact import figures, queries, sources
from communitylinkage.impact.queries import Indicator
from communitylinkage.impact.rules.formula import Atom, Count, Distinct, Given, Median, atoms
from communitylinkage.impact.rules.quality.doubts import Check, Doubt
from communitylinkage.impact.rules.quality.quiet import quiet
from communitylinkage.impact.rules.quality.unusual import unusual
from communitylinkage.organisations.models import Programme

# Country -> month -> how many.
ByMonth = Mapping[str, Counter[str]]


def doubts(programme: Programme, today: date) -> list[Doubt]:
    """Every count of the published indicators, in each country, against its own history."""
    months = queries.closed_months(programme, today)[::-1]
    if not months:
        return []
    span = figures.span_of(programme, months[-1])
    found = []
    for one, counts in _counts(queries.indicators(programme), span):
        for country in span.countries:
            history = [(month, counts[country][month]) for month in months]
            found += _of_one(one, programme, country, history)
    return found


def _of_one(
    one: Indicator, programme: Programme, country: str, history: list[tuple[str, int]]
) -> list[Doubt]:
    trace = reverse("impact_trace", args=[one.code])
    address = f"{trace}?country={country}&programme={programme.pk}"
    found = [
        Doubt(Check.UNUSUAL, one.code, country, None, month.number, address, 0, month.month,
              (month.low, month.high))
        for month in unusual(history)
    ]  # fmt: skip
    if told := quiet(history):
        found.append(
            Doubt(Check.QUIET, one.code, country, None, told.months, address, told.longest,
                  told.since)
        )  # fmt: skip
    return found


def _counts(told: Iterable[Indicator], span: sources.Span) -> list[tuple[Indicator, ByMonth]]:
    """Each thing that is counted once, under the first indicator that counts it; the widest of
    several counts of a kind stands for it, so that a share is not told of twice."""
    firsts: dict[str, tuple[Indicator, Atom]] = {}
    for one in told:
        for atom in atoms(one.definition.formula):
            name = atom.kind if isinstance(atom, Count | Median) else f"{atom.source} {atom.codes}"
            known = firsts.get(name)
            if known is None:
                firsts[name] = one, atom
            elif isinstance(atom, Count) and len(atom.codes) < len(known[1].codes):
                firsts[name] = known[0], atom
    cuts = {
        name: figures.cut_of(atom)
        for name, (_one, atom) in firsts.items()
        if isinstance(atom, Count | Median)
    }
    tallies = facts.tally(cuts.values(), *figures.months(span))
    found: list[tuple[Indicator, ByMonth]] = []
    for name, (one, atom) in firsts.items():
        by_month: dict[str, Counter[str]] = defaultdict(Counter)
        if name in cuts:
            for (month, region, _value), number in tallies[cuts[name]].items():
                by_month[region][month] += number
        elif isinstance(atom, Distinct | Given):
            for country, day in sources.days(atom.source, span, atom.codes):
                by_month[country][f"{day:%Y-%m}"] += 1
        found.append((one, by_month))
    return found
