"""What anybody reads of a programme, and any search engine may find."""

from collections.abc import Sequence
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language_bidi

from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.practices import picture as practices_picture
from communitylinkage.programme_site import composing, picture, queries, telling, wording
from communitylinkage.programme_site.models import Face, Version
from communitylinkage.programme_site.rules import text
from communitylinkage.programme_site.rules.states import SECTIONS, Kind
from communitylinkage.values.found import written_in
from communitylinkage.values.telling import Told

COUNTRY = dict(COUNTRIES)


def programme(request: HttpRequest) -> HttpResponse:
    """The programme that runs now; a page that says so where none has said anything yet."""
    face = queries.current(timezone.localdate())
    if face is None:
        return render(request, "programme_site/nothing.html")
    return _front(request, face)


def programme_of(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme: what it is, its news, and what its parts show."""
    return _front(request, _face(slug))


def _face(slug: str) -> Face:
    face = queries.face(slug)
    if face is None:
        raise Http404
    return face


def _front(request: HttpRequest, face: Face) -> HttpResponse:
    row, now = queries.published(face, Kind.ABOUT), timezone.now()
    if row is None:
        raise Http404
    written_in(request, telling.languages(row))
    return render(request, "programme_site/front.html", front_page(face, row, now))


def front_page(face: Face, row: Version, now: datetime) -> dict[str, object]:
    """What the first page of a programme shows."""
    return {
        **common(face),
        **_said(telling.text(row)),
        "news": news_lines(queries.news(face, queries.LATEST)),
        "lists": composing.lists(face.programme, now),
        "others": [one for one in queries.faces() if one.pk != face.pk],
    }


def programme_section(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Who takes part, what came of it, the campaign."""
    face = _face(slug)
    if kind not in SECTIONS:
        raise Http404
    row = queries.published(face, Kind(kind))
    if row is None and Kind(kind) is Kind.CAMPAIGN:
        raise Http404
    if row:
        written_in(request, telling.languages(row))
    shown = section_page(face, Kind(kind), row, timezone.now())
    return render(request, f"programme_site/{kind}.html", shown)


def section_page(face: Face, kind: Kind, row: Version | None, now: datetime) -> dict[str, object]:
    """What such a page shows; partners and results have something to show also without words."""
    shown = {**common(face), **_said(telling.text(row) if row else None), "kind": kind}
    if kind is Kind.PARTNERS:
        shown["partners"] = [
            (one, COUNTRY.get(one.organisation.country, one.organisation.country))
            for one in queries.partners(face.programme)
        ]
    if kind is Kind.RESULTS:
        needs = practices_picture.needs()
        shown |= {
            "figures": composing.figures(face.programme, now),
            "needs": [one for one in needs if one.asked is not None],
            "picture": picture.drawing(needs, get_language_bidi()),
        }
    return shown


def programme_news(request: HttpRequest, slug: str) -> HttpResponse:
    """All news, the newest first."""
    face = _face(slug)
    shown = {**common(face), "news": news_lines(queries.news(face))}
    return render(request, "programme_site/news.html", shown)


def programme_news_item(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One piece of news."""
    face = _face(slug)
    row = queries.published(face, Kind.NEWS, number)
    if row is None:
        raise Http404
    written_in(request, telling.languages(row))
    return render(request, "programme_site/item.html", item_page(face, row))


def item_page(face: Face, row: Version) -> dict[str, object]:
    """What a piece of news shows."""
    return {**common(face), **_said(telling.text(row)), "since": row.page.since, "row": row}


def news_lines(rows: Sequence[Version]) -> list[tuple[Version, Told, str]]:
    """Pieces of news with their text and its beginning."""
    told = [(row, telling.text(row)) for row in rows]
    return [(row, one, text.summary(one.body)) for row, one in told]


def _said(told: Told | None) -> dict[str, object]:
    if told is None:
        return {"told": None, "blocks": (), "summary": ""}
    return {
        "told": told,
        "blocks": text.blocks(told.body),
        "summary": text.summary(told.body) if not told.foreign else "",
    }


def common(face: Face) -> dict[str, object]:
    """What each page of a programme has: its menu, who pays, and the emblem."""
    campaign = queries.published(face, Kind.CAMPAIGN) is not None
    return {
        "face": face,
        "programme": face.programme,
        "menu": [(kind.value, wording.KINDS[kind]) for kind in SECTIONS
                 if kind is not Kind.CAMPAIGN or campaign],
        "funder": telling.funder(face, face.programme.funder),
        "emblem": telling.emblem_drawn(),
    }  # fmt: skip
