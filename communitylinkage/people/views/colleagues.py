"""Inviting, joining, letting in, leaving."""

from contextlib import suppress
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.people import actions, keys, queries, wording
from communitylinkage.people.access import (
    name_page,
    needs,
    post_only,
    private_key_of,
    signed_in,
    viewer_of,
)
from communitylinkage.people.forms import InviteForm, JoinForm, LetInForm
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.models import Account, Invitation
from communitylinkage.people.roles import Permission
from communitylinkage.people.rules import NotAllowed
from communitylinkage.people.views.signing_in import please_wait
from communitylinkage.vault.keys import Busy


def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Accepts an invitation; a forged, used or old one is a page that does not exist."""
    now = timezone.now()
    invitation = actions.open_invitation(token, now)
    if invitation is None:
        raise Http404
    form = JoinForm(request.POST or None)
    if form.is_valid():
        try:
            actions.accept(
                invitation=invitation,
                display_name=form.cleaned_data["name"],
                password=form.cleaned_data["password"],
                again=form.cleaned_data["again"],
                language=translation.get_language() or "en",
                now=now,
            )
        except NotAllowed as refused:
            form.refuse(refused)
        except Busy:
            return please_wait(request, "people/accept.html", form, invitation=invitation)
        else:
            return redirect(f"{reverse('people:sign_in')}?joined")
    return render(request, "people/accept.html", {"invitation": invitation, "form": form})


@needs(Permission.COLLEAGUE_SEE)
def colleagues(request: HttpRequest) -> HttpResponse:
    """The colleagues of my organisations, with a search and as a file; invites one."""
    viewer = viewer_of(request)
    search = search_of(request)
    found = queries.colleagues(viewer, search)
    if wants_file(request):
        cells = map(queries.colleague_cells, found)
        return as_file("colleagues", wording.COLLEAGUE_COLUMNS, cells)
    where, token = queries.organisations(viewer, Permission.COLLEAGUE_INVITE), ""
    form = InviteForm(request.POST or None, organisations=where)
    if form.is_valid():
        try:
            _made, token = actions.invite(
                by=viewer.account, **form.cleaned_data, now=timezone.now()
            )
        except NotAllowed as refused:
            form.refuse(refused, "email")
        else:
            name_page(request, "")  # the invitation is shown once
            form = InviteForm(organisations=where)
    shown = {
        "form": form,
        "link": link_of(request, token),
        "memberships": queries.colleagues(viewer, search),
        "search": search,
        "invitations": queries.invitations(viewer).filter(organisation__in=where),
        "now": timezone.now(),
        "may_leave": set(queries.who_may_leave(viewer)),
    }
    return render(request, "people/colleagues.html", shown)


def _may_call_back(request: HttpRequest, invitation: UUID) -> Invitation:
    return get_object_or_404(queries.invitations(viewer_of(request)), pk=invitation)


def _list_with(request: HttpRequest, invitation: Invitation) -> str:
    """The page that lists an invitation, for who looks at it."""
    where = viewer_of(request).organisations_where(Permission.COLLEAGUE_INVITE)
    if invitation.organisation_id in where:
        return reverse("people:colleagues")
    return reverse("people:site_organisation", args=[invitation.organisation_id])


@post_only
@signed_in
def call_back(request: HttpRequest, invitation: UUID) -> HttpResponse:
    """Takes an invitation back."""
    found = _may_call_back(request, invitation)
    # Who used it or called it back meanwhile was quicker: then the list says how it is.
    with suppress(NotAllowed):
        actions.call_back(invitation=found, by=viewer_of(request).account, now=timezone.now())
    return redirect(_list_with(request, found))


@post_only
@signed_in
def invite_anew(request: HttpRequest, invitation: UUID) -> HttpResponse:
    """Sends an invitation anew, and shows its link once; the link before is dead."""
    again = queries.invitations(viewer_of(request)).filter(instead_of=invitation).first()
    if again:  # this page was sent before, and its answer was lost
        shown = {"invitation": again, "link": link_of(request, keys.link_token(again.pk))}
        shown["back"] = _list_with(request, again)
        return render(request, "people/invited_anew.html", shown)
    found = _may_call_back(request, invitation)
    try:
        _made, token = actions.invite_anew(
            invitation=found, by=viewer_of(request).account, now=timezone.now()
        )
    except NotAllowed:
        return redirect(_list_with(request, found))
    shown = {"invitation": found, "link": link_of(request, token)}
    return render(request, "people/invited_anew.html", shown | {"back": _list_with(request, found)})


def link_of(request: HttpRequest, token: str) -> str:
    """The whole address of an invitation, to be handed over; nothing without a token."""
    return request.build_absolute_uri(reverse("people:accept", args=[token])) if token else ""


@signed_in
def let_in(request: HttpRequest, membership: UUID) -> HttpResponse:
    """Lets in who read out the same four words."""
    viewer = viewer_of(request)
    found = next((m for m in queries.whom_to_let_in(viewer) if m.pk == membership), None)
    if found is None:
        raise Http404
    words = keys.four_words(bytes(found.account.public_key))
    form = LetInForm(request.POST or None, initial={"words": words})
    if form.is_valid():
        try:
            actions.let_in(
                membership=found,
                by=viewer.account,
                words=form.cleaned_data["words"],
                private_key=private_key_of(request),
                now=timezone.now(),
            )
        except NotAllowed as refused:
            form = LetInForm(initial={"words": words})
            return _let_in_page(request, found.account, words, form, refused.args[0])
        return redirect("people:home")
    return _let_in_page(request, found.account, words, form)


def _let_in_page(
    request: HttpRequest, who: Account, words: str, form: LetInForm, error: str = ""
) -> HttpResponse:
    shown = {"who": who, "words": words.split(), "form": form, "error": error}
    return render(request, "people/let_in.html", shown)


@signed_in
def leave(request: HttpRequest, membership: UUID) -> HttpResponse:
    """Says what ends when a colleague leaves, and ends it at once."""
    viewer = viewer_of(request)
    found = get_object_or_404(queries.who_may_leave(viewer), pk=membership)
    if request.method == "POST":
        actions.leave(
            membership=found,
            by=viewer.account,
            private_key=private_key_of(request),
            now=timezone.now(),
        )
        if found.account_id == viewer.account.pk:
            # Every sign-in of hers has ended, this one too.
            request.session.flush()
            return redirect("people:sign_in")
        return redirect("people:home")
    loss = queries.loss_at_leaving(found, viewer.account)
    # Who only keeps the site has no such list.
    shown = {"membership": found, "loss": loss, "lists": viewer.may(Permission.REFERRAL_MAKE)}
    return render(request, "people/leave.html", shown)
