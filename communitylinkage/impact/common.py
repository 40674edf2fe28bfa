"""The programme of who asks, her country, and going back to a page that says what was done."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.formats import date_format

from communitylinkage.impact import choosing, dashboards, queries, telling, wording
from communitylinkage.impact.models import Indicator
from communitylinkage.impact.rules.states import RefusedError
from communitylinkage.organisations.models import Programme
from communitylinkage.people import pages
from communitylinkage.people.access import viewer_of
from communitylinkage.people.pages import found
from communitylinkage.people.roles import Permission


def programme_or_404(request: HttpRequest, permission: Permission = queries.READ) -> Programme:
    """Hers, or no such page."""
    return found(choosing.chosen(request, permission))


def led(request: HttpRequest) -> Programme:
    """One that she leads, or no such page."""
    row = programme_or_404(request, queries.SEE)
    if not queries.sees_live(viewer_of(request), row):
        raise Http404
    return row


def indicator_or_404(programme: Programme, code: str) -> Indicator:
    """One of its indicators, or no such page."""
    return found(queries.indicator_row(programme, code[:40]))


def country_of(request: HttpRequest, programme: Programme) -> str:
    """The country asked for; else her own; what is not of the programme counts as not asked."""
    asked = request.GET.get("country")
    if asked == "" or asked in programme.countries:
        return asked or ""
    return dashboards.home_country(viewer_of(request), programme)


def countries(programme: Programme) -> list[tuple[str, str]]:
    """All together, and each country by its name."""
    return [(one, telling.country(one)) for one in ("", *sorted(programme.countries))]


def month_words(month: str) -> str:
    """A month such as `2026-04` in words."""
    if not month:
        return ""
    year, _dash, number = month.partition("-")
    return date_format(date(int(year), int(number), 1), "YEAR_MONTH_FORMAT")


def back(page: str, said: str, *arguments: object, **more: str) -> HttpResponse:
    """Goes to a page, which says what was done."""
    return pages.back(page, *arguments, said=said, **more)


def refused(page: str, error: RefusedError, *arguments: object, **more: str) -> HttpResponse:
    """Goes to a page, which says why it was not done."""
    return pages.refused(page, *arguments, why=error.why, **more)


def news(request: HttpRequest) -> dict[str, object]:
    """What the page has to say about what was done or refused."""
    return pages.news(request, wording.SAID, wording.REFUSED)
