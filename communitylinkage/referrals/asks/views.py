"""The public page: she asks for a link, without account and without cookie."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from communitylinkage.directory.queries import help_lines
from communitylinkage.guide.wording import by_country, country_name
from communitylinkage.organisations.models import Post
from communitylinkage.people.access import name_page
from communitylinkage.people.sources import source_of
from communitylinkage.referrals.asks import actions
from communitylinkage.referrals.asks.patience import FREE, Patience, Wait
from communitylinkage.referrals.asks.rules import NotNow
from communitylinkage.referrals.asks.steps import STEPS, Steps
from communitylinkage.values.references import in_fives

# Of this process alone, lost at restart (DESIGN 10).
PATIENCE = Patience()


# Nobody is signed in here: another site could only make her browser send an ask of its own making,
# which it could send itself. A token would need a cookie, which would stay on her phone.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Three short steps; danger now is answered with whom to call."""
    name_page(request, request.path_info)
    now = timezone.now()
    steps = Steps(request.POST if request.method == "POST" else QueryDict(), now)
    if steps.danger_now:
        return render(request, "referrals/asks/call_now.html", _numbers(steps.country))
    if steps.nobody_reads:
        return render(request, "referrals/asks/nobody.html", _numbers(steps.country))
    if not steps.ready:
        old = _("The page was open for too long. Please look once more, then send it.")
        return _page(request, steps, old if steps.stamp_expired and steps.at == STEPS else "")
    return _send(request, steps)


def _send(request: HttpRequest, steps: Steps) -> HttpResponse:
    now, where = timezone.now(), source_of(request)
    try:
        PATIENCE.check(where, steps.stamp.made, now)
        sent = actions.send(
            number=steps.stamp.number,
            post=Post.objects.get(pk=steps.send.chosen),
            letter=steps.letter(),
            digits=steps.send.cleaned_data["digits"],
            crowded=PATIENCE.sent(where, now) >= FREE,
            now=now,
        )
    except Wait as wait:
        return _page(request, steps, wait=wait.seconds)
    except NotNow:
        return render(request, "referrals/asks/sent_before.html")
    PATIENCE.count(where, now)
    shown = {"code": in_fives(sent.code), "post": sent.ask.post}
    return render(request, "referrals/asks/sent.html", shown)


def _page(request: HttpRequest, steps: Steps, error: str = "", wait: int = 0) -> HttpResponse:
    form = steps.shown
    shown = {
        "form": form,
        "at": steps.at,
        "steps": range(1, STEPS + 1),
        "carried": list(steps.carried(form)),
        "stamp": steps.stamp.text,
        "error": error,
        "wait": wait,
    }
    return render(request, f"referrals/asks/step_{steps.at}.html", shown)


def _numbers(country: str) -> dict[str, Any]:
    lines = [line for line in help_lines() if line.country == country]
    return {"country": country_name(country), "countries": by_country(lines)}
