"""What pages share: the language of the page, a row or no such page, what a form is bound to,
a code to scan, and going back with what was done or why it was not."""

from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

Row = TypeVar("Row")
Code = TypeVar("Code", bound=str)


def reader() -> str:
    """The language of the page, without its region."""
    return (get_language() or "en").split("-")[0]


def page_language(code: str) -> str:
    """The language in which somebody reads our pages: hers, where they are written in it."""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def scannable(address: str) -> SafeString:
    """An address of ours as a picture for the camera (SVG)."""
    drawn = segno.make(address, micro=False).svg_inline(
        scale=6, light="#fff", svgclass=None, lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308 # nosec -- our own picture of our own address


def found(row: Row | None) -> Row:
    """The row, or no such page."""
    if row is None:
        raise Http404
    return row


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: also a form that was sent with nothing in it."""
    return request.POST if request.method == "POST" else None


def back(page: str, *where: object, said: str, **more: str) -> HttpResponse:
    """Goes to a page, which says what was done.

    Args:
        page: the name of its route. where: its arguments. said: a code of the page's `news`.
        more: what its address says besides.
    """
    return redirect(f"{reverse(page, args=where)}?{urlencode(more | {'said': said})}")


def refused(page: str, *where: object, why: str, **more: str) -> HttpResponse:
    """Goes to a page, which says why it was not done; arguments as `back`."""
    return redirect(f"{reverse(page, args=where)}?{urlencode(more | {'why': why})}")


def news(
    request: HttpRequest, said: Mapping[str, object], why: Mapping[Code, object]
) -> dict[str, object]:
    """What the page has to say about what was done or refused; nothing for a code that is none.

    Args:
        said, why: sentences by their codes.
    """
    refusals = {str(code): words for code, words in why.items()}
    return {
        "said": said.get(request.GET.get("said", ""), ""),
        "why": refusals.get(request.GET.get("why", ""), ""),
    }
