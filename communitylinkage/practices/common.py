"""Fetching through the viewer, and going back to the practice's page with what was done."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from communitylinkage.people.access import viewer_of
from communitylinkage.people.roles import Permission
from communitylinkage.practices import queries, wording
from communitylinkage.practices.models import Version
from communitylinkage.practices.rules.states import RefusedError, Why


def seen(request: HttpRequest, reference: str) -> Version:
    """A version that she may read, or no such page."""
    return _or_404(queries.seen(viewer_of(request), reference))


def own(request: HttpRequest, reference: str, permission: Permission = queries.WRITE) -> Version:
    """The newest version of one of her organisations', or no such page."""
    return _or_404(queries.own(viewer_of(request), reference, permission))


def theirs(request: HttpRequest, reference: str) -> Version:
    """What another organisation made public, or no such page."""
    row = _or_404(queries.public(reference))
    if queries.own(viewer_of(request), reference):
        raise Http404
    return row


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: also a form that was sent with nothing in it."""
    return request.POST if request.method == "POST" else None


def _or_404(row: Version | None) -> Version:
    if row is None:
        raise Http404
    return row


def back(reference: str, said: str, page: str = "practice_work") -> HttpResponse:
    """Goes to a page of the practice, which says what was done."""
    return redirect(f"{reverse(page, args=[reference])}?said={said}")


def refused(reference: str, error: RefusedError, page: str = "practice_work") -> HttpResponse:
    """Goes to a page of the practice, which says why it was not done."""
    return redirect(f"{reverse(page, args=[reference])}?why={error.why.value}")


def news(request: HttpRequest) -> dict[str, object]:
    """What the page has to say about what was done or refused."""
    why = request.GET.get("why", "")
    return {
        "said": wording.SAID.get(request.GET.get("said", "")),
        "why": wording.REFUSED[Why(why)] if why in set(Why) else "",
    }
