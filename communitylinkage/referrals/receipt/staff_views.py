"""The page on which mentors and services read what she wrote, and write to her."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from communitylinkage.consent.rules import NotConsented
from communitylinkage.participants.queries import receipt_holders
from communitylinkage.people.access import needs, private_key_of, viewer_of
from communitylinkage.people.roles import Permission
from communitylinkage.referrals import queries, wording
from communitylinkage.referrals.queries import Case
from communitylinkage.referrals.receipt import actions, staff
from communitylinkage.referrals.receipt.forms import StaffLetterForm
from communitylinkage.referrals.receipt.rules import NotHers
from communitylinkage.referrals.views import case_or_404
from communitylinkage.vault.keys import Locked


@needs(Permission.REFERRAL_MAKE)
def referral_messages(request: HttpRequest, reference: str) -> HttpResponse:
    """Shows the messages of one referral; sends one."""
    viewer, now = viewer_of(request), timezone.now()
    case = case_or_404(request, reference)
    if not case.reads_content:
        raise Http404
    form = StaffLetterForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _show(request, case, form)
    try:
        actions.write(
            referral=case.row,
            letter=form.letter(),
            by=viewer.account.pk,
            organisation=queries.side_of(case),
            now=now,
        )
    except (NotConsented, NotHers, Locked):
        return _show(request, case, form, error=wording.NOT_OPEN)
    # At the address of the form, which names her side.
    there = reverse("referral_messages", args=[reference])
    return redirect(f"{there}{case.aside}&sent" if case.aside else f"{there}?sent")


def _show(request: HttpRequest, case: Case, form: StaffLetterForm, **more: object) -> HttpResponse:
    account, key = viewer_of(request).account, private_key_of(request)
    shown = {"case": case, "form": form, "messages": [], **more}
    shown["sent"] = "sent" in request.GET and request.method == "GET"
    shown["has_receipt"] = bool(receipt_holders(case.row.consent.participant_id))
    try:
        if key is None:
            shown["error"] = wording.SIGN_IN_AGAIN
        else:
            shown["messages"] = staff.messages(case, account, key, timezone.now())
    except Locked:
        shown["error"] = wording.NOT_OPEN
    return render(request, "referrals/receipt/staff.html", shown)
