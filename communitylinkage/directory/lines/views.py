"""The help lines as their keeper sees them. Only who keeps the site finds these pages."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from communitylinkage.directory import wording
from communitylinkage.directory.entries.views import done, said
from communitylinkage.directory.lines import actions, queries
from communitylinkage.directory.lines.forms import CorrectForm, HideForm
from communitylinkage.people.access import needs, viewer_of
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.roles import Permission
from communitylinkage.values.lists import finds

keepers = needs(Permission.SITE_KEEP)


def _cells(row: queries.Row) -> tuple[object, ...]:
    """What the file says of a line: what everybody reads, and what its source says instead."""
    line, told, shown = row.line, row.shown.said, row.shown
    changes = [one for one in (shown.correction, shown.hiding) if one]
    return (
        line.country,
        told["name"],
        told["number"],
        told["hours"],
        told["languages"],
        told["cost"],
        told["other_channels"],
        line.operator,
        line.source_title,
        line.source_address,
        line.source_date,
        line.note,
        line.confirmed_on,
        shown.correction.at.date() if shown.correction else None,
        " | ".join(f"{one.label}: {one.source}" for one in row.corrected),
        " | ".join(one.why for one in changes),
        shown.hiding.at.date() if shown.hiding else None,
    )


@keepers
def help_lines_kept(request: HttpRequest) -> HttpResponse:
    """Help lines with their sources, and who said what about which; a search, and as a file."""
    search = search_of(request)
    rows = [row for row in queries.rows() if finds(search, *_cells(row))]
    if wants_file(request):
        return as_file("help-lines", wording.LINE_COLUMNS, map(_cells, rows))
    shown = {"rows": rows, "search": search, "said": said(request)}
    return render(request, "directory/help_lines.html", shown)


def _row(number: int) -> queries.Row:
    found = queries.row(number)
    if found is None:
        raise Http404
    return found


def _keeper(request: HttpRequest, row: queries.Row) -> dict[str, Any]:
    """What every action here is told: the line, who acts for which organisation, and when."""
    viewer = viewer_of(request)
    organisation = min(viewer.organisations_where(Permission.SITE_KEEP))
    return {
        "line": row.line,
        "organisation_id": organisation,
        "by": viewer.account.pk,
        "now": timezone.now(),
    }


@keepers
def help_line_confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Asks whether the operator said so, and says what it means; then marks it, or takes it back.

    What was not seen on this page is not confirmed: the page is shown first.
    """
    row, error = _row(number), ""
    if request.method == "POST" and "back" in request.POST:
        actions.take_back(**_keeper(request, row))
        return done("help_lines_kept", "line_taken_back")
    if "seen" in request.POST:
        try:
            actions.confirm(seen=request.POST["seen"], **_keeper(request, row))
        except actions.ChangedMeanwhile as refused:
            row, error = _row(number), refused.args[0]
        else:
            return done("help_lines_kept", "line_confirmed")
    shown = {"row": row, "error": error}
    status = 409 if error else 200
    return render(request, "directory/help_line_confirm.html", shown, status=status)


@keepers
def help_line_correct(request: HttpRequest, number: int) -> HttpResponse:
    """Corrects what women read, with a reason; or lets them read again what the source says."""
    row, error = _row(number), ""
    if request.method == "POST" and "back" in request.POST:
        actions.take_correction_back(**_keeper(request, row))
        return done("help_lines_kept", "line_source")
    form = CorrectForm(request.POST if request.method == "POST" else None, shown=row.shown)
    if form.is_bound and form.is_valid():
        told = {"typed": form.typed(), "why": form.cleaned_data["why"]}
        try:
            actions.correct(seen=request.POST.get("seen", ""), **told, **_keeper(request, row))
        except actions.ChangedMeanwhile as refused:
            row, error = _row(number), refused.args[0]
        else:
            return done("help_lines_kept", "line_corrected")
    shown = {"row": row, "form": form, "error": error}
    status = 409 if error else 200
    return render(request, "directory/help_line_correct.html", shown, status=status)


@keepers
def help_line_hide(request: HttpRequest, number: int) -> HttpResponse:
    """Hides a line with a reason, or shows it again."""
    row = _row(number)
    if request.method == "POST" and "back" in request.POST:
        actions.show(**_keeper(request, row))
        return done("help_lines_kept", "line_shown")
    form = HideForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.hide(why=form.cleaned_data["why"], **_keeper(request, row))
        return done("help_lines_kept", "line_hidden")
    return render(request, "directory/help_line_hide.html", {"row": row, "form": form})
