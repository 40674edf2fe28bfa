"""Pages of requests for a mentor. Strangers get the answer of a page that does not exist."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.consent.models import Consent
from communitylinkage.consent.rules import NotConsented
from communitylinkage.matching.mentors import Fit, rank, standing
from communitylinkage.mentors.queries import is_mentor
from communitylinkage.organisations.models import Post
from communitylinkage.people.access import needs, private_key_of, signed_in, viewer_of
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.roles import Permission
from communitylinkage.referrals.mentor_requests import actions, queries, rules, showing, wording
from communitylinkage.referrals.mentor_requests.candidates import offers
from communitylinkage.referrals.mentor_requests.forms import RequestForm
from communitylinkage.referrals.mentor_requests.rules import Act, NotNow
from communitylinkage.referrals.queries import Case
from communitylinkage.referrals.rules import Urgency
from communitylinkage.referrals.views import case_or_404, show_case
from communitylinkage.referrals.wording import COLUMNS as LIST_COLUMNS
from communitylinkage.values.lists import finds

PAGES = "referrals/mentor_requests"


@signed_in
def mentor_requests(request: HttpRequest) -> HttpResponse:
    """What I am asked for, and what my posts asked for; with a search, and as a file."""
    viewer, search = viewer_of(request), search_of(request)
    if not queries.takes_part(viewer):
        raise Http404
    mine, ours = (
        [case for case in cases if finds(search, case.reference, case.state_words)]
        for cases in (queries.asked_of_me(viewer), queries.asked_by_us(viewer))
    )
    if wants_file(request):
        cells = [(c.reference, c.state_words, c.due, c.changed) for c in (*mine, *ours)]
        return as_file("list", LIST_COLUMNS, cells)
    shown = {
        "mine": mine,
        "ours": ours,
        "search": search,
        "is_mentor": is_mentor(viewer),
        "may_ask": viewer.may(Permission.REFERRAL_RECEIVE),
    }
    return render(request, f"{PAGES}/list.html", shown)


@needs(Permission.REFERRAL_RECEIVE)
def mentor_request_new(request: HttpRequest) -> HttpResponse:
    """Asks for a mentor for a woman who is not known here."""
    viewer = viewer_of(request)
    return _new(request, queries.receiving_posts_of(viewer), None)


@needs(Permission.REFERRAL_RECEIVE)
def referral_mentor(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks for a mentor for the woman of a referral, who then follows it on her own page."""
    case = case_or_404(request, reference)
    if case.with_mentor:
        raise Http404
    if not case.may_ask_mentor:
        return show_case(request, case, error=wording.CHANGED_MEANWHILE)
    viewer = viewer_of(request)
    turn = case.row.consent.recipients.get(position=case.row.position)
    posts = [
        post
        for post in queries.receiving_posts_of(viewer)
        if post.organisation_id == turn.organisation_id
    ]
    try:
        return _new(request, posts, case)
    except NotConsented:
        again = case_or_404(request, reference)
        return show_case(request, again, error=wording.CHANGED_MEANWHILE)


def _new(request: HttpRequest, posts: list[Post], case: Case | None) -> HttpResponse:
    """First it shows who could come, and asks only at the second button."""
    viewer, now = viewer_of(request), timezone.now()
    if not posts:
        return render(request, f"{PAGES}/no_post.html", {"words": wording.NO_POST})
    begins = "begin" in request.POST
    form = RequestForm(
        None if begins else request.POST or None,
        posts=posts,
        today=now.date(),
        initial=_known_already(request) if begins else {},
    )
    shown: dict[str, object] = {"form": form, "known": case}
    if not begins and request.method == "POST" and form.is_valid():
        everybody = offers(now, viewer.account.pk)
        fits = rank(form.need(), everybody)[: rules.MOST_ASKED]
        if fits and "send" in request.POST:
            return _asked(request, form, fits, case.row.consent if case else None)
        kept_away = standing(form.need(), everybody)
        shown |= {"looked": True, "found": showing.found(fits), "no": showing.no(kept_away)}
    return render(request, f"{PAGES}/new.html", shown)


def _known_already(request: HttpRequest) -> dict[str, str]:
    """Her language and town, from the page on which her summary was just opened."""
    return {name: request.POST.get(name, "")[:100] for name in ("language", "place")}


def _asked(
    request: HttpRequest, form: RequestForm, fits: tuple[Fit, ...], consent: Consent | None
) -> HttpResponse:
    said = form.cleaned_data
    row = actions.ask(
        post=form.posts[said["post"]],
        summary=form.summary(),
        details=form.details(),
        mentors=[UUID(fit.mentor.id) for fit in fits],
        urgency=Urgency(said["urgency"]),
        agreed=said["agreed"],
        consent=consent,
        by=viewer_of(request).account.pk,
        now=timezone.now(),
    )
    return redirect("mentor_request", reference=row.reference)


@signed_in
def mentor_request(request: HttpRequest, reference: str) -> HttpResponse:
    """One request: read it, and answer it."""
    viewer, now = viewer_of(request), timezone.now()
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
    viewer = viewer_of(request)
    case = queries.case_for(viewer, reference)
    if case is None:
        return render(request, f"{PAGES}/gone.html", status=status)
    page = showing.page(case, viewer.account, private_key_of(request), timezone.now())
    words = wording.CHANGED_MEANWHILE if status != 200 else ""
    return render(request, f"{PAGES}/one.html", {"page": page, "words": words}, status=status)
