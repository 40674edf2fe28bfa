"""Pages that belong to no part: the first page until the guide stands, and the error pages."""

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from communitylinkage.people.access import NoLongerHers


def root(request: HttpRequest) -> HttpResponse:
    """Sends the bare address to the first page in the browser's language."""
    with translation.override(translation.get_language_from_request(request)):
        return HttpResponseRedirect(reverse("first_page"))


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The answer to what no form of ours sends, or to who was signed out while it was on its way.

    Such an answer may be made outside of the middleware that says what a page may load.
    """
    page = render(request, "website/not_understood.html", status=400)
    CSPMiddleware(lambda _request: page).process_response(request, page)
    return page


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The answer to what does not exist, and to who has no right: the same."""
    shown: dict[str, object] = {"said": "", "way": None}
    if isinstance(exception, NoLongerHers):
        shown = {"said": exception.args[0], "way": exception.way}
    return render(request, "website/not_found.html", shown, status=404)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Says that the fault is ours, keeps the help line in sight."""
    return render(request, "website/went_wrong.html", status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose protection ran out: nothing was sent, and the page says how to go on."""
    return render(request, "website/form_expired.html", status=403)
