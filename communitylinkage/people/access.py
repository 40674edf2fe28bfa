"""Who asks: the viewer, from the session, at every request; and views that want a right."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from communitylinkage.people import again, keys
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.roles import ROLES, Permission
from communitylinkage.people.rules import MembershipState, zone_of
from communitylinkage.vault.keys import Locked

KEY_COOKIE = "key"
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in person and what she is where."""

    account: Account
    memberships: tuple[Membership, ...]

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of her first organisation's country: times are shown to her in it."""
        return ZoneInfo(zone_of(self.memberships[0].organisation.country))

    def may(self, permission: Permission) -> bool:
        """Whether any of her active memberships allows it."""
        return bool(self.organisations_where(permission))

    def organisations_where(self, permission: Permission) -> frozenset[UUID]:
        """The organisations in which she may do it."""
        return frozenset(
            m.organisation_id
            for m in self.memberships
            if m.state == MembershipState.ACTIVE and permission in ROLES[m.role].permissions
        )


def _signed_in_now(request: HttpRequest) -> Viewer | None:
    """Who is signed in, both factors passed, and still belongs somewhere; else None."""
    if not request.session.get("second"):
        return None
    account = Account.objects.filter(pk=request.session["account"]).first()
    if account is None:
        return None
    belongs = account.memberships.exclude(state=MembershipState.LEFT)
    found = tuple(belongs.select_related("organisation", "programme"))
    return Viewer(account, found) if found else None


def viewer_of(request: HttpRequest) -> Viewer:
    """Who asks, within a view that wants somebody signed in: `signed_in` has put her there."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]  # set by `signed_in`
    return viewer


def private_key_of(request: HttpRequest) -> bytes | None:
    """The private key of who is signed in, from session and cookie together; else None.

    Raises:
        PasswordAgain: the browser was left alone; `signed_in` asks for the password.
    """
    sealed, cookie = request.session.get("key"), request.COOKIES.get(KEY_COOKIE)
    if not sealed or not cookie:
        return None
    if getattr(request, "left_alone", False):
        raise again.PasswordAgain
    try:
        return keys.open_from_browser(base64.b64decode(sealed), base64.b64decode(cookie))
    except (Locked, ValueError, TypeError):
        return None


def key_at_hand(request: HttpRequest) -> bytes | None:
    """The private key where nobody needs to be asked for it: none in a browser left alone.

    For pages with a button that must be there at once, such as the sign of a visit.
    """
    return None if getattr(request, "left_alone", False) else private_key_of(request)


def name_page(request: HttpRequest, address: str) -> None:
    """Where the language links of an answer to a POST lead; nowhere where it shows something once.

    Args:
        address: a page that answers a GET; empty: the answer has no such links.
    """
    request.page_address = address  # type: ignore[attr-defined]  # for the frame


class NoLongerHers(Http404):
    """What was hers to see and is no more: the page of what does not exist, that says so.

    Args:
        said: the sentence. way: what can still be done: an address and its words.
    """

    def __init__(self, said: str, way: tuple[str, str] | None = None) -> None:
        super().__init__(said)
        self.way = way


def post_only(view: View) -> View:
    """Answers only a POST, so that no link leads back to it."""
    answer = require_POST(view)
    answer.post_only = True  # type: ignore[attr-defined]  # read by `signed_in`
    return answer


def signed_in(view: View) -> View:
    """Wants somebody signed in (put into ``request.viewer``); sends others to sign in."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        viewer = _signed_in_now(request)
        if viewer is None:
            return redirect("people:sign_in")
        request.viewer = viewer  # type: ignore[attr-defined]  # set for the views
        if not getattr(request.resolver_match and request.resolver_match.func, "post_only", False):
            # Also what answers a POST can be read in another language, by a link to its page.
            name_page(request, request.path_info)
        refused = again.given(request, viewer.account)
        if refused is not None:
            return refused
        request.left_alone = again.idle(request, timezone.now())  # type: ignore[attr-defined]
        with timezone.override(viewer.zone):
            if not request.left_alone:  # type: ignore[attr-defined]  # set above
                return view(request, *args, **kwargs)
            return again.or_ask(request, lambda: view(request, *args, **kwargs))

    return answer


def needs(permission: Permission) -> Callable[[View], View]:
    """Wants a permission; who has not got it is told that there is no such page."""

    def wrap(view: View) -> View:
        @signed_in
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.viewer.may(permission):  # type: ignore[attr-defined]  # set above
                raise Http404
            return view(request, *args, **kwargs)

        return answer

    return wrap
