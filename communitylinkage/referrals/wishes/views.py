"""Her form by her receipt, and the page of who answers it."""

from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from communitylinkage.consent.rules import NotConsented
from communitylinkage.people.access import needs, private_key_of, viewer_of
from communitylinkage.people.roles import Permission
from communitylinkage.referrals.queries import Case
from communitylinkage.referrals.receipt import queries as receipts
from communitylinkage.referrals.receipt import wording as hers
from communitylinkage.referrals.receipt.forms import Hand
from communitylinkage.referrals.receipt.rules import NotHers
from communitylinkage.referrals.receipt.views import ask_whether, control_page, in_hand, one_of_hers
from communitylinkage.referrals.views import case_or_404, show_case
from communitylinkage.referrals.wishes import actions, papers, queries, reading, wording
from communitylinkage.referrals.wishes.forms import WishForm
from communitylinkage.referrals.wishes.models import Wish
from communitylinkage.referrals.wishes.rules import NotNow
from communitylinkage.referrals.wording import CHANGED_MEANWHILE, NOT_OPEN, SIGN_IN_AGAIN
from communitylinkage.vault.keys import Locked


@in_hand()
def receipt_wish(request: HttpRequest, hand: Hand) -> HttpResponse:
    """She asks for somebody to go with her."""
    now, participant = timezone.now(), hand.receipt.participant
    row = one_of_hers(receipts.referrals_of(participant), request.POST.get("referral", ""))
    form = WishForm(
        request.POST if "wish" in request.POST else None,
        initial={"number": uuid4()},
        country=receipts.country_of(participant),
        today=timezone.localdate(),
    )
    if form.is_bound and form.is_valid():
        try:
            actions.write(referral=row, wish=form.wish(), number=form.sent_as, now=now)
        except (NotConsented, NotHers):
            return control_page(request, hand, wrong=hers.NOT_NOW)
        return control_page(request, hand, done=wording.SENT_NOW)
    shown = {"hand": hand, "referral": row, "form": form}
    shown["service_reads"] = receipts.reading_service(row) is not None
    return render(request, "referrals/wishes/ask.html", shown)


@in_hand()
def receipt_wish_back(request: HttpRequest, hand: Hand) -> HttpResponse:
    """She takes it back; asks first."""
    rows = queries.wishes_of(hand.receipt.participant)
    found = one_of_hers(rows, request.POST.get("number", ""))
    if "sure" not in request.POST:
        to = "receipt_wish_back"
        return ask_whether(request, hand, found, again=wording.ASK_AGAIN, back=to)
    actions.take_back(wish=found, now=timezone.now())
    return control_page(request, hand, done=hers.TAKEN_BACK_NOW)


def opened(request: HttpRequest, case: Case) -> tuple[Wish | None, papers.Wish | None, object]:
    """The wish that waits, what she wrote, and why it does not open."""
    row, key = queries.wish_of(case), private_key_of(request)
    if row is None:
        return None, None, ""
    if key is None:
        return row, None, SIGN_IN_AGAIN
    account = viewer_of(request).account
    try:
        return row, reading.read(
            wish=row, case=case, account=account, key=key, now=timezone.now()
        ), ""  # fmt: skip
    except (Locked, NotConsented):
        return row, None, NOT_OPEN


@needs(Permission.REFERRAL_MAKE)
def referral_wish(request: HttpRequest, reference: str) -> HttpResponse:
    """What she asks for; a mentor is asked from here, or it is settled otherwise."""
    case = case_or_404(request, reference)
    row = queries.wish_of(case)
    if row is None and request.method != "POST":
        raise Http404
    if request.method == "POST":
        try:
            if row is None or "settle" not in request.POST:
                raise NotNow
            actions.settle(wish=row, by=viewer_of(request).account.pk, now=timezone.now())
        except NotNow:
            return show_case(request, case_or_404(request, reference), error=CHANGED_MEANWHILE)
        return redirect(reverse("referral", args=[reference]) + case.aside)
    _row, wish, closed = opened(request, case)
    shown = {"case": case, "closed": closed, "lines": reading.lines(wish) if wish else ()}
    return render(request, "referrals/wishes/wish.html", shown)
