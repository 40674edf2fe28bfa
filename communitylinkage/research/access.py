"""What every page of research asks about its viewer."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from communitylinkage.people.access import private_key_of, viewer_of
from communitylinkage.research import queries, sealing, wording
from communitylinkage.research.models import Code, Cycle, Evidence, Finding
from communitylinkage.vault.keys import Locked


def cycle_or_404(request: HttpRequest, number: UUID) -> Cycle:
    """A cycle in which the viewer researches."""
    row = queries.cycle_for(viewer_of(request), number)
    if row is None:
        raise Http404
    return row


def piece_or_404(row: Cycle, reference: str) -> Evidence:
    """A piece of it."""
    found = queries.piece(row, reference)
    if found is None:
        raise Http404
    return found


def finding_or_404(row: Cycle, number: UUID) -> Finding:
    """A finding of it."""
    found = queries.finding(row, number)
    if found is None:
        raise Http404
    return found


def code_or_404(row: Cycle, number: int) -> Code:
    """A code of it."""
    found = queries.code(row, number)
    if found is None:
        raise Http404
    return found


def key_of_group(request: HttpRequest, row: Cycle) -> bytes | None:
    """The group's key, from the viewer's own; None: she must sign in again with her password."""
    private_key = private_key_of(request)
    if private_key is None:
        return None
    try:
        return sealing.group_key(row, viewer_of(request).account, private_key)
    except Locked:
        return None


def said(request: HttpRequest) -> str:
    """What happened just now, in words; nothing for a code that is none."""
    words = wording.DONE.get(request.GET.get("said", ""))
    return str(words) if words else ""


def done(name: str, code: str, *arguments: object) -> HttpResponse:
    """To a page that says what happened."""
    return redirect(f"{reverse(name, args=arguments)}?said={code}")
