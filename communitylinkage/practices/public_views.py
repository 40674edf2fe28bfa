"""What anybody reads without an account: the list, a practice, where practices went."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from communitylinkage.people.lists import as_file, page_asked, search_of
from communitylinkage.practices import picture, queries, telling, wording
from communitylinkage.practices.actions import FIELDS
from communitylinkage.practices.models import Version
from communitylinkage.practices.rules.states import State
from communitylinkage.values.found import written_in
from communitylinkage.values.languages import OWN_NAMES

FILTERS: dict[str, list[tuple[str, Any]]] = {
    "topic": wording.TOPIC_CHOICES,
    "country": list(telling.COUNTRY.items()),
    "language": list(OWN_NAMES.items()),
}


def practices(request: HttpRequest) -> HttpResponse:
    """The list: searched in all languages at once, filtered, and as a file."""
    search = search_of(request)
    chosen = {
        name: code
        for name, choices in FILTERS.items()
        if (code := request.GET.get(name, "")) in dict(choices)
    }
    marks = [f"{name}:{code}" for name, code in chosen.items()]
    kind = request.GET.get("as", "")
    if kind in FILES:
        rows = queries.versions_of(queries.matching(search, marks))
        return FILES[kind](rows)
    page = page_asked(request)
    found, more = queries.found(search, marks, page)
    asked = request.GET.copy()
    asked.pop("page", None)
    shown = {
        "found": [line(row) for row in found],
        "search": search,
        "chosen": chosen,
        "filters": FILTERS,
        "asked": asked.urlencode(),
        "page": page,
        "next": page + 1 if more else 0,
        "before": page - 1,
        "criteria": wording.CRITERIA.values(),
    }
    return render(request, "practices/practices.html", shown)


def line(row: Version) -> dict[str, object]:
    """A practice in a list."""
    return {
        "row": row,
        "told": telling.told(row),
        "topics": telling.topics(row.topics),
        "country": telling.country(row.practice.country),
        "languages": telling.languages(row),
    }


def _csv(rows: list[Version]) -> HttpResponse:
    head = [_("Address"), _("Organisation"), _("Country"), _("Title"), _("Language"),
            _("Which problems it answers"), _("What others may do with it"),
            _("Published")]  # fmt: skip
    lines = [
        (telling.address(row), row.practice.organisation.name, row.practice.country,
         telling.told(row).title, telling.told(row).language, ", ".join(row.topics), row.rights,
         row.published_at)
        for row in rows
    ]  # fmt: skip
    return as_file("practices", head, lines)


def _json(rows: list[Version]) -> HttpResponse:
    told = [
        {
            "address": telling.address(row),
            "version": row.number,
            "published": row.published_at.isoformat() if row.published_at else None,
            "organisation": row.practice.organisation.name,
            "country": row.practice.country,
            "topics": row.topics,
            "rights": row.rights,
            "evidence": [{"to": to, "title": title} for to, title in row.evidence],
            "texts": {
                text.language: {name: getattr(text, name) for name in FIELDS}
                for text in row.texts.all()
            },
        }
        for row in rows
    ]
    return HttpResponse(
        json.dumps(told, ensure_ascii=False, indent=1), content_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="practices.json"'},
    )  # fmt: skip


FILES = {"csv": _csv, "json": _json}


def practice(request: HttpRequest, reference: str, number: int = 0) -> HttpResponse:
    """One practice, in the reader's language or in the one she chooses, two side by side."""
    row = queries.public(reference, number)
    if row is None:
        raise Http404
    written_in(request, dict(telling.languages(row)))
    return render(request, "practices/practice.html", page_of(request, row))


def page_of(request: HttpRequest, row: Version) -> dict[str, object]:
    """What a page says about a version, for everybody."""
    codes = dict(telling.languages(row))
    chosen, beside = request.GET.get("language", ""), request.GET.get("beside", "")
    told = telling.told(row, chosen)
    other = telling.told(row, beside) if beside in codes and beside != told.language else None
    source = row.practice.adapted_from
    return {
        "row": row,
        "told": told,
        "beside": other,
        "rows": list(zip(told.parts, other.parts, strict=False)) if other else [],
        "languages": telling.languages(row),
        "wanted": telling.wanted_in(row),
        "here_language": get_language(),
        "topics": telling.topics(row.topics),
        "country": telling.country(row.practice.country),
        "deed": wording.DEEDS.get(row.rights, ""),
        "evidence": telling.evidence(row),
        "citation": telling.citation(row) if row.published_at else "",
        "reviews": [(one, telling.country(one.organisation.country), telling.review(one))
                    for one in queries.reviews(row)],
        "adoptions": [(one, telling.country(one.organisation.country))
                      for one in queries.adoptions(row)],
        "adapted": [line(one) for one in queries.adapted(row)],
        "source": source,
        "source_told": telling.told(source) if source else None,
        "others": row.practice.versions.filter(published_at__isnull=False).exclude(pk=row.pk),
        "withdrawn": row.state == State.WITHDRAWN,
    }  # fmt: skip


def practice_version(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One version, at the address that papers name."""
    if number < 1:
        raise Http404
    return practice(request, reference, number)


def practices_travelled(request: HttpRequest) -> HttpResponse:
    """Which practice went where, as a picture and as a table; which needs have none yet."""
    found = picture.ways()
    if request.GET.get("as") == "csv":
        return _ways_file(found)
    needs = picture.needs()
    shown = {
        "ways": [(way, telling.country(way.start), telling.country(way.end)) for way in found],
        "picture": picture.drawing(found, get_language_bidi()),
        "needs": needs,
        "figures": any(need.asked is not None for need in needs),
        "list": reverse("practices"),
    }
    return render(request, "practices/travelled.html", shown)


def _ways_file(found: list[picture.Way]) -> HttpResponse:
    head = [
        _("Practice"),
        _("From which country"),
        _("To which country"),
        _("Organisation"),
        _("Since"),
        _("Changed"),
    ]
    lines = [
        (way.title.title, way.start, way.end, way.who, way.since, way.adapted) for way in found
    ]
    return as_file("practices-travelled", head, lines)
