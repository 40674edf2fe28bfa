"""Pages of requests for a mentor. Strangers get the answer of a page that does not exist."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.matching.mentors import Fit, rank, standing
from communitylinkage.mentors.queries import is_mentor
from communitylinkage.people.access import needs, private_key_of, signed_in
from communitylinkage.people.roles import Permission
from communitylinkage.referrals.mentor_requests import actions, queries, rules, showing, wording
from communitylinkage.referrals.mentor_requests.candidates import offers
from communitylinkage.referrals.mentor_requests.forms import RequestForm
from communitylinkage.referrals.mentor_requests.rules import Act, NotNow
from communitylinkage.referrals.rules import Urgency

PAGES = "referrals/mentor_requests"


@signed_in
def mentor_requests(request: HttpRequest) -> HttpResponse:
    """What I am asked for, and what my posts asked for."""
    viewer = request.viewer  # type: ignore[attr-defined]  # access
    if not queries.takes_part(viewer):
        raise Http404
    shown = {
        "mine": queries.asked_of_me(viewer),
        "ours": queries.asked_by_us(viewer),
        "is_mentor": is_mentor(viewer),
        "may_ask": viewer.may(Permission.REFERRAL_RECEIVE),
    }
    return render(request, f"{PAGES}/list.html", shown)


@needs(Permission.REFERRAL_RECEIVE)
def mentor_request_new(request: HttpRequest) -> HttpResponse:
    """Asks for a mentor: first it shows who could come, and asks only at the second button."""
    viewer, now = request.viewer, timezone.now()  # type: ignore[attr-defined]  # access
    posts = queries.posts_of(viewer)
    if not posts:
        return render(request, f"{PAGES}/no_post.html", {"words": wording.NO_POST})
    form = RequestForm(request.POST or None, posts=posts, today=now.date())
    shown: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        everybody = offers(now, viewer.account.pk)
        fits = rank(form.need(), everybody)[: rules.MOST_ASKED]
        if fits and "send" in request.POST:
            return _asked(request, form, fits)
        kept_away = standing(form.need(), everybody)
        shown |= {"looked": True, "found": showing.found(fits), "no": showing.no(kept_away)}
    return render(request, f"{PAGES}/new.html", shown)


def _asked(request: HttpRequest, form: RequestForm, fits: tuple[Fit, ...]) -> HttpResponse:
    said = form.cleaned_data
    row = actions.ask(
        post=form.posts[said["post"]],
        summary=form.summary(),
        details=form.details(),
        mentors=[UUID(fit.mentor.id) for fit in fits],
        urgency=Urgency(said["urgency"]),
        agreed=said["agreed"],
        by=request.viewer.account.pk,  # type: ignore[attr-defined]  # access
        now=timezone.now(),
    )
    return redirect("mentor_request", reference=row.reference)


@signed_in
def mentor_request(request: HttpRequest, reference: str) -> HttpResponse:
    """One request: read it, and answer it."""
    viewer, now = request.viewer, timezone.now()  # type: ignore[attr-defined]  # access
    case = queries.case_for(viewer, reference)
    if case is None and not queries.had_a_turn(viewer, reference):
        raise Http404
    if request.method == "POST" and case is not None:
        act = next((one for one in case.acts if one == request.POST.get("act")), None)
        try:
            if act is None:
                raise NotNow
            actions.do(request=case.row, act=act, party=case.party, by=viewer.account.pk, now=now)
        except NotNow:
            return _shown(request, reference, 409)
        left = act in {Act.DECLINE, Act.HAND_BACK}
        return redirect("mentor_requests") if left else redirect(request.path)
    return _shown(request, reference, 200 if request.method == "GET" else 409)


def _shown(request: HttpRequest, reference: str, status: int) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]  # access
    case = queries.case_for(viewer, reference)
    if case is None:
        return render(request, f"{PAGES}/gone.html", status=status)
    page = showing.page(case, viewer.account, private_key_of(request), timezone.now())
    words = wording.CHANGED_MEANWHILE if status != 200 else ""
    return render(request, f"{PAGES}/one.html", {"page": page, "words": words}, status=status)
