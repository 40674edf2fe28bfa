"""What was found: one round by country, the needs of all, two rounds side by side."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communitylinkage.assessment import figures, queries
from communitylinkage.assessment.models import Assessment
from communitylinkage.assessment.round_views import my_round
from communitylinkage.assessment.rules import Wave
from communitylinkage.assessment.views import mine
from communitylinkage.disclosure.policy import INTERNAL
from communitylinkage.people.access import needs, viewer_of
from communitylinkage.surveys.analysis import results, wording
from communitylinkage.surveys.answering.models import Collection


def _frame(request: HttpRequest, row: Assessment, found: list[Collection]) -> dict[str, Any]:
    """For whom figures are shown, what may be chosen, and who makes what is missing."""
    allowed = figures.audiences(viewer_of(request), found)
    asked = request.GET.get("for", "")
    return {
        "team": queries.running(row) if INTERNAL.name not in allowed else [],
        "all_closed": bool(found) and all(one.closed is not None for one in found),
        "audience": asked if asked in allowed else allowed[0],
        "audiences": [(key, wording.AUDIENCES[key]) for key in allowed],
        "found": found,
    }


@needs(queries.RUN)
def round_results(request: HttpRequest, number: UUID) -> HttpResponse:
    """Needs and every question by country; coding and files are one link away."""
    row = my_round(request, number)
    found = figures.collections([row])
    shown = _frame(request, row.assessment, found) | {"row": row}
    if found:
        shown["matrix"] = figures.matrix(found, shown["audience"], "country")
        shown["questions"] = figures.questions(found, shown["audience"], "country")
        shown |= {} if shown["questions"] else _nothing(found, shown["audience"])
        shown["whole"] = results.collection(viewer_of(request), row.collection_id)
    return render(request, "assessment/results.html", shown)


@needs(queries.RUN)
def assessment_needs(request: HttpRequest, number: UUID) -> HttpResponse:
    """Needs by country: a matrix for each round of one wave, services beside communities."""
    row = mine(request, number)
    asked = request.GET.get("wave", "")
    wave = asked if asked in list(Wave) else Wave.BASELINE
    rounds = row.rounds.filter(wave=wave).select_related("collection__version__questionnaire")
    found = figures.collections(rounds)
    shown = _frame(request, row, found) | {"row": row, "wave": wave}
    shown["matrices"] = [
        (one.version.questionnaire.title, figures.matrix([one], shown["audience"], "country"))
        for one in found
    ]
    if found and not figures.asks_needs(found):
        shown["why"] = figures.NO_NEEDS
    elif not any(matrix for _title, matrix in shown["matrices"]):
        shown |= _nothing(found, shown["audience"])
    return render(request, "assessment/needs.html", shown)


@needs(queries.RUN)
def assessment_compare(request: HttpRequest, number: UUID) -> HttpResponse:
    """Two rounds that asked with the same questionnaire, side by side."""
    row = mine(request, number)
    pairs = figures.pairs(row)
    asked = request.GET.get("pair", "")
    pair = next((one for one in pairs if str(one[1].pk) == asked), pairs[-1] if pairs else None)
    found = figures.collections(pair) if pair else []
    shown = _frame(request, row, found) | {"row": row, "pair": pair}
    if pair:
        shown["names"] = [figures.round_name(one) for one in pair]
        shown["questions"] = figures.side_by_side(pair, shown["audience"])
        shown["moved"] = figures.moved(pair, shown["audience"])
        shown["moved_drawing"] = figures.moved_drawing(shown["moved"])
        shown["pairs"] = [
            (one[1].pk, one[1].version.questionnaire.title, figures.round_name(one[1]))
            for one in pairs
        ]
        shown |= {} if shown["questions"] else _nothing(found, shown["audience"])
    return render(request, "assessment/compare.html", shown)


def _nothing(found: list[Collection], audience: str) -> dict[str, object]:
    """Why no figure stands there; `nothing` is what the team can make."""
    if not found:
        return {"why": figures.NOTHING_ASKED}
    if audience == INTERNAL.name:
        return {"why": figures.waits(found)}
    return {"nothing": wording.SAID["not_released"]}
