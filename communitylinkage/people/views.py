"""Pages of people below the staff path. Strangers get the answer of a page that does not exist."""

import base64
import uuid
from uuid import UUID

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_POST

from communitylinkage.organisations.models import Organisation
from communitylinkage.people import actions, keys, totp, wording
from communitylinkage.people.access import KEY_COOKIE, Viewer, needs, signed_in
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.queries import sections, today
from communitylinkage.people.roles import Permission
from communitylinkage.people.rules import MembershipState, NotAllowed

DEVICE_COOKIE = "device"


def _set_cookie(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    long = 180 * 24 * 3600 if name == DEVICE_COOKIE else None
    response.set_cookie(
        name, value, max_age=long, secure=request.is_secure(), httponly=True, samesite="Lax"
    )


def sign_in(request: HttpRequest) -> HttpResponse:
    """First step: address and password."""
    error, email = None, request.POST.get("email", "")
    if request.method == "POST":
        try:
            account, private_key = actions.sign_in(
                email=email,
                password=request.POST.get("password", ""),
                device=request.COOKIES.get(DEVICE_COOKIE, ""),
                now=timezone.now(),
            )
        except NotAllowed as refused:
            error = refused.args[0]
        else:
            sealed, cookie = keys.seal_for_browser(private_key)
            request.session.flush()
            request.session["account"] = str(account.pk)
            request.session["key"] = base64.b64encode(sealed).decode()
            response = redirect("people:second")
            _set_cookie(request, response, KEY_COOKIE, base64.b64encode(cookie).decode())
            return response
    return render(request, "people/sign_in.html", {"error": error, "email": email})


def _half_way(request: HttpRequest) -> Account | None:
    return Account.objects.filter(pk=request.session.get("account", uuid.UUID(int=0))).first()


def second(request: HttpRequest) -> HttpResponse:
    """Second step: the code; whoever has no code app yet sets it up here."""
    account = _half_way(request)
    if account is None:
        return redirect("people:sign_in")
    factor = actions.second_factor_of(account)
    first_time, error = not factor.confirmed, None
    if request.method == "POST":
        try:
            code = request.POST.get("code", "")
            actions.check_second(account=account, code=code, now=timezone.now())
        except NotAllowed as refused:
            error = refused.args[0]
        else:
            return _arrive(request, account, first_time)
    seed = totp.spelled(keys.open_seed(bytes(factor.sealed_seed))) if first_time else ""
    return render(request, "people/second.html", {"error": error, "seed": seed})


def _arrive(request: HttpRequest, account: Account, first_time: bool) -> HttpResponse:
    request.session.cycle_key()
    request.session["second"] = True
    if first_time:
        codes = actions.new_recovery_codes(account=account)
        response = render(request, "people/recovery_codes.html", {"codes": codes})
    else:
        response = redirect("people:home")
    token = actions.remember_device(account=account, now=timezone.now())
    _set_cookie(request, response, DEVICE_COOKIE, token)
    return response


def code_picture(request: HttpRequest) -> HttpResponse:
    """The QR code of a second factor that is being set up; nobody else's, never later."""
    account = _half_way(request)
    factor = actions.second_factor_of(account) if account else None
    if account is None or factor is None or factor.confirmed:
        raise Http404
    text = totp.address(keys.open_seed(bytes(factor.sealed_seed)), account.email, "Information")
    picture = segno.make(text, micro=False).svg_inline(scale=5)
    # A picture of its own needs the namespace that an inline one leaves out.
    picture = picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return HttpResponse(picture, content_type="image/svg+xml")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends this sign-in."""
    request.session.flush()
    response = redirect("people:sign_in")
    response.delete_cookie(KEY_COOKIE)
    return response


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Who you are, and what needs you today."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]  # access
    waits = any(m.state == MembershipState.AWAITING for m in viewer.memberships)
    words = keys.four_words(bytes(viewer.account.public_key)) if waits else ""
    shown = {"viewer": viewer, "four_words": words, "today": today(viewer, timezone.now())}
    shown["sections"] = sections(viewer)
    return render(request, "people/home.html", shown)


@signed_in
def my_sign_ins(request: HttpRequest) -> HttpResponse:
    """Where I am signed in; ends all of them."""
    account = request.viewer.account  # type: ignore[attr-defined]  # access
    if request.method == "POST":
        actions.sign_out_everywhere(account=account)
        request.session.flush()
        return redirect("people:sign_in")
    return render(request, "people/my_sign_ins.html", {"sign_ins": account.sign_ins.all()})


@signed_in
def change_password(request: HttpRequest) -> HttpResponse:
    """A new password for the same key; every sign-in ends."""
    error = None
    if request.method == "POST":
        try:
            actions.change_password(
                account=request.viewer.account,  # type: ignore[attr-defined]  # access
                old=request.POST.get("old", ""),
                new=request.POST.get("new", ""),
                again=request.POST.get("again", ""),
                now=timezone.now(),
            )
        except NotAllowed as refused:
            error = refused.args[0]
        else:
            request.session.flush()
            return redirect("people:sign_in")
    return render(request, "people/change_password.html", {"error": error})


def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Accepts an invitation; a forged, used or old one is a page that does not exist."""
    now = timezone.now()
    invitation = actions.open_invitation(token, now)
    if invitation is None:
        raise Http404
    error = None
    if request.method == "POST":
        try:
            actions.accept(
                invitation=invitation,
                display_name=request.POST.get("name", ""),
                password=request.POST.get("password", ""),
                again=request.POST.get("again", ""),
                language=translation.get_language() or "en",
                now=now,
            )
        except NotAllowed as refused:
            error = refused.args[0]
        else:
            return redirect("people:sign_in")
    return render(request, "people/accept.html", {"invitation": invitation, "error": error})


def _colleagues(request: HttpRequest, permission: Permission) -> "list[Membership]":
    where = request.viewer.organisations_where(permission)  # type: ignore[attr-defined]  # access
    found = Membership.objects.filter(organisation__in=where)
    return list(found.exclude(state=MembershipState.LEFT).select_related("account", "organisation"))


@needs(Permission.COLLEAGUE_SEE)
def colleagues(request: HttpRequest) -> HttpResponse:
    """The colleagues of my organisations; invites one."""
    context: dict[str, object] = {"roles": wording.ROLES[:3]}
    where = request.viewer.organisations_where(Permission.COLLEAGUE_INVITE)  # type: ignore[attr-defined]  # access
    if request.method == "POST" and request.POST.get("role") in dict(wording.ROLES[:3]):
        try:
            _invitation, token = actions.invite(
                by=request.viewer.account,  # type: ignore[attr-defined]  # access
                email=request.POST.get("email", ""),
                organisation=Organisation.objects.filter(pk__in=where).order_by("name")[0],
                role=request.POST["role"],
                now=timezone.now(),
            )
            context["token"] = token
        except NotAllowed as refused:
            context["error"] = refused.args[0]
    context["memberships"] = _colleagues(request, Permission.COLLEAGUE_SEE)
    return render(request, "people/colleagues.html", context)


def _colleague(request: HttpRequest, membership: UUID) -> Membership:
    where = request.viewer.organisations_where(Permission.COLLEAGUE_LET_IN)  # type: ignore[attr-defined]  # access
    return get_object_or_404(Membership, pk=membership, organisation__in=where)


@needs(Permission.COLLEAGUE_LET_IN)
def let_in(request: HttpRequest, membership: UUID) -> HttpResponse:
    """Lets a colleague in when the words that she reads out are the same."""
    found, error = _colleague(request, membership), None
    if request.method == "POST":
        try:
            words = request.POST.get("words", "")
            actions.let_in(
                membership=found,
                by=request.viewer.account,  # type: ignore[attr-defined]  # access
                words=words,
                now=timezone.now(),
            )
        except NotAllowed as refused:
            error = refused.args[0]
        else:
            return redirect("people:colleagues")
    return render(request, "people/let_in.html", {"membership": found, "error": error})


@require_POST
@needs(Permission.COLLEAGUE_LET_IN)
def leave(request: HttpRequest, membership: UUID) -> HttpResponse:
    """Ends a colleague's membership at once."""
    found = _colleague(request, membership)
    actions.leave(membership=found, by=request.viewer.account, now=timezone.now())  # type: ignore[attr-defined]  # access
    return redirect("people:colleagues")
