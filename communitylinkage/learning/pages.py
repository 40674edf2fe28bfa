"""What the pages of learning share: one form on a page, what was done, what is not there."""

from typing import TypeVar
from urllib.parse import urlencode

from django import forms
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from communitylinkage.learning import wording

Row = TypeVar("Row", bound=Model)


def found(row: Row | None) -> Row:
    """The row, or no such page."""
    if row is None:
        raise Http404
    return row


def form_page(
    request: HttpRequest, form: forms.Form, *, title: object, button: object, back: str,
    about: object = "",
) -> HttpResponse:  # fmt: skip
    """A page with one form.

    Args:
        back: the address of the page that leads here.
    """
    shown = {
        "form": form, "title": title, "button": button, "back": back, "about": about,
        "files": form.is_multipart(),
    }  # fmt: skip
    return render(request, "learning/form.html", shown)


def done(name: str, number: object, said: str) -> HttpResponse:
    """Goes to a page, which says what was done."""
    return redirect(f"{reverse(name, args=[number])}?{urlencode({'said': said})}")


def said(request: HttpRequest) -> object:
    """The sentence of what was done."""
    return wording.SAID.get(request.GET.get("said", ""), "")
