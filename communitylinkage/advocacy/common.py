"""Fetching through the viewer, and going back to the page of a demand with what was done."""

from django.http import HttpRequest, HttpResponse

from communitylinkage.advocacy import queries, wording
from communitylinkage.advocacy.models import Demand, Promise
from communitylinkage.advocacy.rules.demands import RefusedError
from communitylinkage.people import pages
from communitylinkage.people.access import viewer_of
from communitylinkage.people.pages import found


def own(request: HttpRequest, reference: str) -> Demand:
    """A demand of one of her organisations, or no such page."""
    return found(queries.own(viewer_of(request), reference))


def own_promise(request: HttpRequest, reference: str) -> Promise:
    """A promise about one of them, or no such page."""
    return found(queries.own_promise(viewer_of(request), reference))


def back(reference: str, said: str, page: str = "demand_work") -> HttpResponse:
    """Goes to a page of it, which says what was done."""
    return pages.back(page, reference, said=said)


def refused(reference: str, error: RefusedError, page: str = "demand_work") -> HttpResponse:
    """Goes to a page of it, which says why it was not done."""
    return pages.refused(page, reference, why=error.why)


def news(request: HttpRequest) -> dict[str, object]:
    """What the page has to say about what was done or refused."""
    return pages.news(request, wording.SAID, wording.REFUSED)
