"""Pages of referrals for those who make and those who answer them."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from communitylinkage.consent import actions as consents
from communitylinkage.consent.queries import usable_texts
from communitylinkage.consent.rules import NotConsented
from communitylinkage.participants.models import Participant
from communitylinkage.participants.rules import NoReceipt, NotACode
from communitylinkage.people.access import (
    NoLongerHers,
    Viewer,
    name_page,
    needs,
    post_only,
    private_key_of,
    viewer_of,
)
from communitylinkage.people.again import commits_itself
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.roles import Permission
from communitylinkage.people.rules import MembershipState
from communitylinkage.referrals import queries, reading, showing, steps, wording
from communitylinkage.referrals.following.queries import agreed
from communitylinkage.referrals.handing_over import colleagues
from communitylinkage.referrals.known import NotHere, known_by
from communitylinkage.referrals.outside.queries import code_for
from communitylinkage.referrals.papers import Summary
from communitylinkage.referrals.queries import Case
from communitylinkage.referrals.receipt import staff
from communitylinkage.referrals.receipt.views import where_to_type
from communitylinkage.referrals.rules import Act
from communitylinkage.referrals.sending import send
from communitylinkage.referrals.wishes.queries import wish_of
from communitylinkage.values.lists import finds
from communitylinkage.values.references import in_fives
from communitylinkage.values.tries import TooSoon
from communitylinkage.vault.keys import Locked


def case_or_404(request: HttpRequest, reference: str) -> Case:
    """The referral, if it is hers; else the page of what does not exist.

    Who stands on both sides has the service's, unless the address says that she is its mentor now.
    """
    viewer = viewer_of(request)
    cases = queries.sides(viewer, reference, timezone.now())
    wanted = [case for case in cases if case.party == request.GET.get(queries.AS)]
    case = next(iter(wanted or cases), None)
    if case is None and queries.was_asked(viewer, reference):
        told = (reverse("referral_told", args=[reference]), str(wording.LAW_OBLIGED))
        given = queries.given(viewer, reference, timezone.now())
        raise NoLongerHers(str(wording.WITH_YOU_NO_MORE), told if given else None)
    if case is None:
        raise Http404
    return case


def _own_organisation(viewer: Viewer) -> UUID:
    """Where she makes referrals: the first of hers in which she may make and open them."""
    where = viewer.organisations_where(Permission.REFERRAL_MAKE)
    found = [
        m.organisation_id
        for m in viewer.memberships
        if m.organisation_id in where and m.may_open and m.state == MembershipState.ACTIVE
    ]
    if not found:
        raise Http404
    return found[0]


@needs(Permission.REFERRAL_MAKE)
def referrals(request: HttpRequest) -> HttpResponse:
    """Mine, and those that came in; with a search, and as a file."""
    viewer, now, search = viewer_of(request), timezone.now(), search_of(request)
    mine, incoming = (
        [case for case in cases if finds(search, case.reference, case.state_words)]
        for cases in (queries.mine(viewer, now), queries.incoming(viewer, now))
    )
    if wants_file(request):
        cells = map(queries.line_cells, [*incoming, *mine])
        return as_file("list", wording.COLUMNS, cells)
    shown = {"mine": mine, "incoming": incoming, "search": search} | {
        "answered": "answered" in request.GET
    }
    return render(request, "referrals/list.html", shown)


REFUSED_PAPER = (NotACode, NoReceipt, NotHere, TooSoon)


def _known(made: steps.Making, organisation: UUID, by: UUID, now: datetime) -> Participant | None:
    """Who is known by the number of her paper; None where none was typed."""
    code = made.form.cleaned_data["has_paper"]
    return known_by(code=code, organisation=organisation, by=by, now=now) if code else None


@needs(Permission.REFERRAL_MAKE)
def referral_new(request: HttpRequest) -> HttpResponse:
    """Four steps; only the last one writes."""
    viewer, now = viewer_of(request), timezone.now()
    organisation = _own_organisation(viewer)
    texts = usable_texts()
    made = steps.walk(request.POST, texts, False, now, organisation=organisation)
    shown = {"making": made, "texts": texts, "error": None}
    if made.complete:
        try:
            sent = send(
                done=made,
                account=viewer.account,
                organisation=organisation,
                participant=_known(made, organisation, viewer.account.pk, now),
                now=now,
            )
        except REFUSED_PAPER as why:
            made.form.add_error("has_paper", wording.paper_refused(why))
        except NotConsented:
            shown["error"] = wording.OVER
        except Locked:
            shown["error"] = wording.NOT_OPEN
        else:
            if not sent.code:
                return redirect("referral", reference=sent.referral.reference)
            # A link would lose her code, which is shown once.
            name_page(request, "")
            done = {"referral": sent.referral, "code": in_fives(sent.code)} | {
                "address": where_to_type(request)
            }
            return render(request, "referrals/receipt_made.html", done)
    return render(request, f"referrals/new_{made.step}.html", shown)


@needs(Permission.REFERRAL_MAKE)
def referral(request: HttpRequest, reference: str) -> HttpResponse:
    """Where it stands, and what she can do."""
    return show_case(request, case_or_404(request, reference))


def show_case(
    request: HttpRequest, case: Case, summary: Summary | None = None, **more: object
) -> HttpResponse:
    """The page of one referral, with what was opened or what went wrong."""
    # What answers a button has no address of its own: in another language it is the page itself.
    name_page(request, reverse("referral", args=[case.reference]) + case.aside)
    acts = [{"code": act, "words": wording.ACTS[act]} for act in case.acts]
    # Of a recipient outside that said yes: the mentor tells it by telephone.
    code = code_for(case.row) if case.with_mentor else None
    shown = {"case": case, "acts": acts, "code": code, "agreed": agreed(case, summary), **more}
    # What is agreed never stands before the question whether she is helped at all.
    shown |= {"read_before": staff.read_before(case), "unread": len(staff.unread(case))}
    shown["asker"] = None if case.with_mentor else queries.asker_of(case)
    shown["wish"] = wish_of(case)
    if summary is not None:
        shown |= {"spoken": next(iter(summary.languages), ""), "area": summary.area}
    # Whoever took her paper could have stopped it: her mentor looks after her, carefully.
    shown["stopped"] = case.with_mentor and queries.was_stopped(case)
    shown["answer_first"] = Act.DECLINE in case.acts
    shown["locked_out"] = queries.locked_out(case)
    # Only where somebody could take it.
    shown["may_hand_over"] = case.with_mentor and not case.ended and bool(colleagues(case.row))
    return render(request, "referrals/case.html", shown)


READ: dict[str, tuple[Callable[..., object], Callable[..., list[showing.Shown]]]] = {
    "summary": (reading.summary, showing.summary),
    "content": (reading.content, showing.content),
    "paper": (reading.paper, showing.paper),
}


@post_only
@needs(Permission.REFERRAL_MAKE)
def referral_read(request: HttpRequest, reference: str, part: str) -> HttpResponse:
    """Opens one part with her key, journals, and shows it once."""
    case, now = case_or_404(request, reference), timezone.now()
    if part not in READ:
        raise Http404
    key, account = private_key_of(request), viewer_of(request).account
    if key is None:
        return show_case(request, case, error=wording.SIGN_IN_AGAIN)
    read, words = READ[part]
    try:
        plain = read(case=case, account=account, key=key, now=now)
    except (Locked, NotConsented):
        return show_case(request, case_or_404(request, reference), error=wording.NOT_OPEN)
    return show_case(
        request,
        case_or_404(request, reference),
        summary=plain if isinstance(plain, Summary) else None,
        opened=words(plain),
        part=part,
    )


@needs(Permission.REFERRAL_MAKE)
@commits_itself
def referral_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """She takes her yes back: says what it does, then locks everybody out at once."""
    case = case_or_404(request, reference)
    if not case.may_withdraw:
        raise Http404
    if request.method == "POST":
        by = viewer_of(request).account.pk
        consents.withdraw(consent=case.row.consent, by=by, now=timezone.now())
        return redirect("referral", reference=reference)
    return render(request, "referrals/withdraw.html", {"case": case})
