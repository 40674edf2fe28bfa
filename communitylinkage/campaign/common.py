"""Fetching through the viewer, pages with one form, and going back with what was done."""

from typing import TypeVar
from urllib.parse import urlencode

from django import forms
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from communitylinkage.campaign import queries, wording
from communitylinkage.campaign.models import Campaign
from communitylinkage.campaign.rules.states import RefusedError, Why
from communitylinkage.people.access import viewer_of

Row = TypeVar("Row", bound=Model)


def found(row: Row | None) -> Row:
    """The row, or no such page."""
    if row is None:
        raise Http404
    return row


def campaign_of(request: HttpRequest, reference: str) -> Campaign:
    """A campaign of her programmes, or no such page."""
    return found(queries.campaign(viewer_of(request), reference))


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: also a form that was sent with nothing in it."""
    return request.POST if request.method == "POST" else None


def back(page: str, *where: object, said: str) -> HttpResponse:
    """Goes to a page, which says what was done."""
    return redirect(f"{reverse(page, args=where)}?{urlencode({'said': said})}")


def refused(page: str, *where: object, error: RefusedError) -> HttpResponse:
    """Goes to a page, which says why it was not done."""
    return redirect(f"{reverse(page, args=where)}?{urlencode({'why': error.why.value})}")


def news(request: HttpRequest) -> dict[str, object]:
    """What the page has to say about what was done or refused."""
    why = request.GET.get("why", "")
    return {
        "said": wording.SAID.get(request.GET.get("said", "")),
        "why": wording.REFUSED[Why(why)] if why in set(Why) else "",
    }


def form_page(
    request: HttpRequest, form: forms.Form, campaign: Campaign | None, *, title: object,
    button: object, back: str, about: object = "",
) -> HttpResponse:  # fmt: skip
    """A page with one form.

    Args:
        back: the address of the page that leads here.
    """
    shown = {
        "form": form, "campaign": campaign, "title": title, "button": button, "back": back,
        "about": about, "files": form.is_multipart(),
    }  # fmt: skip
    return render(request, "campaign/form_page.html", shown)
