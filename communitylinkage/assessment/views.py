"""Assessments: the list, making one, one with its rounds, a further round."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from communitylinkage.assessment import actions, queries, steps
from communitylinkage.assessment.forms import NextRoundForm, WhenForm
from communitylinkage.assessment.models import Assessment, Round
from communitylinkage.people.access import Viewer, needs, viewer_of
from communitylinkage.surveys.models import Questionnaire


def mine(request: HttpRequest, number: UUID) -> Assessment:
    """One that her organisations run, or no such page."""
    found = queries.assessment(viewer_of(request), number)
    if found is None:
        raise Http404
    return found


def done(row: Round, what: str) -> HttpResponse:
    """Goes to the round's page, which says what was done."""
    return redirect(f"{reverse('round', args=[row.pk])}?said={what}")


@needs(queries.RUN)
def assessments(request: HttpRequest) -> HttpResponse:
    """The list, with a search."""
    search = request.GET.get("q", "")
    rows = queries.assessments(viewer_of(request), search)
    found = rows.prefetch_related("rounds__version__questionnaire")
    return render(request, "assessment/list.html", {"found": found, "search": search})


@needs(queries.RUN)
def assessment_new(request: HttpRequest) -> HttpResponse:
    """What to ask with; whom, where and what for; when."""
    viewer, now = viewer_of(request), timezone.now()
    if not queries.programmes(viewer).exists():
        return render(request, "assessment/no_programme.html")
    making = steps.walk(request.POST or None, viewer, timezone.localdate(now))
    if making.complete:
        return done(_made(viewer, making, request), "made")
    shown = {"making": making, "form": making.form, "last": steps.LAST}
    return render(request, "assessment/new.html", shown)


def _made(viewer: Viewer, making: steps.Making, request: HttpRequest) -> Round:
    first, about = (form.cleaned_data for form in making.before)
    by, now, home = viewer.account.pk, timezone.now(), queries.organisation(viewer)
    where, name = steps.parts(first["questionnaire"])
    return actions.make(
        programme=about["programme"],
        organisation=home,
        partners=about.get("partners", ()),
        title=about["title"],
        purpose=about["purpose"],
        kinds=about["kinds"],
        countries=about["countries"],
        questionnaire=(
            actions.take(name=name, organisation=home, by=by, now=now)
            if where == "ready"
            else Questionnaire.objects.get(pk=UUID(name))
        ),
        when=_when(making.form),
        by=by,
        now=now,
    )


def _when(form: object) -> actions.When:
    assert isinstance(form, WhenForm)  # nosec B101 -- the last step is this form
    said, (opens, closes) = form.cleaned_data, form.moments()
    return actions.When(said["wave"], tuple(said.get("languages", ())), opens, closes)


@needs(queries.RUN)
def assessment(request: HttpRequest, number: UUID) -> HttpResponse:
    """Its rounds, with how many answered."""
    row = mine(request, number)
    rounds = list(row.rounds.select_related("version__questionnaire", "collection"))
    listed = [(one, one.last_day, queries.all_of(queries.responses(one))) for one in rounds]
    shown = {"row": row, "rounds": listed, "running": row.running.select_related("organisation"),
             "countries": [queries.COUNTRY.get(code, code) for code in row.countries]}  # fmt: skip
    return render(request, "assessment/assessment.html", shown)


@needs(queries.RUN)
def round_new(request: HttpRequest, number: UUID) -> HttpResponse:
    """A further round: the same questions once more, or others."""
    row, viewer, now = mine(request, number), viewer_of(request), timezone.now()
    form = NextRoundForm(
        request.POST or None,
        own=queries.may_ask_with(viewer, row),
        kinds=row.kinds,
        today=timezone.localdate(now),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = actions.add_round(
            assessment=row, questionnaire=said["questionnaire"], kinds=said["kinds"],
            when=_when(form), by=viewer.account.pk, now=now,
        )  # fmt: skip
        return done(made, "made")
    return render(request, "assessment/round_new.html", {"form": form, "row": row})
