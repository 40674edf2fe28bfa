"""From a figure of a report to how it was counted: as frozen, and what changed since."""

from typing import Any

from communitylinkage.impact import dashboards
from communitylinkage.impact import queries as impact
from communitylinkage.impact import telling as impact_telling
from communitylinkage.impact import tracing as impact_tracing
from communitylinkage.impact import wording as impact_words
from communitylinkage.impact.queries import Difference, Value
from communitylinkage.impact.sources import LeftOut
from communitylinkage.reports.models import Report

PARTNERS = "partners"


def changed(row: Report) -> list[tuple[Difference, str, str, str]]:
    """Where counting again gives something else than was reported; for who leads alone."""
    return [_told(one) for one in impact.differences(row.freeze)]


def _told(one: Difference) -> tuple[Difference, str, str, str]:
    figure = impact_telling.figure
    return one, impact_telling.country(one.country), figure(one.frozen), figure(one.now)


def figure(row: Report, code: str, leads: bool) -> dict[str, Any] | None:
    """What the page of a figure shows; None where the report has none with this code.

    Args:
        leads: whether exact figures and what was left out are shown, as they were frozen.
    """
    found = next((one for one in impact.released_at(row.freeze, PARTNERS)
                  if one.indicator.code == code), None)  # fmt: skip
    if found is None:
        return None
    indicator = found.indicator
    places = ["", *sorted(place for place in found.cells if place)]
    lines = [dashboards.let_out(row.programme, [found], place)[0] for place in places]
    told = impact_tracing.words_of(indicator) | {
        "lines": [(impact_telling.country(line.country), line) for line in lines],
        "refused": impact_words.NOT_LET_OUT.get(found.refused, ""),
        "newer": max((version.number for version in _versions(row, code)), default=0),
    }  # fmt: skip
    return told | (_inside(row, code) if leads else {})


def _versions(row: Report, code: str) -> list[Any]:
    held = impact.indicator_row(row.programme, code)
    return [one for one in impact.history(held) if one.published_at] if held else []


def _inside(row: Report, code: str) -> dict[str, Any]:
    """What only the team sees: each part that was counted, by country, and what was left out."""
    values = [one for one in impact.frozen(row.freeze) if one.indicator.code == code]
    if not values:
        return {}
    left = impact.left_out(row.freeze).get(values[0].indicator.version, [])
    return {
        "frozen": [_value(one) for one in values],
        "left_out": impact_tracing.left_out(
            tuple(LeftOut(code, number) for _text, code, number in left)
        ),
        "changed": [one for one in changed(row) if one[0].indicator.code == code],
    }


def _value(one: Value) -> tuple[str, str, list[tuple[str, str]]]:
    """Where, the figure, and what it was made of."""
    parts = [(text, impact_telling.figure(told)) for text, told in one.figure.inputs.items()]
    return impact_telling.country(one.country), impact_telling.figure(one.result), parts
