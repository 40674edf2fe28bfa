"""Her own page: where her ask stands, what was answered, her reply, and taking it back."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from communitylinkage.people.access import name_page
from communitylinkage.people.sources import source_of
from communitylinkage.referrals.asks import actions, queries, showing
from communitylinkage.referrals.asks.forms import MineForm, ReplyForm
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.rules import NotNow


# Code and digits are in the body of each form, and nothing that a browser sends by itself is worth
# anything here: no cookie, so no token (as beside `views.ask`).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Asks for code and digits, then shows what they open."""
    name_page(request, request.path_info)
    form = MineForm(request.POST if request.method == "POST" else None)
    receipt = form.receipt(source_of(request), timezone.now()) if form.is_bound else None
    if receipt is None:
        return render(request, "referrals/asks/mine_enter.html", {"form": form})
    forms: dict[UUID, ReplyForm] = {}
    shown: dict[str, Any] = {"form": form}
    for ask in queries.of_participant(receipt.participant):
        forms[ask.pk] = _fresh(ask)
        if str(ask.pk) == request.POST.get("take_back", ""):
            _take_back(ask)
        elif str(ask.pk) == request.POST.get("reply", ""):
            forms[ask.pk], outcome = _reply(ask, request)
            shown |= outcome
    asks = showing.hers(receipt)
    shown["asks"] = [(ask, forms[ask.number]) for ask in asks]
    # Its button stands in the card of what was passed on; once is enough.
    shown["linked"] = any(ask.linked for ask in asks)
    return render(request, "referrals/asks/mine.html", shown)


def _take_back(ask: Ask) -> None:
    """Sent twice, it is taken back once."""
    try:
        actions.take_back(ask=ask, now=timezone.now())
    except NotNow:
        return


def _fresh(ask: Ask) -> ReplyForm:
    return ReplyForm(auto_id=f"id_{ask.pk}_%s", initial={"number": uuid4()})


def _reply(ask: Ask, request: HttpRequest) -> tuple[ReplyForm, dict[str, Any]]:
    """The form to show next, and what to say of the one that was sent."""
    form = ReplyForm(request.POST, auto_id=f"id_{ask.pk}_%s")
    if not form.is_valid():
        return form, {}
    number, reply = form.cleaned_data["number"], form.reply()
    try:
        actions.reply(ask=ask, number=number, reply=reply, now=timezone.now())
    except NotNow:
        return _fresh(ask), {"too_late": True}
    return _fresh(ask), {"replied": True}
