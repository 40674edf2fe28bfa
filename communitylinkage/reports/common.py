"""The programme of who asks, the language that is written, and going back."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from communitylinkage.impact import choosing
from communitylinkage.organisations.models import Programme
from communitylinkage.people import pages
from communitylinkage.people.access import viewer_of
from communitylinkage.people.pages import found, reader
from communitylinkage.reports import queries, wording
from communitylinkage.reports.rules.states import RefusedError
from communitylinkage.values.languages import OWN_NAMES, own_name


def chosen(request: HttpRequest) -> Programme | None:
    """The programme that the address names, or the one that runs; None: she is in none."""
    return choosing.chosen(request, queries.WRITE)


def programme_or_404(request: HttpRequest) -> Programme:
    """Hers, or no such page."""
    return found(chosen(request))


def led(request: HttpRequest, programme: Programme) -> Programme:
    """The same where she leads it, or no such page."""
    if not queries.leads(viewer_of(request), programme):
        raise Http404
    return programme


def within(request: HttpRequest, programme: Programme) -> dict[str, object]:
    """The programme of a page, what its links say to stay in it, and the others."""
    return choosing.frame(request, programme, queries.WRITE)


def none(request: HttpRequest) -> HttpResponse:
    """Her organisation is in no programme."""
    return render(request, "reports/none.html", {})


def news(request: HttpRequest) -> dict[str, object]:
    """What the page has to say about what was done or refused."""
    return pages.news(request, wording.SAID, wording.REFUSED)


def refused(page: str, error: RefusedError, *arguments: object, **more: str) -> HttpResponse:
    """Goes to a page, which says why it was not done."""
    return pages.refused(page, *arguments, why=error.why.value, **more)


def language_of(request: HttpRequest) -> str:
    """In which language words are written: what was asked for, else the page's."""
    asked = request.GET.get("language", "")
    return asked if asked in OWN_NAMES else reader()


def languages(chosen: str, written: dict[str, str]) -> dict[str, object]:
    """The languages of the pages, with those in which something is written, for a choice."""
    codes = dict.fromkeys([*pages_in(), *sorted(written), chosen])
    return {
        "language": chosen,
        "name": own_name(chosen),
        "languages": [(code, own_name(code), bool(written.get(code))) for code in codes],
    }


def pages_in() -> list[str]:
    """The languages of the pages."""
    return [code for code, _name in settings.LANGUAGES]
