"""What anybody sees: the map of what the directory offers. No mentor, no woman, no count of asking.

A mentor who speaks a rare language could be recognised by where she goes; so she is left out.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from communitylinkage.coverage import choosing, queries, wording
from communitylinkage.coverage.views import ALL, FILES, drawn


def gaps(request: HttpRequest) -> HttpResponse:
    """The public map with its table; also as a file."""
    countries = queries.countries()
    chosen = choosing.chosen(request, countries)
    now = timezone.now()
    country = queries.country(chosen.country, now, public=True) if chosen.country else None
    kind = request.GET.get("as", "")
    if country and kind in FILES:
        return FILES[kind](country, chosen)
    shown: dict[str, object] = {
        "chosen": chosen, "words": chosen.words, "country": country, "law": wording.LAW,
        "filters": choosing.filters(countries, ALL),
    }  # fmt: skip
    return render(
        request, "coverage/gaps.html", shown | (drawn(country, chosen) if country else {})
    )
