"""What every answer carries, and the easy mode that lives in the address."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import InternalError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, set_script_prefix

from communitylinkage.values.text import has_hidden_signs
from communitylinkage.vault.keys import Busy

Answer = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger(__name__)

EASY = "/easy/"

HEADERS = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
POLICY = (
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
    "publickey-credentials-create=(), publickey-credentials-get=(), usb=()"
)
# The only pages that may ask the browser for a passkey: to make one, and to sign in with one.
MAKES, USES = "publickey-credentials-create", "publickey-credentials-get"
PASSKEY_PAGES = {
    "people:passkey_new": MAKES,
    "people:second": USES,
    "people:second_passkey": USES,
}
NO_STORE = "no-store, max-age=0"


def _policy(request: HttpRequest) -> str:
    """What a page may ask of the browser; nearly always nothing."""
    found = request.resolver_match
    allowed = PASSKEY_PAGES.get(found.view_name) if found else None
    return POLICY.replace(f"{allowed}=()", f"{allowed}=(self)") if allowed else POLICY


def may_be_found(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a search engine may keep it: a page of a searchable route, in its usual words."""
    found = request.resolver_match
    easy = bool(getattr(request, "easy", False))
    there = found is not None and found.view_name in settings.SEARCHABLE
    return there and not easy and response.status_code == 200


def headers(get_response: Answer) -> Answer:
    """Adds the headers that every route must carry; only static files may be kept by a browser."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        response.headers["Permissions-Policy"] = _policy(request)
        if not may_be_found(request, response):
            response.headers["X-Robots-Tag"] = "noindex"
        if not request.path.startswith("/static/"):
            response.headers["Cache-Control"] = NO_STORE
        return response

    return answer


def easy_mode(get_response: Answer) -> Answer:
    """Serves `/easy/...` as the same page in easy mode.

    The mode is part of the script prefix, so every address that a page makes stays in the mode,
    and no cookie has to remember it.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        request.easy = request.path_info.startswith(EASY)  # type: ignore[attr-defined]  # for the frame
        if not request.easy:  # type: ignore[attr-defined]  # set above
            return get_response(request)
        before = get_script_prefix()
        request.path_info = request.path_info[len(EASY) - 1 :]
        set_script_prefix(EASY)
        try:
            return get_response(request)
        finally:
            set_script_prefix(before)

    return answer


def plain_addresses(get_response: Answer) -> Answer:
    """Finds nothing at an address that holds signs nobody can see: PostgreSQL breaks on a NUL."""

    def answer(request: HttpRequest) -> HttpResponse:
        if has_hidden_signs(request.path_info):
            raise Http404
        return get_response(request)

    return answer


def not_by_hand(get_response: Answer) -> Answer:
    """A page where an address was opened that answers only a button, or the other way round.

    The framework's own answer is empty, for which Chromium shows an error page of its own: without
    the exit, without a number.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = render(request, "website/not_by_hand.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return answer


def wait_when_busy(get_response: Answer) -> Answer:
    """Asks to wait where all slots for slow runs are taken; pages that keep what was typed do it
    themselves."""

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def busy(request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if not isinstance(fault, Busy):
            return None
        page = render(request, "website/busy.html", status=503)
        page.headers["Retry-After"] = "5"
        return page

    answer.process_exception = busy  # type: ignore[attr-defined]  # where Django looks for it
    return answer


def cannot_keep(get_response: Answer) -> Answer:
    """Says so where the database keeps nothing: a full disk, a disk that may only be read, a
    database that is gone for a moment. What was not kept is not half-kept: the transaction is over.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def refused(request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if not isinstance(fault, (OperationalError, InternalError)):
            return None
        # The kind only: the text of a fault may hold what was to be kept.
        log.error("the database kept nothing: %s", type(fault).__name__)
        page = render(request, "website/cannot_keep.html", status=503)
        page.headers["Retry-After"] = "60"
        return page

    answer.process_exception = refused  # type: ignore[attr-defined]  # where Django looks for it
    return answer
