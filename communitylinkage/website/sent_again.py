"""A form that is sent again because the signal was lost is taken once, and answered twice.

The first sending arrived and was done, its answer was lost, and she presses the button again. Each
page that a browser gets carries a token of its own (Django masks it anew on each), so the same
token with the same fields at the same address is the same page sent once more: it leads to where
the first led, and nothing is done. A page that was opened anew has another token, so whoever means
to do a thing twice can.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac

Answer = Callable[[HttpRequest], HttpResponse]

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 # nosec B105 - the name of a field
REMEMBERED = 20  # of the newest forms of a session: no page is older than that many sendings


class SentAgain:
    """Remembers in the session, as keyed hashes, which forms led where.

    Only of who is signed in: the public pages have no session, and guard against doubling
    themselves (an ask carries a number, a letter of her page too).
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Keeps where a form led that was taken."""
        answer = self.get_response(request)
        key = getattr(request, "sent_as", "")
        if key and answer.status_code == 302 and _goes_on(request):
            before = request.session.get("sent", [])
            request.session["sent"] = [*before, [key, answer.headers["Location"]]][-REMEMBERED:]
        return answer

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Leads to where the same form led, if it was sent before."""
        if request.method != "POST" or "account" not in request.session:
            return None
        if TOKEN not in request.POST:
            return None
        key = _key(request)
        led = dict(request.session.get("sent", []))
        if key in led:
            return redirect(led[key])
        request.sent_as = key  # type: ignore[attr-defined]  # read when it was answered
        return None


def _goes_on(request: HttpRequest) -> bool:
    """Whether her sign-in is still there: what she did may have ended it, and where a session was
    signed out nothing can be written into it any more."""
    session = request.session
    return "account" in session and session.exists(session.session_key or "")


def _key(request: HttpRequest) -> str:
    fields = sorted(request.POST.lists())
    files = [(name, one.name, one.size) for name in request.FILES
             for one in request.FILES.getlist(name)]  # fmt: skip
    said = repr((request.get_full_path(), fields, files)).encode(errors="surrogatepass")
    return salted_hmac(__name__, said, algorithm="sha256").hexdigest()
