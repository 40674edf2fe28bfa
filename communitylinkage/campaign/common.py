"""Fetching through the viewer, pages with one form, and going back with what was done."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communitylinkage.campaign import queries, wording
from communitylinkage.campaign.models import Campaign
from communitylinkage.campaign.rules.states import RefusedError
from communitylinkage.people import pages
from communitylinkage.people.access import viewer_of
from communitylinkage.people.pages import found


def campaign_of(request: HttpRequest, reference: str) -> Campaign:
    """A campaign of her programmes, or no such page."""
    return found(queries.campaign(viewer_of(request), reference))


def refused(page: str, *where: object, error: RefusedError) -> HttpResponse:
    """Goes to a page, which says why it was not done."""
    return pages.refused(page, *where, why=error.why)


def news(request: HttpRequest) -> dict[str, object]:
    """What the page has to say about what was done or refused."""
    return pages.news(request, wording.SAID, wording.REFUSED)


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
