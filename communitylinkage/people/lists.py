"""What the lists of signed-in people share: their search words, and a list as a file."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse

from communitylinkage.values.lists import csv_text
from communitylinkage.values.text import has_hidden_signs

LONGEST_SEARCH = 200


def search_of(request: HttpRequest) -> str:
    """What was typed into the search box of a list; nothing where it holds signs nobody sees."""
    typed = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    return "" if has_hidden_signs(typed) else typed


def page_asked(request: HttpRequest) -> int:
    """Which page of a long list is asked for, from 1; the first where it is no number."""
    typed = request.GET.get("page", "")
    return max(int(typed), 1) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 1


def wants_file(request: HttpRequest) -> bool:
    """Whether the list is asked for as a file. It holds the rows that the page would show."""
    return request.GET.get("as") == "csv"


def as_file(name: str, columns: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A list as a CSV file.

    Args:
        name: of the file, without its ending; neutral, because it stays on a disk.
    """
    # The mark at the beginning tells a spreadsheet that the letters are UTF-8.
    content = "\ufeff" + csv_text(columns, rows)
    named = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=named)
