"""Publishing figures, and the page that people outside the team see."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from communitylinkage.assessment import figures, publishing, queries
from communitylinkage.assessment.forms import PublishForm
from communitylinkage.assessment.models import Publication
from communitylinkage.assessment.rules import NotNowError
from communitylinkage.assessment.views import mine
from communitylinkage.assessment.wording import SAID
from communitylinkage.people.access import needs, viewer_of
from communitylinkage.surveys.analysis import exports, results
from communitylinkage.surveys.analysis.models import TableRun
from communitylinkage.surveys.analysis.tables import ROUND
from communitylinkage.surveys.analysis.wording import AUDIENCES

FOLDER = "assessment"


@needs(queries.RUN)
def assessment_publish(request: HttpRequest, number: UUID) -> HttpResponse:
    """What is published, with its addresses; a form for more."""
    row, viewer = mine(request, number), viewer_of(request)
    offers = publishing.offers(viewer, row)
    form = PublishForm(request.POST or None, offers=offers, initial={"title": row.title})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            publishing.publish(
                row=row, rounds=said["what"].rounds, audience=said["audience"],
                title=said["title"], words=said["words"], by=viewer.account.pk, now=timezone.now(),
            )  # fmt: skip
        except NotNowError:
            return _done(number, "not_published")
        return _done(number, "published")
    published = row.publications.all()
    shown = {
        "row": row,
        "form": form if offers else None,
        "published": [(one, AUDIENCES[one.audience], address(one), _run(one)) for one in published],
        "said": SAID.get(request.GET.get("said", ""), ""),
    }
    return render(request, f"{FOLDER}/publish.html", shown)


@needs(queries.RUN)
def publication_back(request: HttpRequest, number: UUID, publication: UUID) -> HttpResponse:
    """Calls one back."""
    row = mine(request, number)
    found = row.publications.filter(pk=publication).first()
    if found is None:
        raise Http404
    if request.method != "POST":
        return redirect("assessment_publish", number=number)
    try:
        publishing.call_back(
            publication=found, by=viewer_of(request).account.pk, now=timezone.now()
        )
    except NotNowError:
        return _done(number, "")
    return _done(number, "publication_called_back")


def address(row: Publication) -> str:
    """Where people find it."""
    return reverse("figures", args=[row.token])


def _run(row: Publication) -> TableRun | None:
    return None if row.ready or row.called_back else publishing.run_of(row)


def _done(number: UUID, what: str) -> HttpResponse:
    return redirect(f"{reverse('assessment_publish', args=[number])}?said={what}")


def public_figures(request: HttpRequest, token: str) -> HttpResponse:
    """Figures as the gate let them out, for whoever has the address."""
    row = publishing.publication(token)
    if row is None:
        raise Http404
    if row.called_back is not None:
        return render(request, f"{FOLDER}/called_back.html", status=410)
    if row.ready is None:
        return render(request, f"{FOLDER}/not_ready.html")
    rounds = publishing.rounds_of(row)
    shown: dict[str, Any] = {
        "row": row,
        "rounds": [(one, figures.round_name(one)) for one in rounds],
        "countries": [queries.COUNTRY.get(code, code) for code in row.assessment.countries],
    }
    if len(rounds) > 1:
        shown["names"] = [name for _one, name in shown["rounds"]]
        shown["questions"] = figures.side_by_side((rounds[0], rounds[1]), row.audience)
        shown["moved"] = figures.moved((rounds[0], rounds[1]), row.audience)
    else:
        found = figures.collections(rounds)
        shown["matrix"] = figures.matrix(found, row.audience, "country")
        shown["questions"] = figures.questions(found, row.audience, "country")
    shown["moved_drawing"] = figures.moved_drawing(shown.get("moved", ()))
    return render(request, f"{FOLDER}/figures.html", shown)


def public_figures_file(request: HttpRequest, token: str) -> HttpResponse:
    """The same as a table for a spreadsheet."""
    row = publishing.publication(token)
    if row is None:
        raise Http404
    if row.called_back is not None or row.ready is None:
        return redirect("figures", token=token)  # the page says why there is nothing
    found = figures.collections(publishing.rounds_of(row))
    cuts = ("", "country") if len(found) == 1 else (ROUND,)
    answered = [one for by in cuts for one in results.results(found, row.audience, by) or []]
    text = "".join(exports.csv_text(exports.table_rows(answered, figures.language_of(found[-1]))))
    named = {"Content-Disposition": 'attachment; filename="figures.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=named)
