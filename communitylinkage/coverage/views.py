"""What coordinators and leads see of coverage: the map, the mends, what was asked, over time."""

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from communitylinkage.assessment.asked import asked_for
from communitylinkage.coverage import choosing, figures, queries, showing, told, wording
from communitylinkage.coverage.choosing import Chosen
from communitylinkage.coverage.queries import Country
from communitylinkage.coverage.rules.situations import SITUATIONS, Situation, need_of
from communitylinkage.directory import candidates
from communitylinkage.directory.queries import entries_of
from communitylinkage.guide.counting import KIND as SEARCHED
from communitylinkage.matching.need import Help
from communitylinkage.people.access import View, signed_in, viewer_of
from communitylinkage.people.lists import as_file
from communitylinkage.people.roles import Permission
from communitylinkage.referrals import wording as answers
from communitylinkage.referrals.promised import ANSWERED, AS_SAID
from communitylinkage.values.languages import own_name
from communitylinkage.values.places import Point

FIRST = 30
ALL = ("country", "language", "kind", "situation")


def seers(view: View) -> View:
    """Wants somebody who keeps entries or leads; for others there is no such page."""

    @signed_in
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not queries.sees(viewer_of(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return answer


def home_of(request: HttpRequest) -> str:
    """The country of her first organisation."""
    return viewer_of(request).memberships[0].organisation.country


def about(
    request: HttpRequest, which: tuple[str, ...] = ALL, every: bool = False
) -> tuple[Chosen, Country | None, dict[str, object]]:
    """What was chosen, its country, and what every page says of both."""
    countries = queries.countries()
    chosen = choosing.chosen(request, countries, home_of(request), every)
    country = queries.country(chosen.country, timezone.now()) if chosen.country else None
    shown = {
        "chosen": chosen,
        "words": chosen.words,
        "country": country,
        "filters": choosing.filters(countries, which, every),
        "law": wording.LAW,
    }
    return chosen, country, shown


@seers
def coverage(request: HttpRequest) -> HttpResponse:
    """What the list does not show, and each kind of help in each situation, for one language."""
    chosen, country, shown = about(request, ("country", "language"))
    if country:
        shown |= {
            "found": showing.found(country),
            "grid": showing.grid(country, chosen.language),
            "situations": wording.SITUATIONS.values(),
        }
    said = wording.SAID.get(request.GET.get("said", ""))
    leads = viewer_of(request).may(Permission.PROGRAMME_EDIT)
    return render(request, "coverage/coverage.html", shown | {"said": said, "leads": leads})


@seers
def coverage_map(request: HttpRequest) -> HttpResponse:
    """The map with its table; also as a file."""
    chosen, country, shown = about(request)
    if country is None:
        return render(request, "coverage/map.html", shown)
    kind = request.GET.get("as", "")
    if kind in FILES:
        return FILES[kind](country, chosen)
    return render(request, "coverage/map.html", shown | drawn(country, chosen))


def drawn(country: Country, chosen: Chosen) -> dict[str, object]:
    """The map, its bars and its table."""
    rows = [(row, showing.way(row.km), showing.way(row.direct))
            for row in showing.rows(country, chosen)]  # fmt: skip
    return {
        "picture": showing.picture(country, chosen),
        "bars": showing.bars(country, chosen),
        "rows": rows[:FIRST],
        "more": rows[FIRST:],
    }


def csv_of(country: Country, chosen: Chosen) -> HttpResponse:
    """The table as CSV."""
    rows = showing.rows(country, chosen)
    return as_file("coverage", showing.HEAD, [showing.cells(row, chosen) for row in rows])


def json_of(country: Country, chosen: Chosen) -> HttpResponse:
    """The table as JSON, with what it is measured by."""
    rows = [showing.cells(row, chosen) for row in showing.rows(country, chosen)]
    told_of = {
        "reach_km": 50, "night": country.night.isoformat(),
        "regions": [dict(zip(showing.HEAD, row, strict=True)) for row in rows],
    }  # fmt: skip
    named = {"Content-Disposition": 'attachment; filename="coverage.json"'}
    return JsonResponse(told_of, headers=named, json_dumps_params={"ensure_ascii": False})


FILES = {"csv": csv_of, "json": json_of}


@seers
def coverage_place(request: HttpRequest, code: str) -> HttpResponse:
    """One region: what she would find there, and what stands in the way."""
    chosen, country, shown = about(request, ("language", "kind", "situation"))
    country = country if country and code.startswith(country.code) else queries.country(
        code[:2], timezone.now()
    )  # fmt: skip
    region = next((one for one in country.regions if one.code == code), None) if country else None
    if country is None or region is None:
        raise Http404
    situation = Situation(chosen.situation)
    need = need_of(
        Help(chosen.kind), chosen.language, situation,
        Point(region.latitude, region.longitude), country.code,
    )  # fmt: skip
    at = country.night if situation == Situation.NIGHT else timezone.now()
    answer = candidates.answer(need, at)
    named = answer.results[:3] or answer.named()[:3]
    entries = entries_of([one.offer for one in named], timezone.localdate())
    here = Chosen(country.code, chosen.language, chosen.kind, chosen.situation)
    shown |= {
        "chosen": here,
        "words": here.words,
        "region": region,
        "picture": showing.picture(country, here, region.cell),
        "row": next(row for row in showing.rows(country, here) if row.region == region),
        "grid": showing.levels_at(country, code, chosen.language),
        "situations": [wording.SITUATIONS[one] for one in SITUATIONS],
        "found": bool(answer.results),
        "named": [(entries[one.offer.id], showing.way(None if one.km is None else round(one.km)))
                  for one in named if one.offer.id in entries and not one.offer.remote],
        "afar": [entries[one.offer.id] for one in named
                 if one.offer.id in entries and one.offer.remote],
        "in_the_way": [wording.CONDITIONS[one.condition]
                       for one in (answer.explained.relaxed if answer.explained else ())
                       if one.condition in wording.CONDITIONS],
    }  # fmt: skip
    return render(request, "coverage/place.html", shown)


@seers
def coverage_mends(request: HttpRequest) -> HttpResponse:
    """Which one change would close most."""
    chosen, country, shown = about(request, every=True)
    lines = showing.mended(country, chosen) if country else []
    if request.GET.get("as") == "csv":
        head = ("where", "change", "gaps", "regions", "women")
        return as_file("mends", head, [
            (one.where, one.change, one.gaps, one.regions, one.women) for one in lines
        ])  # fmt: skip
    return render(request, "coverage/mends.html", shown | {"lines": lines})


@seers
def coverage_change(request: HttpRequest) -> HttpResponse:
    """One selection over the months that were kept."""
    chosen, country, shown = about(request)
    situation, kind, language = chosen.places
    months = queries.months(country, kind, language, situation) if country else []
    lines = [(one, round(100 * one.reached), round(300 * one.reached)) for one in months]
    if request.GET.get("as") == "csv":
        return as_file("coverage-by-month", ("month", "reached_percent", "gaps"), [
            (one.month, share, one.gaps) for one, share, _width in lines
        ])  # fmt: skip
    return render(request, "coverage/change.html", shown | {"lines": lines[-24:]})


@seers
def coverage_asked(request: HttpRequest) -> HttpResponse:
    """What was asked for and not found, what services answered, what people say they need."""
    chosen, _country, shown = about(request, ("country",))
    now = timezone.now()
    halves = [one for one in figures.halves(SEARCHED, now) if one in figures.halves(ANSWERED, now)]
    half = request.GET.get("half", "")
    half = half if half in halves else next(iter(halves), "")
    needs = asked_for("partners")
    shown |= {
        "halves": [(one, told.title(one)) for one in halves],
        "half": half,
        "needs": [(words, *needs[name]) for name, words in wording.NEEDS.items() if name in needs],
    }
    if half and chosen.country:
        shown |= _figures(chosen.country, half)
    return render(request, "coverage/asked.html", shown)


def _figures(country: str, half: str) -> dict[str, object]:
    asked, answered = figures.asked(country, half), figures.answered(country, half)
    differs = figures.told(half, country=country) if half in figures.halves(
        AS_SAID, timezone.now()
    ) else None  # fmt: skip
    reasons = {code.value: words for code, words in answers.REASONS}  # type: ignore[attr-defined]  # a StrEnum
    return {
        "kinds": _named(asked.kinds, wording.KINDS),
        "languages": _named(asked.languages, {}),
        "answered": _named(answered.answers, wording.REFERRAL_ANSWERS),
        "reasons": _named(answered.reasons, reasons),
        "differs": differs_of(differs) if differs else None,
    }


def _named(shown: figures.Shown, words: Any) -> dict[str, object]:
    return {
        "lines": [(words.get(one.code) or own_name(one.code), one.cells) for one in shown.lines],
        "too_few": shown.too_few,
        "hidden": shown.hidden,
        "most": max(shown.most, 1),
    }


def differs_of(one: figures.Told) -> dict[str, object]:
    """What differed, in words."""
    words = {str(code): said for code, said in answers.DIFFERS}
    return {"reports": one.reports,
            "lines": [(words[code], number) for code, number in one.differs]}  # fmt: skip
