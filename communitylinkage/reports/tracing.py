"""From a figure of a report to how it was counted: as frozen, and what changed since."""

from typing import Any

from communitylinkage.impact import dashboards
from communitylinkage.impact import queries as impact
from communitylinkage.impact import telling as impact_telling
from communitylinkage.impact import tracing as impact_tracing
from communitylinkage.impact import wording as impact_words
from communitylinkage.impact.queries import Difference
from communitylinkage.reports.models import Report

PARTNERS = "partners"


def changed(row: Report) -> list[tuple[Difference, str, str, str]]:
    """Where counting again gives something else than was reported; for who leads alone."""
    return impact_tracing.changed(row.freeze)


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
    return told | ((impact_tracing.of_freeze(row.freeze, code) or {}) if leads else {})


def _versions(row: Report, code: str) -> list[Any]:
    held = impact.indicator_row(row.programme, code)
    return [one for one in impact.history(held) if one.published_at] if held else []
