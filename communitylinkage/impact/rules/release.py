"""A frozen indicator on its way through the gate: the table that others may see, and its figures.

What was counted by each reporting date is laid out as what each date added, so that the gate knows
what readers could subtract.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.ledger import Entry, Ledger
from communitylinkage.disclosure.policy import PARTNERS, PUBLIC, Policy, organisations_known
from communitylinkage.disclosure.published import Published, Shown, State
from communitylinkage.disclosure.ratios import share
from communitylinkage.disclosure.table import TOTAL, Counts, Dimension, Table
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
from communitylinkage.impact.rules.known import SCALES
from communitylinkage.impact.rules.mending import mended

# Published practices, procedures and reach stand for nobody, and everybody may read them.
OPEN = {"partners": Policy("partners", 1), "public": Policy("public", 0)}
# How many an organisation counted is in its own reports; what it works out of others' is kept.
STRICT = {"partners": organisations_known(PARTNERS), "public": organisations_known(PUBLIC)}
ELSEWHERE, WHOLE = "ZZ", "whole"
PART, REST = "part", "rest"


class CorrectedError(ValueError):
    """A figure went down, and what was let out of it before does not fit any more."""


@dataclass(frozen=True, slots=True)
class Point:
    """An indicator at a reporting date.

    Args:
        through: its month. results: by country, the empty one for the whole. bands: for a median.
        by: what each organisation counted itself of the same.
    """

    through: str
    results: Mapping[str, Result]
    bands: Mapping[str, Input]
    by: Mapping[str, "Point"] = field(default_factory=dict)


# Country (or ELSEWHERE, WHOLE) -> value of the second dimension ("" where there is none) -> count.
Counted = dict[str, dict[str, int]]


def counted(point: Point) -> Counted:
    """The persons or cases behind an indicator, by country and, for shares and waits, by part."""
    countries = [one for one in point.results if one]
    told = {one: _counts(point.results[one], point.bands.get(one)) for one in countries}
    whole = _counts(point.results.get(""), point.bands.get(""))
    if all(isinstance(point.results[one], Missing) for one in countries):
        return {WHOLE: whole}
    rest = {
        code: number - sum(one.get(code, 0) for one in told.values())
        for code, number in whole.items()
    }
    # Who was counted in two countries makes the rest negative: the parts then say more than the
    # whole, and the page says so.
    return told | ({ELSEWHERE: rest} if any(rest.values()) and min(rest.values()) >= 0 else {})


def _counts(result: Result | None, bands: Input | None) -> dict[str, int]:
    match result:
        case Amount(low, _high):
            return {"": low}
        case Score(n=n):
            return {"": n}
        case Ratio(part=part, whole=whole):
            return {PART: part.low, REST: max(0, whole.low - part.low)}
        case Band() if isinstance(bands, Bands):
            return dict(bands.counts)
        case _:
            return {}


def table(
    series: str, points: Sequence[Point], ledger: Ledger, later: Sequence[Point] = ()
) -> Table:
    """What each reporting date added.

    A later date that readers were told of stands beside, for the gate: what they know of it less
    this table is what was added in between. Where a figure went down, the earlier dates are mended
    so that they agree with what readers were told of them. Of a date at which nothing was let out
    nobody can subtract, so it stands in no later one's way.

    Args:
        later: the reporting dates after the last of `points`.

    Raises:
        CorrectedError: something went down below what readers were told.
        ValueError: nothing was counted at all.
    """
    entries = [entry for entry in ledger.entries if entry.series == series]
    through = points[-1].through
    if any(max(one.periods) > through and through not in one.periods for one in entries):
        # A correction left this date out of what a later one was judged by.
        raise CorrectedError(series)
    known = {through, *(period for entry in entries for period in entry.periods)}
    points = [*points, *(one for one in later if one.through in known)]
    told = [counted(one) for one in points]
    places = sorted({place for one in told for place in one})
    codes = sorted({code for one in told for values in one.values() for code in values})
    if not places or not codes:
        raise ValueError(series)
    counts = _laid(told, places, codes)
    dimensions = [Dimension.of("country", places)]
    if codes != [""]:
        dimensions.append(Dimension.of("part", codes))
    whose = sorted({who for one in points for who in one.by})
    own = {
        who: _laid([counted(one.by[who]) if who in one.by else {} for one in points], places, codes)
        for who in whose
    }
    times = tuple(one.through for one in points)
    added = _added(counts)
    if (added < 0).any():
        kept = [at for at, time in enumerate(times) if time in known]
        times = tuple(times[at] for at in kept)
        counts, own = counts[kept], {who: part[kept] for who, part in own.items()}
        said = [one for entry in entries for one in entry.statements]
        history = mended(counts, times, dimensions, said)
        at = times.index(through)
        if history is None or (history[: at + 1].sum(axis=0) != counts[at]).any():
            raise CorrectedError(series)
        added = history
    # What all others added is never below zero nor above the whole, also where that was mended.
    others = {who: _added(np.maximum(counts - part, 0)) for who, part in own.items()}
    by = {who: added - np.clip(rest, 0, added) for who, rest in others.items()}
    end = times.index(through) + 1
    return Table(series, tuple(dimensions), times[:end], added, by, beside=times[end:])


def _laid(told: Sequence[Counted], places: Sequence[str], codes: Sequence[str]) -> Counts:
    """By date, place and code; without codes where there is only the one that says nothing."""
    found = np.array(
        [[[one.get(place, {}).get(code, 0) for code in codes] for place in places] for one in told],
        dtype=np.int64,
    )
    return found[:, :, 0] if list(codes) == [""] else found


def _added(counts: Counts) -> Counts:
    return np.diff(counts, axis=0, prepend=np.zeros_like(counts[:1]))


def release(
    series: str, points: Sequence[Point], audience: str, personal: bool, ledger: Ledger,
    later: Sequence[Point] = (),
) -> tuple[dict[str, Any], Entry | None]:  # fmt: skip
    """What an audience may read of the last point, by country (empty: all), and the ledger's entry.

    Where there is no figure at all, it is said why, and there is no entry.

    Args:
        later: the reporting dates after the last point, of which readers may know already.

    Raises:
        CorrectedError: a figure went down, so that what was let out before is not true any more.
        communitylinkage.disclosure.suppress.UnsafeError: it cannot be made safe.
        ValueError: nothing was counted.
    """
    results = points[-1].results
    if all(isinstance(one, Missing) for one in results.values()):
        return {country: _missing(one) for country, one in results.items()}, None
    if not personal:
        # Nobody stands behind it: it may go down again, and what was shown before hides nothing.
        points, ledger, later = points[-1:], Ledger(), ()
    policy = (STRICT if personal else OPEN)[audience]
    published = publish(table(series, points, ledger, later), policy, ledger)
    shown = {}
    for country in results:
        place = country or TOTAL
        if place in dict(published.dimensions)["country"]:
            shown[country] = _shown(published, place, results[country], personal)
        else:
            shown[country] = _missing(results[country])
    return shown, published.entry if personal else None


def _missing(result: Result) -> dict[str, Any]:
    return {"state": "missing"} | ({"why": result.why.value} if isinstance(result, Missing) else {})


def _shown(published: Published, place: str, result: Result, personal: bool) -> dict[str, Any]:
    hidden = {"state": State.HIDDEN.value}
    match result:
        case Missing():
            return _missing(result)
        case Ratio():
            found = share(published.cell(place, PART), published.cell(place))
            if found is None:
                return hidden
            return {"state": "value", "value": found.value, "low": found.low, "high": found.high}
        case Band():
            return _band(published, place) or hidden
        case Score(mean=mean):
            cell = published.cell(place)
            return _cell(cell) | {"value": round(mean), "n": cell.value} if cell.value else hidden
        case Amount(high=high):
            # Of persons the upper end tells how few may be counted twice; it passes no gate.
            return _cell(published.cell(place)) | ({} if personal else {"high": high})


def _cell(cell: Shown) -> dict[str, Any]:
    if cell.value is None:
        return {"state": State.HIDDEN.value}
    return {"state": cell.state.value, "value": cell.value, "low": cell.low, "high": cell.high}


def _band(published: Published, place: str) -> dict[str, Any] | None:
    """The middle band, from shown cells only; nothing where one of them is hidden."""
    codes = [code for code in dict(published.dimensions)["part"] if code != TOTAL]
    told = {code: published.cell(place, code).value for code in codes}
    if any(value is None for value in told.values()):
        return None
    counts = {code: value for code, value in told.items() if value is not None}
    scale = next((one for one in SCALES.values() if set(codes) <= set(one)), ())
    total, seen = sum(counts.values()), 0
    for band in scale:
        seen += counts.get(band, 0)
        if total and 2 * seen >= total:
            return {"state": "value", "band": band, "n": total}
    return None
