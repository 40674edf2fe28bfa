"""The public pages. They read no cookie, keep nothing and ask nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from communitylinkage.directory import queries
from communitylinkage.guide import wording


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
    """What others may do to her, in plain words; no score."""
    return render(request, "guide/signs.html", {"signs": wording.SIGNS})


@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """Her rights, also without papers, with their sources."""
    return render(request, "guide/rights.html", {"sources": wording.SOURCES})


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """What this site and her phone keep, and what the quick exit cannot do."""
    return render(request, "guide/safety.html")


@require_safe
def help_lines(request: HttpRequest) -> HttpResponse:
    """The telephone numbers of all countries, with where they were read and when."""
    countries = wording.by_country(queries.help_lines())
    here = {"countries": countries, "in_english": get_language() == "en"}
    return render(request, "guide/help_lines.html", here)
