"""Pages of requests for a mentor. Strangers get the answer of a page that does not exist."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.consent.rules import NotConsented
from communitylinkage.matching.mentors import Fit, standing
from communitylinkage.mentors.queries import is_mentor
from communitylinkage.organisations.models import Post
from communitylinkage.people.access import needs, private_key_of, signed_in, viewer_of
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.roles import Permission
from communitylinkage.referrals import reading
from communitylinkage.referrals.mentor_requests import actions, queries, rules, showing, wording
from communitylinkage.referrals.mentor_requests.candidates import best, offers
from communitylinkage.referrals.mentor_requests.forms import RequestForm, begins_without
from communitylinkage.referrals.mentor_requests.rules import Act, NotNow
from communitylinkage.referrals.queries import Case, side_of
from communitylinkage.referrals.rules import Urgency
from communitylinkage.referrals.views import case_or_404, show_case
from communitylinkage.referrals.wishes import actions as wishes
from communitylinkage.referrals.wishes.forms import begins_with
from communitylinkage.referrals.wishes.models import Wish
from communitylinkage.referrals.wishes.reading import lines as wish_lines
from communitylinkage.referrals.wishes.rules import NotNow as WishNotNow
from communitylinkage.referrals.wishes.views import opened
from communitylinkage.referrals.wording import COLUMNS as LIST_COLUMNS
from communitylinkage.referrals.wording import NOT_OPEN, SIGN_IN_AGAIN
from communitylinkage.values.lists import finds
from communitylinkage.vault.keys import Locked

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


@needs(Permission.REFERRAL_MAKE)
def referral_mentor(request: HttpRequest, reference: str) -> HttpResponse:
    """The service, or her own mentor, asks for a mentor for the woman of a referral.

    She then follows it on her own page.
    """
    case = case_or_404(request, reference)
    if not case.may_ask_mentor:
        return show_case(request, case, error=wording.CHANGED_MEANWHILE)
    try:
        return _new(request, queries.posts_at(viewer_of(request), side_of(case)), case)
    except (NotConsented, WishNotNow):
        again = case_or_404(request, reference)
        return show_case(request, again, error=wording.CHANGED_MEANWHILE)


def _new(request: HttpRequest, posts: list[Post], case: Case | None) -> HttpResponse:
    """First it shows who could come, and asks only at the second button."""
    viewer, now = viewer_of(request), timezone.now()
    if not posts:
        return render(request, f"{PAGES}/no_post.html", {"words": wording.NO_POST})
    wish, wished, closed = opened(request, case) if case else (None, None, "")
    begins = "begin" in request.POST
    known: dict[str, Any] = _known_already(request) if begins else {}
    known |= begins_with(wished) if wished else {}
    unread: object = ""
    if case and (begins or request.method != "POST"):
        excluded, unread = _excluded(request, case, known)
        known |= excluded
    form = RequestForm(
        None if begins else request.POST or None, posts=posts, today=now.date(), initial=known
    )
    shown: dict[str, object] = {"form": form, "known": case, "closed": closed, "unread": unread}
    shown["lines"] = wish_lines(wished) if wished else ()
    if not begins and request.method == "POST" and form.is_valid():
        need = form.need()
        fits = best(need, now, viewer.account.pk, rules.MOST_ASKED)
        if fits and "send" in request.POST:
            # Who could not read what she wishes has not answered it.
            return _asked(request, form, fits, case, wish if wished else None)
        # Why nobody fits is asked of all in the country; where somebody does, it is not shown.
        here = [] if fits else offers(now, viewer.account.pk, country=need.country)
        shown |= {"looked": True, "found": showing.found(fits)}
        shown["no"] = showing.no(standing(need, here))
    return render(request, f"{PAGES}/new.html", shown)


def _known_already(request: HttpRequest) -> dict[str, str]:
    """Her language and town, from the page on which her summary was just opened."""
    return {name: request.POST.get(name, "")[:100] for name in ("language", "place")}


def _excluded(
    request: HttpRequest, case: Case, known: dict[str, Any]
) -> tuple[dict[str, Any], object]:
    """Whom she excluded when she said yes, and by her wish; else why it does not open."""
    key, account = private_key_of(request), viewer_of(request).account
    if key is None:
        return {}, SIGN_IN_AGAIN
    try:
        said = reading.content(case=case, account=account, key=key, now=timezone.now())
    except Locked:
        return {}, NOT_OPEN
    persons = [said.not_told, known.get("not_told", "")]
    without = [*said.not_organisations, *known.get("not_organisations", ())]
    return begins_without(persons, without), ""


def _asked(
    request: HttpRequest,
    form: RequestForm,
    fits: tuple[Fit, ...],
    case: Case | None,
    wish: Wish | None,
) -> HttpResponse:
    said = form.cleaned_data
    ask = partial(wishes.ask, wish=wish) if wish else actions.ask
    row = ask(
        post=form.posts[said["post"]],
        summary=form.summary(),
        details=form.details(),
        mentors=[UUID(fit.mentor.id) for fit in fits],
        urgency=Urgency(said["urgency"]),
        agreed=said["agreed"],
        consent=case.row.consent if case else None,
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
        except (NotNow, Locked):
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
