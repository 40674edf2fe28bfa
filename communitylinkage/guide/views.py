"""The public pages. They read no cookie, keep nothing and ask nothing."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communitylinkage.directory import queries
from communitylinkage.guide import counting, showing, wording
from communitylinkage.guide.forms import FindForm
from communitylinkage.organisations.queries import public_faces
from communitylinkage.people.access import name_page


@require_safe
def first_page(request: HttpRequest) -> HttpResponse:
    """The ways to help, in large letters."""
    return render(request, "guide/first_page.html")


@require_safe
def danger(request: HttpRequest) -> HttpResponse:
    """Whom to call now. Never a form (DESIGN 3, rule 6)."""
    return render(request, "guide/danger.html")


@require_safe
def signs(request: HttpRequest) -> HttpResponse:
    """What others may do to her, in plain words, and where it is written; no score."""
    shown = {"signs": wording.SIGNS, "sources": wording.SIGN_SOURCES}
    return render(request, "guide/signs.html", shown)


@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """Her rights, also without papers, with their sources."""
    return render(request, "guide/rights.html", {"sources": wording.SOURCES})


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """What this site and her phone keep, and what the quick exit cannot do."""
    return render(request, "guide/safety.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Who keeps this site, what it keeps, and the ways in for those who work with it."""
    shown = {"organisations": public_faces(), "address": settings.CONTACT_EMAIL}
    return render(request, "guide/about.html", shown)


@require_safe
def help_lines(request: HttpRequest) -> HttpResponse:
    """The telephone numbers of all countries, with where they were read and when."""
    countries = wording.by_country(queries.help_lines(), queries.help_line_countries())
    here = {"countries": countries, "in_english": get_language() == "en"}
    return render(request, "guide/help_lines.html", here)


# The search writes one coarse count, which anybody may add by searching, so there is nothing that
# another site could make her do; a token would need a cookie (issue 2, section 4).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """What she needs, and the services that answer it. Nothing of it is kept but a count."""
    name_page(request, request.path_info)
    now = timezone.now()
    if request.POST.get("again") == "form":
        return render(request, "guide/find.html", {"form": FindForm.filled(request.POST, now)})
    form = FindForm(request.POST if request.method == "POST" else None, now=now)
    if not form.is_bound or not form.is_valid():
        return render(request, "guide/find.html", {"form": form})
    if form.must_choose_place:
        shown = {"form": form, "again": "answer", "places": showing.places(form.places)}
        return render(request, "guide/choose_place.html", shown)
    return _found(request, form, now)


# As above: it writes nothing, not even a count.
@csrf_exempt
@require_POST
def places(request: HttpRequest) -> HttpResponse:
    """The places that a name means so far, while she types it; only htmx asks for this part."""
    found = showing.places(queries.places_named(request.POST.get("place", "")))
    return render(request, "guide/places.html", {"places": found})


def _found(request: HttpRequest, form: FindForm, now: datetime) -> HttpResponse:
    need, place = form.need(), form.cleaned_data["found"]
    language = next(iter(need.languages), "")
    found = showing.found(need, now)
    # The same question in another language is one question.
    if "again" not in request.POST:
        counting.count(need, found, now)
    shown = {
        "form": form,
        "again": "answer",
        "found": found,
        "near": showing.places([place])[0] if place else None,
        "asking": [("kind", need.kind), ("country", need.country), ("language", language)],
    }
    return render(request, "guide/found.html", shown)


@require_safe
def service(request: HttpRequest, number: UUID) -> HttpResponse:
    """The card of one service, to read, to print, or as text only (`?text`)."""
    card = showing.card(number, timezone.now())
    if card is None:
        raise Http404
    bare = "text" in request.GET
    return render(request, "guide/service.html", {"card": card, "bare": bare})
