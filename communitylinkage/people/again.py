"""The password once more, before something sealed is opened in a browser that was left alone.

It is asked on the page where she is. What she sent is carried along, and goes on when it is right.
"""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime

from django.db import connections, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.people import signing_in
from communitylinkage.people.forms import AgainForm
from communitylinkage.people.models import Account
from communitylinkage.people.rules import IDLE, NotAllowed, was_idle
from communitylinkage.vault.keys import Busy

View = Callable[..., HttpResponse]
PASSWORD, READ = "again_password", "again_read"
_OURS = {PASSWORD, READ, "csrfmiddlewaretoken"}


class PasswordAgain(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """The key is not given out before the password was given again."""


def idle(request: HttpRequest, now: datetime) -> bool:
    """Whether this browser was left alone; one that was not is noted as in use.

    Whoever comes upon an open browser can look around in it without the clock beginning anew.
    """
    last = getattr(request.session, "last_used", None)
    if last is None:
        return False
    if was_idle(last, now):
        return True
    request.session.touch(now)  # type: ignore[attr-defined]  # our own store
    return False


def commits_itself(view: View) -> View:
    """Marks a view that commits in steps of its own, or is slow: it is never within a transaction.

    It must not want the key after it wrote something: what it wrote is not taken back.
    """
    view.commits_itself = True  # type: ignore[attr-defined]  # read by `or_ask`
    return view


def or_ask(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """What a page answers in a browser that was left alone, or the question.

    What a POST wrote before it wanted the key is taken back: it is sent a second time with the
    password, and must not be done twice. The lock store ends first, as in a withdrawal. What is
    only read takes no lock of a writer.
    """
    view = request.resolver_match and request.resolver_match.func
    whole = request.method == "POST" and not getattr(view, "commits_itself", False)
    try:
        with ExitStack() as stack:
            for alias in connections if whole else ():
                stack.enter_context(transaction.atomic(using=alias))
            return answer()
    except PasswordAgain:
        return ask(request)


def ask(request: HttpRequest, form: AgainForm | None = None, busy: bool = False) -> HttpResponse:
    """The question, with everything that was sent."""
    read = request.method != "POST" or READ in request.POST
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _OURS
        for value in values
    ]
    shown = {
        "form": form or AgainForm(),
        "carried": carried,
        "read": read,
        "busy": busy,
        "minutes": int(IDLE.total_seconds()) // 60,
    }
    return render(request, "people/again.html", shown, status=503 if busy else 200)


def given(request: HttpRequest, account: Account) -> HttpResponse | None:
    """Takes the password, if it was sent.

    Returns:
        None where the page may go on with what was sent before; else what is answered.
    """
    if request.method != "POST" or PASSWORD not in request.POST:
        return None
    now, form = timezone.now(), AgainForm(request.POST)
    if not form.is_valid():
        return ask(request, form)
    try:
        signing_in.check_again(account=account, password=form.cleaned_data[PASSWORD], now=now)
    except NotAllowed as refused:
        form.refuse(refused, PASSWORD)
        return ask(request, form)
    except Busy:
        return ask(request, form, busy=True)
    request.session.used_now(now)  # type: ignore[attr-defined]  # our own store
    if READ in request.POST:
        return redirect(request.get_full_path())
    sent = request.POST.copy()
    for name in (PASSWORD, READ):
        sent.pop(name, None)
    request.POST = sent  # type: ignore[assignment]  # without what only this page asked
    return None
