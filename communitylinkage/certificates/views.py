"""The page on which anybody checks a certificate. No account, no cookie, nothing is kept."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from communitylinkage.certificates import queries, wording
from communitylinkage.certificates.forms import CheckForm, NameForm
from communitylinkage.certificates.handing import What, handed
from communitylinkage.credentials import Standing, Verdict, Why
from communitylinkage.people.access import name_page


# Nothing is written, so there is nothing that another site could make anybody do; a token would
# need a cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """A file or its text, and how it stands."""
    name_page(request, request.path_info)
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    if not form.is_bound or not form.is_valid():
        return render(request, "certificates/check.html", {"form": form})
    number = form.number()
    if number is not None:
        return redirect("check_one", number)
    verdict, row = queries.checked(form.content(), timezone.now())
    if verdict.why == Why.NO_CREDENTIAL:
        form.refuse(wording.WHY[verdict.why])
        return render(request, "certificates/check.html", {"form": form})
    shown = {"form": CheckForm(), "verdict": _said(verdict), "row": row}
    return render(request, "certificates/check.html", shown)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check_one(request: HttpRequest, number: UUID) -> HttpResponse:
    """The page of one certificate, which the code on its paper leads to."""
    name_page(request, request.path_info)
    row = queries.certificate(number)
    if row is None:
        shown = {"form": CheckForm(), "unknown": wording.UNKNOWN_NUMBER}
        return render(request, "certificates/check.html", shown, status=404)
    now = timezone.now()
    form = NameForm(request.POST) if request.method == "POST" else NameForm()
    verdict = queries.standing(row, now)
    shown = {"row": row, "verdict": _said(verdict), "form": form}
    if form.is_bound and form.is_valid():
        named = queries.standing(row, now, form.cleaned_data["name"])
        if named.why == Why.OTHER_NAME:
            form.add_error("name", wording.WHY[Why.OTHER_NAME])
        elif named.standing == Standing.STANDS and request.POST.get("what") in set(What):
            return handed(What(request.POST["what"]), row, named, form.cleaned_data["name"])
        else:
            shown["right"] = wording.NAME_IS_RIGHT
    return render(request, "certificates/one.html", shown)


def _said(verdict: Verdict) -> dict[str, object]:
    return {
        "words": wording.STANDINGS[verdict.standing],
        "why": wording.WHY.get(verdict.why, ""),
        "good": verdict.standing in (Standing.STANDS, Standing.GIVEN),
        "achievement": verdict.achievement,
        "given_by": verdict.given_by,
        "day": date.fromisoformat(verdict.day) if verdict.day else None,
    }
