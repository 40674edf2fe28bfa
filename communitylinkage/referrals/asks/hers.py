"""Her own page: where her ask stands, what was answered, and taking it back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from communitylinkage.referrals.asks import actions, queries, showing
from communitylinkage.referrals.asks.forms import MineForm
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.rules import NotNow
from communitylinkage.referrals.asks.views import source


# Code and digits are in the body of each form, and nothing that a browser sends by itself is worth
# anything here: no cookie, so no token (as beside `views.ask`).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Asks for code and digits, then shows what they open."""
    request.page_address = request.path_info  # type: ignore[attr-defined]  # read by the frame
    form = MineForm(request.POST if request.method == "POST" else None)
    receipt = form.receipt(source(request), timezone.now()) if form.is_bound else None
    if receipt is None:
        return render(request, "referrals/asks/mine_enter.html", {"form": form})
    number = request.POST.get("take_back", "")
    for ask in queries.of_participant(receipt.participant):
        if str(ask.pk) == number:
            _take_back(ask)
    shown = {"form": form, "asks": showing.hers(receipt)}
    return render(request, "referrals/asks/mine.html", shown)


def _take_back(ask: Ask) -> None:
    """Sent twice, it is taken back once."""
    try:
        actions.take_back(ask=ask, now=timezone.now())
    except NotNow:
        return
