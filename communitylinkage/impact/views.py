"""The dashboard, and the trace of a figure, for who takes part in a programme."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.impact import (
    choosing,
    dashboards,
    figures,
    queries,
    telling,
    tracing,
    wording,
)
from communitylinkage.impact.common import (
    countries,
    country_of,
    month_words,
    news,
    programme_or_404,
)
from communitylinkage.organisations.models import Programme
from communitylinkage.people.access import needs, viewer_of
from communitylinkage.people.lists import as_file, wants_file


@needs(queries.READ)
def impact(request: HttpRequest) -> HttpResponse:
    """Targets with progress, what is late, what to ask whom."""
    viewer = viewer_of(request)
    programme = choosing.chosen(request)
    if programme is None:
        return render(request, "impact/none.html", {})
    country = country_of(request, programme)
    board = dashboards.dashboard(viewer, programme, country, timezone.now())
    if wants_file(request):
        return _csv(board)
    shown = {
        **news(request), **choosing.frame(request, programme), "board": board,
        "countries": countries(programme), "name": telling.country(country),
        "month": month_words(board.through),
        "writes": programme in queries.programmes(viewer, queries.WRITE),
        "shared": telling.countries(queries.shares_with(programme)),
    }  # fmt: skip
    return render(request, "impact/dashboard.html", shown)


def _csv(board: dashboards.Dashboard) -> HttpResponse:
    head = [_("Indicator"), _("Country"), _("Up to the end of"), _("Now"), _("Unit"), _("Target"),
            _("State")]  # fmt: skip
    rows = [(line.indicator.words.title, telling.country(line.country), board.through, line.figure,
             line.unit, line.target, line.words) for line in board.lines]  # fmt: skip
    return as_file("list", head, rows)


@needs(queries.READ)
def impact_trace(request: HttpRequest, code: str) -> HttpResponse:
    """From a figure to what was counted; for partners, to what was let out of it."""
    viewer, programme = viewer_of(request), programme_or_404(request)
    country = country_of(request, programme)
    shown: dict[str, object] = {
        **choosing.frame(request, programme), "name": telling.country(country), "country": country,
        "countries": countries(programme),
        "shared": telling.countries(queries.shares_with(programme)),
    }  # fmt: skip
    if not queries.sees_live(viewer, programme):
        return _partners_trace(request, programme, code, country, shown)
    now = timezone.now()
    month = queries.month_now(programme, now)
    found = queries.trace(viewer, programme, code, month, country, now)
    if found is None:
        raise Http404
    span = figures.span_of(programme, month)
    line = dashboards.live([found.value], country)[0]
    shown |= tracing.page(found, span) | {"line": line, "month": month_words(month)}
    return render(request, "impact/trace.html", shown)


def _partners_trace(
    request: HttpRequest, programme: Programme, code: str, country: str,
    shown: dict[str, object],
) -> HttpResponse:  # fmt: skip
    told = queries.released(programme, "partners")
    one = next((each for each in told if each.indicator.code == code), None)
    if one is None:
        raise Http404
    unit = one.indicator.definition.unit
    cells = [(telling.country(place), telling.shown(cell, unit))
             for place, cell in one.cells.items()]  # fmt: skip
    shown |= tracing.words_of(one.indicator) | {
        "line": dashboards.let_out(programme, [one], country)[0], "cells": cells,
        "month": month_words(one.through),
        "refused": wording.NOT_LET_OUT.get(one.refused, ""),
    }  # fmt: skip
    return render(request, "impact/trace_partners.html", shown)


def impact_public(request: HttpRequest) -> HttpResponse:
    """What was let out to everybody, of the programme that is named or that ends last."""
    every = queries.public()
    programme = choosing.asked_for(request, every) or next(iter(every), None)
    told = queries.released(programme, "public") if programme else []
    lines = dashboards.let_out(programme, told, "") if programme else []
    shown = {"programme": programme, "programmes": choosing.listed(request, every, programme),
             "lines": lines, "month": month_words(told[0].through) if told else ""}  # fmt: skip
    return render(request, "impact/public.html", shown)
