"""Fetching through the viewer, and going back to the page of a demand with what was done."""

from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from communitylinkage.advocacy import queries, wording
from communitylinkage.advocacy.models import Demand, Promise
from communitylinkage.advocacy.rules.demands import RefusedError, Why
from communitylinkage.people.access import viewer_of

Row = TypeVar("Row")


def found(row: Row | None) -> Row:
    """The row, or no such page."""
    if row is None:
        raise Http404
    return row


def own(request: HttpRequest, reference: str) -> Demand:
    """A demand of one of her organisations, or no such page."""
    return found(queries.own(viewer_of(request), reference))


def own_promise(request: HttpRequest, reference: str) -> Promise:
    """A promise about one of them, or no such page."""
    return found(queries.own_promise(viewer_of(request), reference))


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: also a form that was sent with nothing in it."""
    return request.POST if request.method == "POST" else None


def back(reference: str, said: str, page: str = "demand_work") -> HttpResponse:
    """Goes to a page of it, which says what was done."""
    return redirect(f"{reverse(page, args=[reference])}?said={said}")


def refused(reference: str, error: RefusedError, page: str = "demand_work") -> HttpResponse:
    """Goes to a page of it, which says why it was not done."""
    return redirect(f"{reverse(page, args=[reference])}?why={error.why.value}")


def news(request: HttpRequest) -> dict[str, object]:
    """What the page has to say about what was done or refused."""
    why = request.GET.get("why", "")
    return {
        "said": wording.SAID.get(request.GET.get("said", "")),
        "why": wording.REFUSED[Why(why)] if why in set(Why) else "",
    }
