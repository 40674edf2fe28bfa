"""Signing in, in two steps, and out."""

import base64
import uuid

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from communitylinkage.people import keys, signing_in, totp
from communitylinkage.people.access import KEY_COOKIE, name_page
from communitylinkage.people.forms import CodeForm, PlainForm, SignInForm
from communitylinkage.people.models import Account
from communitylinkage.people.passkeys import asking as passkeys
from communitylinkage.people.rules import NotAllowed
from communitylinkage.people.sources import source_of
from communitylinkage.vault.keys import Busy

DEVICE_COOKIE = "device"


def _set_cookie(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    long = 180 * 24 * 3600 if name == DEVICE_COOKIE else None
    response.set_cookie(
        name, value, max_age=long, secure=request.is_secure(), httponly=True, samesite="Lax"
    )


def please_wait(
    request: HttpRequest, template: str, form: PlainForm, **shown: object
) -> HttpResponse:
    """The same page while all slots for slow runs are taken: what was typed stays."""
    page = render(request, template, {"form": form, "busy": True, **shown}, status=503)
    page.headers["Retry-After"] = "5"
    return page


def sign_in(request: HttpRequest) -> HttpResponse:
    """First step: address and password."""
    form = SignInForm(request.POST or None)
    if form.is_valid():
        try:
            account, private_key = signing_in.sign_in(
                email=form.cleaned_data["email"],
                password=form.cleaned_data["password"],
                device=request.COOKIES.get(DEVICE_COOKIE, ""),
                now=timezone.now(),
                source=source_of(request),
            )
        except NotAllowed as refused:
            form.refuse(refused)
        except Busy:
            return please_wait(request, "people/sign_in.html", form)
        else:
            return _half_signed_in(request, account, private_key)
    shown = {"form": form, "joined": "joined" in request.GET}
    return render(request, "people/sign_in.html", shown)


def _half_signed_in(request: HttpRequest, account: Account, private_key: bytes) -> HttpResponse:
    sealed, cookie = keys.seal_for_browser(private_key)
    request.session.flush()
    request.session["account"] = str(account.pk)
    request.session["key"] = base64.b64encode(sealed).decode()
    response = redirect("people:second")
    _set_cookie(request, response, KEY_COOKIE, base64.b64encode(cookie).decode())
    return response


def half_way(request: HttpRequest) -> Account | None:
    """Whose password was right in this browser, and who is not in yet; else None.

    Who is in cannot take the second step again: it would begin the twelve hours anew, and the time
    that a browser was left alone, without the password.
    """
    if request.session.get("second"):
        return None
    return Account.objects.filter(pk=request.session.get("account", uuid.UUID(int=0))).first()


def second(request: HttpRequest) -> HttpResponse:
    """Second step: the code; whoever has no code app yet sets it up here."""
    account = half_way(request)
    if account is None:
        return redirect("people:sign_in")
    first_time = not signing_in.second_factor_of(account).confirmed
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            code = form.cleaned_data["code"]
            signing_in.check_second(account=account, code=code, now=timezone.now())
        except NotAllowed as refused:
            form.refuse(refused, "code")
        else:
            return arrive(request, account, first_time)
    return show_second(request, account, form)


def show_second(
    request: HttpRequest, account: Account, form: CodeForm, refused: str = ""
) -> HttpResponse:
    """The page of the second step. The field for the code is always there.

    Args:
        refused: why a passkey was not taken.
    """
    name_page(request, reverse("people:second"))
    factor = signing_in.second_factor_of(account)
    seed = "" if factor.confirmed else totp.spelled(keys.open_seed(bytes(factor.sealed_seed)))
    offer = passkeys.offer(request, account, timezone.now())
    shown = {"form": form, "seed": seed, "offer": offer, "refused": refused}
    return render(request, "people/second.html", shown)


def arrive(request: HttpRequest, account: Account, first_time: bool) -> HttpResponse:
    """Both steps are done: home, or the codes for paper when the code app was set up just now."""
    request.session.cycle_key()
    request.session["second"] = True
    if first_time:
        codes = signing_in.new_recovery_codes(account=account)
        response = render(request, "people/recovery_codes.html", {"codes": codes})
    else:
        response = redirect("people:home")
    now, device = timezone.now(), request.COOKIES.get(DEVICE_COOKIE, "")
    if not first_time:
        signing_in.tell_of_device(account=account, device=device, now=now)
    token = signing_in.remember_device(account=account, now=now)
    _set_cookie(request, response, DEVICE_COOKIE, token)
    return response


def code_picture(request: HttpRequest) -> HttpResponse:
    """The QR code of a second factor that is being set up; nobody else's, never later."""
    account = half_way(request)
    factor = signing_in.second_factor_of(account) if account else None
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
