"""Reading one text after another and ticking codes; for the team, with a member's key."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.people.access import needs, private_key_of, viewer_of
from communitylinkage.surveys.analysis import actions, codes, coding, results, showing
from communitylinkage.surveys.analysis.codebook import Item, Shape, said
from communitylinkage.surveys.analysis.forms import CodeForm, TickForm
from communitylinkage.surveys.analysis.views import frame, item_at, mine
from communitylinkage.surveys.answering.models import Collection
from communitylinkage.surveys.queries import KEEP
from communitylinkage.surveys.rules import NotNowError
from communitylinkage.vault.keys import Locked


def _mine(request: HttpRequest, number: UUID, at: int) -> tuple[Collection, Item]:
    """A free-text question of a collection of whose team she is, or no such page."""
    one = mine(request, number)
    item = item_at(one, at)
    if item.shape is not Shape.TEXT or not results.in_team(viewer_of(request), one):
        raise Http404
    return one, item


def _page(request: HttpRequest, one: Collection, item: Item, at: int, **more: Any) -> HttpResponse:
    shown = frame(request, one)
    label = said(item.words, shown["language"]) or item.name
    shown |= {
        "at": at,
        "label": label,
        "left": codes.waiting(one, item.place).count(),
        "counts": showing.shown(at, results.coded(one, item), ""),
        "code_form": CodeForm(),
        "closed": one.closed is not None,
        **more,
    }
    return render(request, "surveys/analysis/texts.html", shown)


@needs(KEEP)
def collection_texts(request: HttpRequest, number: UUID, at: int) -> HttpResponse:
    """How often each code stands, a form for a new one, and the way to the next text."""
    one, item = _mine(request, number, at)
    return _page(request, one, item, at)


@needs(KEEP)
def collection_code(request: HttpRequest, number: UUID, at: int) -> HttpResponse:
    """Makes a code."""
    one, item = _mine(request, number, at)
    if request.method != "POST":
        return redirect("collection_texts", number=number, at=at)
    form, by = CodeForm(request.POST), viewer_of(request).account.pk
    if not form.is_valid():
        return _page(request, one, item, at, code_form=form)
    actions.make_code(
        collection=one, place=item.place, name=form.cleaned_data["name"], by=by, now=timezone.now()
    )
    return redirect("collection_texts", number=number, at=at)


@needs(KEEP)
def collection_read(request: HttpRequest, number: UUID, at: int) -> HttpResponse:
    """Keeps the ticks of the text before, if one was sent, and opens the next."""
    one, item = _mine(request, number, at)
    if request.method != "POST":
        return redirect("collection_texts", number=number, at=at)
    viewer, now, known = viewer_of(request), timezone.now(), codes.codes(one, item.place)
    form = TickForm(request.POST, codes=known)
    try:
        if "text" in request.POST and form.is_valid():
            text = coding.submission(one, form.cleaned_data["text"])
            if text is None:
                raise Http404
            ticked = form.cleaned_data["codes"]
            actions.tick(collection=one, submission=text, place=item.place, ticked=ticked,
                         by=viewer.account.pk, now=now)  # fmt: skip
        waits = coding.next_text(one, item.place, viewer, private_key_of(request), now)
    except NotNowError:
        return redirect("collection_texts", number=number, at=at)
    except Locked:
        return render(request, "surveys/analysis/locked.html", frame(request, one), status=403)
    fresh = TickForm(initial={"text": waits.submission.pk}, codes=known) if waits else None
    return _page(request, one, item, at, waits=waits, tick_form=fresh, done=waits is None)
