"""Pages on which a referral moves: one act each, and handing it over."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from communitylinkage.consent.rules import NotConsented
from communitylinkage.matching.need import Authority
from communitylinkage.people.access import needs, private_key_of, viewer_of
from communitylinkage.people.models import Account
from communitylinkage.people.roles import Permission
from communitylinkage.referrals import actions, handing_over, keepers, queries, wording
from communitylinkage.referrals.answering_forms import (
    CloseForm,
    ColleagueForm,
    DeclineForm,
    ReopenForm,
    ToldForm,
)
from communitylinkage.referrals.queries import Case, side_of
from communitylinkage.referrals.reopening import reopen
from communitylinkage.referrals.rules import Act, Differs, NotNow, Outcome, Reason
from communitylinkage.referrals.views import case_or_404, show_case
from communitylinkage.vault.keys import Locked

FORMS: dict[Act, type[forms.Form]] = {
    Act.DECLINE: DeclineForm,
    Act.CLOSE: CloseForm,
    Act.REOPEN: ReopenForm,
}


def _said(form: forms.Form) -> dict[str, Any]:
    """What a form adds to an act."""
    said = form.cleaned_data
    if "reason" in said:
        return {"reason": Reason(said["reason"])}
    if "outcome" in said:
        differed = [Differs(code) for code in said["differed"]]
        return {"outcome": Outcome(said["outcome"]), "differed": differed}
    return {}


@needs(Permission.REFERRAL_MAKE)
def referral_act(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """Does one act of the table; asks what it needs to know, or whether she is sure."""
    case = case_or_404(request, reference)
    wanted = next((one for one in case.acts if one == act), None)
    if wanted is None:
        return _changed(request, reference, act)
    kind = FORMS.get(wanted, forms.Form)
    form = kind(request.POST) if request.method == "POST" else kind()
    if not form.is_bound or not form.is_valid():
        shown = {"case": case, "act": wanted, "form": form, "words": wording.ACTS[wanted]}
        return render(request, "referrals/act.html", shown)
    try:
        _do(request, case, wanted, form)
    except (NotNow, Locked):
        # Locked: she locked the service out while the page was open, or a restored copy has no
        # half for it.
        return _changed(request, reference, act)
    except NotConsented:
        return show_case(request, case_or_404(request, reference), error=wording.OVER)
    # After a decline it is hers no more.
    still = queries.case_for(viewer_of(request), reference, timezone.now())
    if still:
        return redirect(reverse("referral", args=[reference]) + case.aside)
    return redirect(f"{reverse('referrals')}?answered")


def _do(request: HttpRequest, case: Case, act: Act, form: forms.Form) -> None:
    by, now = viewer_of(request).account.pk, timezone.now()
    if act == Act.REOPEN:
        reopen(
            referral=case.row,
            note=form.cleaned_data["note"],
            party=case.party,
            organisation=side_of(case),
            by=by,
            now=now,
        )
        return
    actions.do(referral=case.row, act=act, party=case.party, by=by, now=now, **_said(form))


def _changed(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """Two at once, or a clock that ran out while the page was open: nothing was done."""
    if act not in set(Act):
        raise Http404
    case = case_or_404(request, reference)
    return show_case(request, case, error=wording.CHANGED_MEANWHILE)


@needs(Permission.REFERRAL_RECEIVE)
def referral_told(request: HttpRequest, reference: str) -> HttpResponse:
    """What the service had to tell by law: written down, and shown to her."""
    viewer, now = viewer_of(request), timezone.now()
    case = queries.given(viewer, reference, now)
    if case is None:
        raise Http404
    form = ToldForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return render(request, "referrals/told.html", {"case": case, "form": form})
    turn = case.row.consent.recipients.get(position=case.row.position)
    actions.tell_by_law(
        referral=case.row,
        authority=Authority(form.cleaned_data["authority"]),
        organisation=turn.organisation_id,
        by=viewer.account.pk,
        now=now,
    )
    if queries.case_for(viewer, reference, now) is None:
        return redirect("referrals")
    return redirect("referral", reference=reference)


@needs(Permission.REFERRAL_MAKE)
def referral_hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    """Her mentor gives it to a colleague, with the woman's yes."""
    case = case_or_404(request, reference)
    holder = case.holder
    if not case.with_mentor or case.ended or holder is None:
        raise Http404
    colleagues = handing_over.colleagues(case.row)
    form = ColleagueForm(request.POST if request.method == "POST" else None, colleagues=colleagues)
    shown = {"case": case, "form": form, "colleagues": colleagues}
    if not form.is_bound or not form.is_valid():
        return render(request, "referrals/hand_over.html", shown)
    key = private_key_of(request)
    if key is None:
        return show_case(request, case, error=wording.SIGN_IN_AGAIN)
    to = Account.objects.get(pk=form.cleaned_data["colleague"])
    by, now = viewer_of(request).account.pk, timezone.now()
    return _handed(
        request,
        case,
        lambda: handing_over.hand_over(
            referral=case.row, to=to, holder=holder, private_key=key, by=by, now=now
        ),
    )


def _handed(request: HttpRequest, case: Case, work: Callable[[], None]) -> HttpResponse:
    try:
        work()
    except NotConsented:
        return show_case(request, case, error=wording.OVER)
    except Locked:
        return show_case(request, case, error=wording.NOT_OPEN)
    return redirect("referrals")


@needs(Permission.REFERRAL_MAKE)
def referral_take_over(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes over what a mentor left behind, where the woman agreed to a stand-in."""
    viewer = viewer_of(request)
    error: Promise | None = None
    row = next((r for r in keepers.left_behind(viewer) if r.reference == reference), None)
    if row is None:
        raise Http404
    if request.method == "POST":
        key = private_key_of(request)
        try:
            if key is None:
                raise Locked
            handing_over.take_over(
                referral=row, account=viewer.account, private_key=key, now=timezone.now()
            )
        except NotConsented:
            error = wording.NO_STAND_IN
        except Locked:
            error = handing_over.why_not(row, viewer.account) if key else wording.SIGN_IN_AGAIN
        else:
            return redirect("referral", reference=reference)
    why = keepers.why_behind(row, viewer)
    shown = {"reference": reference, "error": error, "why": why, "words": wording.BEHIND[why]}
    return render(request, "referrals/take_over.html", shown)
