"""Home, my sign-ins, what the roles are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.people import accounts, keys, wording
from communitylinkage.people.access import Viewer, signed_in, viewer_of
from communitylinkage.people.queries import sections, today
from communitylinkage.people.roles import ROLES
from communitylinkage.people.rules import MembershipState


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Who you are, and what needs you today."""
    viewer: Viewer = viewer_of(request)
    waits = any(m.state == MembershipState.AWAITING for m in viewer.memberships)
    shown = {
        "viewer": viewer,
        "four_words": keys.four_words(bytes(viewer.account.public_key)) if waits else "",
        "today": today(viewer, timezone.now()),
        "sections": sections(viewer),
    }
    return render(request, "people/home.html", shown)


@signed_in
def my_sign_ins(request: HttpRequest) -> HttpResponse:
    """Where I am signed in; ends all of them."""
    account = viewer_of(request).account
    if request.method == "POST":
        accounts.sign_out_everywhere(account=account)
        request.session.flush()
        return redirect("people:sign_in")
    mine = account.sign_ins.filter(expires__gt=timezone.now()).order_by("-started")
    here = keys.hashed(request.session.session_key or "")
    return render(request, "people/my_sign_ins.html", {"sign_ins": mine, "here": here})


@signed_in
def roles(request: HttpRequest) -> HttpResponse:
    """What each role is for, in prose, and whether it opens what is sealed."""
    told = [(name, wording.ABOUT_ROLES[value], ROLES[value].opens) for value, name in wording.ROLES]
    return render(request, "people/roles.html", {"roles": told})
