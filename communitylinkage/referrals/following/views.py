"""Marking a step, taking another way, and what happened against what was agreed."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from communitylinkage.consent.rules import NotConsented
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.lists import as_file, wants_file
from communitylinkage.people.roles import Permission
from communitylinkage.procedures import queries as procedures
from communitylinkage.referrals import wording
from communitylinkage.referrals.following import actions, figures, queries
from communitylinkage.referrals.following.forms import DepartureForm
from communitylinkage.referrals.following.rules import NotNow, Reason
from communitylinkage.referrals.following.wording import HOWS
from communitylinkage.referrals.queries import side_of
from communitylinkage.referrals.receipt.rules import NotHers
from communitylinkage.referrals.views import case_or_404, show_case


def _at(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 6 else -1


@post_only
@needs(Permission.REFERRAL_MAKE)
def referral_step(request: HttpRequest, reference: str) -> HttpResponse:
    """The step is done."""
    case, now = case_or_404(request, reference), timezone.now()
    by = viewer_of(request).account.pk
    try:
        actions.mark(
            referral=case.row, side=case.party, at=_at(request.POST.get("at", "")), by=by, now=now
        )
    except NotNow:
        return show_case(request, case, error=wording.CHANGED_MEANWHILE)
    return redirect(reverse("referral", args=[reference]) + case.aside)


@needs(Permission.REFERRAL_MAKE)
def referral_departure(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks why, and takes another way."""
    case, now = case_or_404(request, reference), timezone.now()
    posted = request.POST if request.method == "POST" else None
    at = queries.departs_at(case)
    if posted is None and at is None:
        raise Http404
    form = DepartureForm(posted, initial={"at": at}, notes=case.reads_content)
    if posted is None or not form.is_valid():
        return render(request, "referrals/following/departure.html", {"case": case, "form": form})
    said = form.cleaned_data
    try:
        actions.depart(
            referral=case.row, side=case.party, organisation=side_of(case), at=said["at"],
            reason=Reason(said["reason"]), leaves=said["far"] == "all",
            note=said.get("note", "").strip(), by=viewer_of(request).account.pk, now=now,
        )  # fmt: skip
    except NotNow:
        return show_case(request, case, error=wording.CHANGED_MEANWHILE)
    except (NotConsented, NotHers):
        return show_case(request, case, error=wording.OVER)
    return redirect(reverse("referral", args=[reference]) + case.aside)


@needs(Permission.PROCEDURE_DISCUSS)
def procedure_figures(request: HttpRequest, number: UUID, version: int) -> HttpResponse:
    """Per step: how soon, late, another way; for a quarter that is over, and as a file."""
    row, now = procedures.version(viewer_of(request), number, version), timezone.now()
    if row is None or version == 0:
        raise Http404
    quarters = figures.quarters(row, now)
    wanted = request.GET.get("quarter", "")
    quarter = wanted if wanted in quarters else next(iter(quarters), "")
    found = figures.figures(row, quarter) if quarter else None
    if found and wants_file(request):
        cells = [("+".join(map(str, one.numbers)), one.words, *one.cells) for one in found.lines]
        columns = (gettext("Step"), gettext("What is done"), *HOWS.values(), gettext("Together"))
        return as_file("steps", columns, cells)
    shown = {"row": row, "figures": found, "quarters": quarters, "hows": HOWS.values()}
    return render(request, "referrals/following/figures.html", shown)
