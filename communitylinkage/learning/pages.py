"""What the pages of learning share: one form on a page, what was done, what is not there."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communitylinkage.learning import wording
from communitylinkage.people import pages


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
    return pages.back(name, number, said=said)


def said(request: HttpRequest) -> object:
    """The sentence of what was done."""
    return pages.news(request, wording.SAID, {})["said"]
