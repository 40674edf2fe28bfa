"""A file beside a question, given out from our own address; parts of it for players of films."""

import re
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from communitylinkage.surveys.models import Version

_PART = re.compile(r"bytes=(\d{0,12})-(\d{0,12})", re.ASCII)


def shown_file(request: HttpRequest, version: Version, file: UUID) -> HttpResponse:
    """The file of this version, or no such page. It carries no name."""
    row = version.media.filter(pk=file).first()
    if row is None:
        raise Http404
    content = bytes(row.content)
    answer = HttpResponse(content, content_type=row.kind)
    part = part_of(request.headers.get("Range", ""), len(content))
    if part is not None:  # Safari plays nothing that it cannot ask for in parts
        first, last = part
        answer = HttpResponse(content[first : last + 1], content_type=row.kind, status=206)
        answer["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Disposition"] = "inline"
    return answer


def part_of(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the part that is asked for; None: the whole (RFC 9110, 14.2)."""
    match = _PART.fullmatch(asked.strip())
    if match is None or not any(match.groups()):
        return None
    if match[1]:
        first, last = int(match[1]), min(int(match[2] or size), size - 1)
    else:
        first, last = max(size - int(match[2]), 0), size - 1
    return (first, last) if first <= last else None
