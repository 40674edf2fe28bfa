"""Fetching through the viewer, and going back to the practice's page with what was done."""

from django.http import Http404, HttpRequest, HttpResponse

from communitylinkage.people import pages
from communitylinkage.people.access import viewer_of
from communitylinkage.people.pages import found
from communitylinkage.people.roles import Permission
from communitylinkage.practices import queries, wording
from communitylinkage.practices.models import Version
from communitylinkage.practices.rules.states import RefusedError


def seen(request: HttpRequest, reference: str) -> Version:
    """A version that she may read, or no such page."""
    return found(queries.seen(viewer_of(request), reference))


def own(request: HttpRequest, reference: str, permission: Permission = queries.WRITE) -> Version:
    """The newest version of one of her organisations', or no such page."""
    return found(queries.own(viewer_of(request), reference, permission))


def theirs(request: HttpRequest, reference: str) -> Version:
    """What another organisation made public, or no such page."""
    row = found(queries.public(reference))
    if queries.own(viewer_of(request), reference):
        raise Http404
    return row


def back(reference: str, said: str, page: str = "practice_work") -> HttpResponse:
    """Goes to a page of the practice, which says what was done."""
    return pages.back(page, reference, said=said)


def refused(reference: str, error: RefusedError, page: str = "practice_work") -> HttpResponse:
    """Goes to a page of the practice, which says why it was not done."""
    return pages.refused(page, reference, why=error.why)


def news(request: HttpRequest) -> dict[str, object]:
    """What the page has to say about what was done or refused."""
    return pages.news(request, wording.SAID, wording.REFUSED)
