"""Fetching through the viewer, and going back to the procedure's page."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communitylinkage.people.access import viewer_of
from communitylinkage.procedures import queries, wording
from communitylinkage.procedures.finding_words import name_of
from communitylinkage.procedures.forms import steps_of
from communitylinkage.procedures.graph.values import Procedure
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.rules import State, Why

SAID = {
    "begun": _("The draft is there. Now make it your own."),
    "kept": _("It is kept."),
    "mended": _("It is mended."),
    "said": _("Thank you. The others can read it now."),
    "done": _("It is done."),
    "brought": _("The procedure is in, as a draft."),
}


def seen(request: HttpRequest, number: UUID, version: int = 0) -> Version:
    """A version that she may read, or no such page."""
    found = queries.version(viewer_of(request), number, version)
    if found is None:
        raise Http404
    return found


def kept(request: HttpRequest, number: UUID) -> Version:
    """The newest version of one that her organisation keeps, or no such page."""
    found = queries.version(viewer_of(request), number, permission=queries.KEEP)
    if found is None:
        raise Http404
    return found


def draft(request: HttpRequest, number: UUID) -> Version:
    """The same, where it is a draft."""
    found = kept(request, number)
    if found.state != State.DRAFT:
        raise Http404
    return found


def language() -> str:
    """The language of the page."""
    return get_language() or "en"


def back(number: UUID, said: str, page: str = "procedure") -> HttpResponse:
    """Goes to a page of the procedure, which says what was done."""
    return redirect(f"{reverse(page, args=[number])}?said={said}")


def refused(number: UUID, why: Why, page: str = "procedure") -> HttpResponse:
    """Goes to a page of the procedure, which says why it was not done."""
    return redirect(f"{reverse(page, args=[number])}?why={why.value}")


def news(request: HttpRequest) -> dict[str, object]:
    """What the page has to say about what was done or refused."""
    why = request.GET.get("why", "")
    return {
        "said": SAID.get(request.GET.get("said", "")),
        "why": wording.REFUSED[Why(why)] if why in set(Why) else "",
    }


def step_choices(procedure: Procedure) -> list[tuple[str, str]]:
    """Steps for a form, by number and words."""
    names = {one.code: name_of(procedure, one.code, language()) for one in procedure.steps}
    return steps_of(procedure, names)
