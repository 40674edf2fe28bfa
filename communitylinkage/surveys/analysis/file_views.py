"""Taking out the files that people answered with; for the team, with a member's key."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.people.access import needs, private_key_of, viewer_of
from communitylinkage.surveys.analysis import actions, results, wording
from communitylinkage.surveys.analysis.actions import Filed
from communitylinkage.surveys.analysis.codebook import said
from communitylinkage.surveys.analysis.views import frame, item_at, mine
from communitylinkage.surveys.answering.coding import FILES
from communitylinkage.surveys.answering.models import Collection, Submission
from communitylinkage.surveys.answering.queries import readable
from communitylinkage.surveys.answering.uploads import ENDINGS, ending_of
from communitylinkage.surveys.queries import KEEP
from communitylinkage.surveys.rules import NotNowError
from communitylinkage.vault.keys import Locked


@dataclass(frozen=True, slots=True)
class Numbered:
    """An answer with files. `number` is its row among the answers that are taken out."""

    number: int
    row: Submission


def numbered(one: Collection) -> list[Numbered]:
    """Every answer that holds a file; which question it answers is sealed with it."""
    rows = enumerate(readable(one), 1)
    return [Numbered(number, row) for number, row in rows if row.files]


@needs(KEEP)
def collection_files(request: HttpRequest, number: UUID, at: int) -> HttpResponse:
    """A button for each answer that holds a file; a file is kept, never shown in the page."""
    one = mine(request, number)
    item = item_at(one, at)
    if item.kind not in FILES or not results.in_team(viewer_of(request), one):
        raise Http404
    found = numbered(one) if one.closed else []
    shown = frame(request, one)
    shown |= {"at": at, "label": said(item.words, shown["language"]) or item.name, "found": found}
    if request.method == "POST":
        return _taken(request, one, item.place, found, shown)
    return render(request, "surveys/analysis/files.html", shown)


def _taken(
    request: HttpRequest, one: Collection, place: str, found: Sequence[Numbered],
    shown: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    asked = next((each for each in found if str(each.row.pk) == request.POST.get("answer")), None)
    if asked is None:
        return redirect("collection_files", number=one.pk, at=shown["at"])
    try:
        files = actions.files_of(
            collection=one, submission=asked.row, place=place, viewer=viewer_of(request),
            private_key=private_key_of(request), now=timezone.now(),
        )  # fmt: skip
    except NotNowError:
        return redirect("collection_files", number=one.pk, at=shown["at"])
    except Locked:
        return render(request, "surveys/analysis/locked.html", shown, status=403)
    if not files:
        shown["said"] = wording.SAID["no_file"]
        return render(request, "surveys/analysis/files.html", shown)
    return kept(files, f"answer-{asked.number}")


def kept(files: Sequence[Filed], name: str) -> HttpResponse:
    """One file as it is, several in a ZIP: to be kept, because we wrote none of them."""
    only = files[0]
    content, kind, ending = only.content, only.kind, ""
    if len(files) > 1:
        content, kind, ending = _packed(files), "application/zip", ".zip"
    elif kind in ENDINGS:
        ending = ending_of(only.name, kind)
    named = {"Content-Disposition": f'attachment; filename="{name}{ending}"'}
    return HttpResponse(content, content_type=kind, headers=named)


def _packed(files: Sequence[Filed]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number, one in enumerate(files, 1):  # two of them may have the same name
            packed.writestr(f"{number}-{one.name}", one.content)
    return out.getvalue()
