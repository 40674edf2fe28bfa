"""The help lines as their keeper sees them. Only who keeps the site finds this page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from communitylinkage.directory import wording
from communitylinkage.directory.entries.views import done, said
from communitylinkage.directory.lines import actions, queries
from communitylinkage.directory.models import HelpLine
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.roles import Permission
from communitylinkage.values.lists import finds

keepers = needs(Permission.SITE_KEEP)


def _cells(row: queries.Row) -> tuple[object, ...]:
    """What the file says of a line: all that its source states, and the day of a confirmation."""
    line = row.line
    return (
        line.country,
        line.name,
        line.number,
        line.hours,
        line.languages,
        line.cost,
        line.other_channels,
        line.operator,
        line.source_title,
        line.source_address,
        line.source_date,
        line.note,
        line.confirmed_on,
    )


@keepers
def help_lines_kept(request: HttpRequest) -> HttpResponse:
    """Help lines with their sources, and who confirmed which; a search, and as a file."""
    search = search_of(request)
    rows = [row for row in queries.rows() if finds(search, *_cells(row))]
    if wants_file(request):
        return as_file("help-lines", wording.LINE_COLUMNS, map(_cells, rows))
    shown = {"rows": rows, "search": search, "said": said(request)}
    return render(request, "directory/help_lines.html", shown)


@post_only
@keepers
def help_line_confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Marks one as confirmed with its operator, or takes that back."""
    viewer, line = viewer_of(request), get_object_or_404(HelpLine, pk=number)
    act = actions.take_back if "back" in request.POST else actions.confirm
    organisation = min(viewer.organisations_where(Permission.SITE_KEEP))
    act(line=line, organisation_id=organisation, by=viewer.account.pk, now=timezone.now())
    what = "line_taken_back" if "back" in request.POST else "line_confirmed"
    return done("help_lines_kept", what)
