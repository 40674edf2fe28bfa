"""How many women: for who leads a programme. No page shows one woman."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.roles import Permission
from communitylinkage.support import wording
from communitylinkage.support.counting import actions, queries, rules
from communitylinkage.support.counting.models import Period
from communitylinkage.values.lists import finds


@needs(Permission.IMPACT_SEE)
def support_counted(request: HttpRequest) -> HttpResponse:
    """The periods of her programmes, with their women by country."""
    led = queries.led_by(viewer_of(request).organisations_where(Permission.IMPACT_SEE))
    search = search_of(request)
    day = timezone.now().date()
    periods = [
        (period, _found(period, search), rules.may_freeze(period.ends, day)) for period in led
    ]
    if wants_file(request):
        rows = [
            (period.starts, period.ends, line.country, words, line.women.certain,
             line.women.maybe_twice)
            for period, found, _may in periods
            for line, words in found
        ]  # fmt: skip
        return as_file("list", wording.WOMEN_COLUMNS, rows)
    return render(request, "support/counted.html", {"periods": periods, "search": search})


def _found(period: Period, search: str) -> list[tuple[queries.Line, str]]:
    said = [
        (line, wording.said(wording.STANDINGS, line.standing)) for line in queries.lines(period)
    ]
    return [
        (line, words)
        for line, words in said
        if finds(search, line.country, line.country_name, words)
    ]


@post_only
@needs(Permission.IMPACT_SEE)
def support_freeze(request: HttpRequest) -> HttpResponse:
    """Writes the figures down and lets the tags go; asks first."""
    viewer = viewer_of(request)
    led = queries.led_by(viewer.organisations_where(Permission.IMPACT_SEE))
    typed = request.POST.get("number", "")
    period = next((one for one in led if str(one.pk) == typed), None)
    if period is None:
        raise Http404
    now = timezone.now()
    may = rules.may_freeze(period.ends, now.date())
    if "sure" not in request.POST or not may:
        shown = {"period": period, "may": may}
        return render(request, "support/freeze.html", shown, status=200 if may else 409)
    actions.freeze(period=period, by=viewer.account.pk, now=now)
    return redirect("support_counted")
