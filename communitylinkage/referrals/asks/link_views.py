"""The four steps of a referral for a woman who asked for a link herself."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from communitylinkage.consent.queries import usable_texts
from communitylinkage.consent.rules import NotConsented
from communitylinkage.people.access import (
    name_page,
    needs,
    post_only,
    private_key_of,
    viewer_of,
)
from communitylinkage.people.roles import Permission
from communitylinkage.referrals import steps, wording
from communitylinkage.referrals.asks import actions, linking, queries, showing
from communitylinkage.referrals.asks import sitting as sittings
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.rules import NotNow
from communitylinkage.referrals.asks.staff_views import show_ask
from communitylinkage.vault.keys import Locked


@post_only
@needs(Permission.REFERRAL_MAKE)
def ask_link(request: HttpRequest, reference: str) -> HttpResponse:
    """Opens her letter once for the four steps, which the journal notes; only the last writes."""
    viewer, now = viewer_of(request), timezone.now()
    mine = queries.asks_for(viewer).filter(taken_by=viewer.account.pk)
    ask = get_object_or_404(mine, reference=reference)
    texts = usable_texts()
    # A form that is sent again finds its ask closed, and its referral made.
    sent = linking.sent_already(steps.once_in(request.POST), viewer.account)
    if sent:
        return redirect("referral", reference=sent.reference)
    found = _sitting(request, ask, now)
    if isinstance(found, HttpResponse):
        return found
    sitting, carried = found
    if not sitting.may_go_on:
        return show_ask(request, ask, problem="her_yes")
    name_page(request, request.path_info)
    made = steps.walk(
        request.POST, texts, True, now, sitting.said, organisation=ask.post.organisation_id
    )
    shown = {"making": made, "texts": texts, "error": None, "ask": ask, "carried": carried}
    return _answer(request, ask, sitting, shown | showing.her_way(sitting.channel))


def _sitting(
    request: HttpRequest, ask: Ask, now: datetime
) -> tuple[sittings.Sitting, str] | HttpResponse:
    """What the page carries; else her letter is opened. A page that says why it does not open."""
    account = viewer_of(request).account
    # First of all: what the page carries of her letter waits for the password, too.
    key = private_key_of(request)
    found = sittings.resumed(request.POST.get("sitting", ""), ask, account.pk, now)
    if found:
        return found
    if key is None:
        return show_ask(request, ask, problem="no_key")
    try:
        opened = actions.read(ask=ask, account=account, private_key=key, now=now)
    except (NotNow, Locked):
        return show_ask(request, ask, problem="locked")
    sitting = sittings.begin(ask, opened, linking.said_before(opened.letter))
    return sitting, sittings.carried(sitting, ask, account.pk, now)


def _answer(
    request: HttpRequest, ask: Ask, sitting: sittings.Sitting, shown: dict[str, Any]
) -> HttpResponse:
    account = viewer_of(request).account
    made, now = shown["making"], timezone.now()
    if made.complete:
        try:
            sent = linking.link(ask=ask, done=made, sitting=sitting, account=account, now=now)
        except NotNow:
            return show_ask(request, ask, problem="too_late")
        except NotConsented:
            shown["error"] = wording.OVER
        except Locked:
            shown["error"] = wording.NOT_OPEN
        else:
            return redirect("referral", reference=sent.referral.reference)
    return render(request, f"referrals/new_{made.step}.html", shown)
