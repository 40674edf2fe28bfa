"""What anybody reads without an account: the tracker, a demand, a promise, the brief."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from communitylinkage.advocacy import brief, picture, queries, telling, wording
from communitylinkage.advocacy.models import Demand, Promise
from communitylinkage.advocacy.rules.demands import State
from communitylinkage.advocacy.rules.promises import Standing
from communitylinkage.advocacy.rules.promises import State as PromiseState
from communitylinkage.people.lists import as_file, wants_file
from communitylinkage.people.pages import found, reader
from communitylinkage.values.found import written_in

STANDS = {one.value: words for one, words in wording.STANDINGS.items()}


def promises(request: HttpRequest) -> HttpResponse:
    """What was promised in all countries, and what became of it."""
    return _tracker(request, "")


def promises_of(request: HttpRequest, country: str) -> HttpResponse:
    """The same of one country, with what is asked for there."""
    if country not in telling.PLACE:
        raise Http404
    return _tracker(request, country)


def _tracker(request: HttpRequest, country: str) -> HttpResponse:
    today = timezone.localdate()
    rows = queries.stood([country] if country else [], today)
    tallies = queries.counted(rows)
    chosen = request.GET.get("stands", "")
    chosen = chosen if chosen in STANDS else ""
    keys = [row.pk for row in rows if not chosen or row.standing == chosen]
    if wants_file(request):
        return _csv(queries.promises_by(keys), today)
    page = _page(request)
    first = (page - 1) * queries.PAGE
    demands = queries.public_demands(country) if country else []
    shown = {
        "country": country,
        "place": telling.place(country) if country else "",
        "tallies": tallies,
        "places": [(one.country, telling.place(one.country)) for one in tallies],
        "table": [(picture.MARKS[one], words, [tally.of(one) for tally in tallies])
                  for one, words in wording.STANDINGS.items()],
        "picture": picture.drawing(tallies, get_language_bidi()),
        "picture_said": brief.picture_said(),
        "standings": [(one.value, words) for one, words in wording.STANDINGS.items()],
        "chosen": chosen,
        "found": [line(row, today)
                  for row in queries.promises_by(keys[first : first + queries.PAGE])],
        "before": page - 1,
        "next": page + 1 if first + queries.PAGE < len(keys) else 0,
        "demands": [(row, telling.demand(row)) for row in demands],
    }  # fmt: skip
    return render(request, "advocacy/promises.html", shown)


def _page(request: HttpRequest) -> int:
    typed = request.GET.get("page", "")
    return max(int(typed), 1) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 1


def line(row: Promise, today: date) -> dict[str, object]:
    """A promise in a list."""
    mistaken = row.state == PromiseState.MISTAKEN
    stands = None if mistaken else queries.stands(row, today)
    return {
        "row": row,
        "told": telling.promise(row),
        "place": telling.place(row.body.country),
        "stands": wording.STANDINGS[stands] if stands else row.get_state_display(),
        "mark": picture.MARKS[stands] if stands else "",
        "late": stands is Standing.LATE,
        "mistaken": mistaken,
    }


def _csv(rows: list[Promise], today: date) -> HttpResponse:
    head = [_("Country"), _("Who promised"), _("What was promised"), _("Language"),
            _("Promised on"), _("Last day"), _("How it stands"), _("Since"), _("Where it is read"),
            _("Address")]  # fmt: skip
    lines = []
    for row in rows:
        told, last = telling.promise(row), row.sequels.last()
        lines.append(
            (row.body.country, row.body.name, told.title, told.language, row.made_on,
             row.deadline or "", queries.stands(row, today).value, last.day if last else "",
             telling.leads_to(last.source if last else row.source),
             telling.leads_to(f"/promise/{row.reference}/"))
        )  # fmt: skip
    return as_file("promises", head, lines)


def promises_brief(request: HttpRequest, country: str) -> HttpResponse:
    """The policy brief as PDF, in the language of the page."""
    if country not in telling.PLACE:
        raise Http404
    today = timezone.localdate()
    # One paper a day: it bears the day, not the second, so the same day gives the same bytes.
    made_at = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    named = {"Content-Disposition": f'inline; filename="brief-{country}-{reader()}.pdf"'}
    made = brief.pdf(country, today, made_at)
    return HttpResponse(made, content_type="application/pdf", headers=named)


def demand(request: HttpRequest, reference: str) -> HttpResponse:
    """What is asked for, why, of whom, and what came of it."""
    row = found(queries.public_demand(reference))
    written_in(request, [one.language for one in row.texts.all()])
    return render(request, "advocacy/demand.html", demand_page(row, timezone.localdate()))


def demand_page(row: Demand, today: date) -> dict[str, object]:
    """What a page says about a demand, for everybody."""
    told = telling.demand(row)
    promised = row.promises.exclude(state=PromiseState.MISTAKEN)
    rows = promised.select_related("body").prefetch_related("texts", "sequels")
    return {
        "row": row,
        "told": told,
        "bodies": [(one, telling.place(one.country)) for one in row.bodies.all()],
        "evidence": row.evidence.all(),
        "meetings": row.meetings.select_related("body"),
        "promises": [line(one, today) for one in rows],
        "withdrawn": row.state == State.WITHDRAWN,
        "today": today,
    }


def promise(request: HttpRequest, reference: str) -> HttpResponse:
    """One promise, and each line about what became of it."""
    row = found(queries.public_promise(reference))
    written_in(request, [one.language for one in row.texts.all()])
    return render(request, "advocacy/promise.html", promise_page(row, timezone.localdate()))


def promise_page(row: Promise, today: date) -> dict[str, object]:
    """What a page says about a promise, for everybody."""
    return {
        **line(row, today),
        "demand": telling.demand(row.demand),
        "sequels": row.sequels.all(),
    }
