"""The four steps of a referral for a woman who asked for a link herself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from communitylinkage.consent.queries import usable_texts
from communitylinkage.consent.rules import NotConsented
from communitylinkage.people.access import needs, post_only, private_key_of
from communitylinkage.people.roles import Permission
from communitylinkage.referrals import steps, wording
from communitylinkage.referrals.asks import actions, linking, queries
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.rules import NotNow
from communitylinkage.referrals.asks.staff_views import show_ask
from communitylinkage.vault.keys import Locked


@post_only
@needs(Permission.REFERRAL_MAKE)
def ask_link(request: HttpRequest, reference: str) -> HttpResponse:
    """Opens her letter for each step, which the journal notes; only the last step writes."""
    viewer, now = request.viewer, timezone.now()  # type: ignore[attr-defined]  # set by `needs`
    mine = queries.asks_for(viewer).filter(taken_by=viewer.account.pk)
    ask = get_object_or_404(mine, reference=reference)
    texts = usable_texts()
    # A form that is sent again finds its ask closed, and its referral made.
    made = steps.walk(request.POST, texts, True, now)
    sent = linking.sent_already(made.once, viewer.account)
    if sent:
        return redirect("referral", reference=sent.reference)
    key = private_key_of(request)
    if key is None:
        return show_ask(request, ask, problem="no_key")
    try:
        letter = actions.read(ask=ask, account=viewer.account, private_key=key, now=now)
    except (NotNow, Locked):
        return show_ask(request, ask, problem="locked")
    made = steps.walk(request.POST, texts, True, now, linking.said_before(letter))
    return _answer(request, ask, made)


def _answer(request: HttpRequest, ask: Ask, made: steps.Making) -> HttpResponse:
    account = request.viewer.account  # type: ignore[attr-defined]  # set by `needs`
    shown = {"making": made, "texts": usable_texts(), "error": None, "ask": ask}
    if made.complete:
        try:
            sent = linking.link(ask=ask, done=made, account=account, now=timezone.now())
        except NotNow:
            return show_ask(request, ask, problem="too_late")
        except NotConsented:
            shown["error"] = wording.OVER
        except Locked:
            shown["error"] = wording.NOT_OPEN
        else:
            return redirect("referral", reference=sent.referral.reference)
    return render(request, f"referrals/new_{made.step}.html", shown)
