"""The help lines as their keeper sees them. Only who keeps the site finds this page."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from communitylinkage.directory import wording
from communitylinkage.directory.entries.views import done, said
from communitylinkage.directory.lines import actions
from communitylinkage.directory.models import HelpLine
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.models import Account
from communitylinkage.people.roles import Permission
from communitylinkage.values.lists import finds

keepers = needs(Permission.SITE_KEEP)


@dataclass(frozen=True, slots=True)
class Row:
    """A help line with the name of who confirmed it."""

    line: HelpLine
    who: str


def _rows() -> list[Row]:
    lines = list(HelpLine.objects.all())
    ids = {line.confirmed_by for line in lines if _is_id(line.confirmed_by)}
    named = {str(a.pk): a.display_name for a in Account.objects.filter(pk__in=ids)}
    return [Row(line, named.get(line.confirmed_by, line.confirmed_by)) for line in lines]


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _cells(row: Row) -> tuple[object, ...]:
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
    rows = [row for row in _rows() if finds(search, *_cells(row))]
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
