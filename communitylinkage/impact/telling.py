"""Figures, mistakes and what was left out, in whole sentences of the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from communitylinkage.impact import wording
from communitylinkage.impact.rules.definition import Definition, Fault, Unit, Wrong
from communitylinkage.impact.rules.evaluating import (
    Amount,
    Band,
    Bands,
    Input,
    Missing,
    Ratio,
    Result,
    Score,
)
from communitylinkage.impact.rules.known import DAYS
from communitylinkage.organisations.wording import COUNTRIES

COUNTRY: dict[str, Any] = dict(COUNTRIES)


def country(code: str) -> str:
    """A country's name; all of them for the empty one."""
    return str(COUNTRY.get(code, code)) if code else _("All together")


def countries(codes: Iterable[str]) -> str:
    """Some countries by their names."""
    return ", ".join(country(code) for code in codes)


def number(value: float) -> str:
    """A number as it is read: no decimals where there are none."""
    return str(number_format(value, 0 if float(value).is_integer() else 1, force_grouping=True))


def figure(found: Result | Input) -> str:
    """A figure in words, without its unit."""
    match found:
        case Amount(low, high) if low == high:
            return number(low)
        case Amount(low, high):
            return _("%(low)s to %(high)s") % {"low": number(low), "high": number(high)}
        case Ratio(value=value, part=part, whole=whole):
            told = {"share": number(round(100 * value)), "part": number(part.low),
                    "whole": number(whole.low or whole.high)}  # fmt: skip
            return _("%(share)s of 100 (%(part)s of %(whole)s)") % told
        case Score(mean=mean, n=n):
            told = {"mean": number(round(mean, 1)), "n": number(n)}
            return _("%(mean)s points more (%(n)s people)") % told
        case Band(code=code):
            return str(wording.BANDS.get(code, code))
        case Bands():
            pairs = (f"{wording.BANDS.get(band, band)}: {number(n)}" for band, n in found.counts)
            return " · ".join(pairs)
        case Missing():
            return "–"


def target(definition: Definition, value: float | None) -> str:
    """A target in words, with its unit."""
    if value is None:
        return ""
    if definition.unit == Unit.DAYS:
        found = (band for band, days in DAYS.items() if days is not None and value <= days)
        return str(wording.BANDS[next(found, "longer")])
    return number(value)


def missing(found: Result) -> str:
    """Why there is no figure; empty where there is one."""
    return str(wording.WHYS[found.why]) if isinstance(found, Missing) else ""


def shown(cell: Mapping[str, Any], unit: Unit) -> str:
    """What the gate let out of one figure, in words."""
    if cell.get("state") == "hidden":
        return _("hidden, so that nobody can be found")
    if "band" in cell:
        return str(wording.BANDS.get(cell["band"], cell["band"]))
    if "value" not in cell:
        return "–"
    if unit == Unit.SHARE:
        return _("%(share)s of 100") % {"share": number(round(100 * cell["value"]))}
    if unit == Unit.POINTS:
        return _("%(mean)s points more") % {"mean": number(cell["value"])}
    if cell["state"] == "rounded":
        return _("about %(number)s") % {"number": number(cell["value"])}
    return figure(
        Amount(cell["value"], max(cell["value"], cell.get("high", 0)))
    )  # a range of reach


def wrong(one: Wrong) -> str:
    """One mistake of a definition in words."""
    if one.fault == Fault.FORMULA and one.formula is not None:
        said = {"place": one.formula.place + 1, "word": one.formula.word[:40]}
        return str(wording.MISTAKES[one.formula.mistake]) % said
    return str(wording.FAULTS[one.fault]) % {"word": one.word}


def wrong_at(one: Wrong) -> str:
    """The same with its line."""
    return _("Line %(line)s: %(words)s") % {"line": one.line, "words": wrong(one)}
