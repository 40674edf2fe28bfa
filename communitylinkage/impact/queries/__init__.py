"""Indicators, values and traces, as frozen values: for the pages here, and for reports on top.

    queries.programmes(viewer)                        those in which she takes part
    queries.indicators(programme)                     the published definitions, in order
    queries.values(programme, "2026-10", now)         counted now: the whole and each country
    queries.trace(viewer, programme, code, ...)       from a figure to what was counted
    queries.freezes(programme)                        reporting dates, the newest first
    queries.frozen(freeze)                            the values as they were frozen
    queries.differences(freeze)                       frozen against counted again
    queries.released(programme, "partners")           what others may see; nothing else is theirs
    queries.released_at(freeze, "partners")           the same of one reporting date

Everything but `released` is for the team alone (`sees_live`).
"""

from communitylinkage.impact.days import day_of
from communitylinkage.impact.queries.definitions import (
    READ,
    SEE,
    WRITE,
    Indicator,
    Value,
    closed_months,
    drafts,
    history,
    indicator_of,
    indicator_row,
    indicators,
    month_now,
    partners,
    programmes,
    sees_live,
    shares_with,
    to_freeze,
    value,
    values,
    version_text,
    versions,
)
from communitylinkage.impact.queries.frozen import (
    Difference,
    Shown,
    differences,
    figure_of,
    freeze_for,
    freezes,
    frozen,
    is_public,
    kept_back,
    last_safe,
    left_out,
    public,
    released,
    released_at,
)
from communitylinkage.impact.queries.tracing import (
    Part,
    Trace,
    trace,
)

__all__ = [
    "READ",
    "SEE",
    "WRITE",
    "Difference",
    "Indicator",
    "Part",
    "Shown",
    "Trace",
    "Value",
    "closed_months",
    "day_of",
    "differences",
    "drafts",
    "figure_of",
    "freeze_for",
    "freezes",
    "frozen",
    "history",
    "indicator_of",
    "indicator_row",
    "indicators",
    "is_public",
    "kept_back",
    "last_safe",
    "left_out",
    "month_now",
    "partners",
    "programmes",
    "public",
    "released",
    "released_at",
    "sees_live",
    "shares_with",
    "to_freeze",
    "trace",
    "value",
    "values",
    "version_text",
    "versions",
]
