"""The pages of who is on duty: list, read, take, give back, close. Strangers get 404."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from communitylinkage.people.access import (
    name_page,
    needs,
    post_only,
    private_key_of,
    viewer_of,
)
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.roles import Permission
from communitylinkage.referrals.asks import actions, queries, showing, wording
from communitylinkage.referrals.asks.forms import AnswerForm, CloseForm
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.rules import Act, NotNow, Outcome
from communitylinkage.values.lists import finds
from communitylinkage.vault.keys import Locked


def _ask(request: HttpRequest, reference: str) -> Ask:
    viewer = viewer_of(request)
    return get_object_or_404(queries.asks_for(viewer), reference=reference)


@require_safe
@needs(Permission.REFERRAL_MAKE)
def asks(request: HttpRequest) -> HttpResponse:
    """What waits, and what she took; with a search, and as a file."""
    search = search_of(request)
    rows = showing.rows(queries.open_asks(viewer_of(request)))
    found = [
        row for row in rows if finds(search, row.reference, row.state, row.post, row.organisation)
    ]
    if wants_file(request):
        cells = [(row.reference, row.state, row.due) for row in found]
        return as_file("list", wording.COLUMNS, cells)
    return render(request, "referrals/asks/list.html", {"asks": found, "search": search})


@require_safe
@needs(Permission.REFERRAL_MAKE)
def asked(request: HttpRequest, reference: str) -> HttpResponse:
    """One ask: where it stands, and what she may do. Nothing of what was written."""
    return show_ask(request, _ask(request, reference))


@post_only
@needs(Permission.REFERRAL_MAKE)
def ask_read(request: HttpRequest, reference: str) -> HttpResponse:
    """Opens what she wrote, which the journal notes; the page is stored nowhere."""
    row, key = _ask(request, reference), private_key_of(request)
    if key is None:
        return show_ask(request, row, problem="no_key")
    viewer = viewer_of(request)
    try:
        opened = actions.read(ask=row, account=viewer.account, private_key=key, now=timezone.now())
    except (NotNow, Locked):
        return show_ask(request, row, problem="locked")
    return show_ask(request, row, opened=opened)


@post_only
@needs(Permission.REFERRAL_MAKE)
def ask_act(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes, gives back or closes; what is not possible any more is said."""
    row, form = _ask(request, reference), CloseForm(request.POST)
    if request.POST.get("act") == Act.ANSWER:
        return _answer(request, row)
    act = next((act for act in showing.BUTTONS if act == request.POST.get("act")), None)
    if act is None or (act == Act.CLOSE and not form.is_valid()):
        return show_ask(request, row, problem="choose")
    outcome = Outcome(form.cleaned_data["outcome"]) if act == Act.CLOSE else None
    by = viewer_of(request).account.pk
    try:
        actions.do(ask=row, act=act, by=by, now=timezone.now(), outcome=outcome)
    except NotNow:
        return show_ask(request, row, problem="too_late")
    return redirect("asked", reference) if act == Act.TAKE else redirect("asks")


def _answer(request: HttpRequest, row: Ask) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show_ask(request, row, problem="write", answering=form)
    by = viewer_of(request).account.pk
    try:
        actions.answer(ask=row, text=form.cleaned_data["text"], by=by, now=timezone.now())
    except NotNow:
        return show_ask(request, row, problem="too_late")
    return redirect("asked", row.reference)


def show_ask(
    request: HttpRequest,
    row: Ask,
    problem: str = "",
    opened: actions.Opened | None = None,
    answering: AnswerForm | None = None,
) -> HttpResponse:
    """The page of one ask, with what was opened or what went wrong."""
    row.refresh_from_db()
    # What answers a button is, in another language, the page of the ask.
    name_page(request, reverse("asked", args=[row.reference]))
    viewer = viewer_of(request)
    shown = showing.page(row, viewer.account.pk) | {
        "form": CloseForm(),
        "answering": answering or AnswerForm(),
        "answers": row.answers.count(),
        "replies": row.replies.count(),
        "problem": showing.PROBLEMS.get(problem, ""),
        "letter": showing.letter(opened.letter) if opened else None,
        "heard": showing.talk(opened) if opened else None,
    }
    return render(request, "referrals/asks/asked.html", shown)
