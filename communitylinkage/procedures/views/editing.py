"""A draft: from a start, its agreement, a step a page, its mends; from a file or from others."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from communitylinkage.people.access import needs, viewer_of
from communitylinkage.procedures import actions, queries, telling
from communitylinkage.procedures.around_forms import HoursForm, PartiesForm
from communitylinkage.procedures.finding_words import name_of
from communitylinkage.procedures.forms import AgreementForm, BringForm, StartForm
from communitylinkage.procedures.graph import document, mending
from communitylinkage.procedures.graph.values import MOST_STEPS, Procedure, Step
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.rules import RefusedError, Why
from communitylinkage.procedures.starting import STARTS
from communitylinkage.procedures.step_forms import BranchForm, StepForm
from communitylinkage.procedures.views.common import (
    back,
    back_to,
    draft,
    kept,
    kept_of_page,
    language,
    refused,
    step_choices,
    writes_in,
)
from communitylinkage.values.languages import own_name


@needs(queries.KEEP)
def procedure_new(request: HttpRequest) -> HttpResponse:
    """Starts from one of ours."""
    choices = [
        (s.code, f"{gettext(dict(s.procedure.title)['en'])}: {gettext(s.about)}")
        for s in STARTS.values()
    ]
    form = StartForm(request.POST if request.method == "POST" else None, choices=choices)
    if request.method == "POST" and form.is_valid():
        graph = actions.written(STARTS[form.cleaned_data["start"]])
        return back(_begun(request, graph).procedure_id, "begun")
    return render(request, "procedures/new.html", {"form": form})


def _begun(request: HttpRequest, graph: Procedure) -> Version:
    viewer = viewer_of(request)
    return actions.begin(
        organisation=min(viewer.organisations_where(queries.KEEP)), graph=graph,
        by=viewer.account.pk, now=timezone.now(),
    )  # fmt: skip


@needs(queries.KEEP)
def procedure_agreement(request: HttpRequest, number: UUID) -> HttpResponse:
    """What stands around the steps, and which organisation each party is."""
    row, value = draft(request, number), draft(request, number).value
    parties = [(one.code, name_of(value, one.code, language())) for one in value.parties]
    writes = writes_in(request, value)
    form = AgreementForm(request.POST if request.method == "POST" else None, parties=parties,
                         procedure=value, language=str(writes["chosen"]),
                         initial=_agreed_before(row, value))  # fmt: skip
    if request.method == "POST" and form.is_valid():
        by, now = viewer_of(request).account.pk, timezone.now()
        actions.change(version=row, graph=form.graph(), by=by, now=now)
        actions.name_parties(version=row, named=form.named(), by=by, now=now)
        return back(number, "kept")
    return render(request, "procedures/agreement.html", {"form": form, "row": row, **writes})


def _agreed_before(row: Version, value: Procedure) -> dict[str, Any]:
    named = {f"party_{code}": one.pk for code, one in queries.parties(row).items()}
    return {
        "languages": value.languages, "may_share": value.may_share, "never": value.never,
        "review_months": value.review_months, **named,
    }  # fmt: skip


@needs(queries.KEEP)
def procedure_parties(request: HttpRequest, number: UUID) -> HttpResponse:
    """Who the parties are: names, one more, one less."""
    row = draft(request, number)
    writes = writes_in(request, row.value)
    form = PartiesForm(request.POST if request.method == "POST" else None, procedure=row.value,
                       language=str(writes["chosen"]))  # fmt: skip
    return _around(request, row, form, {"heading": gettext("The parties"), **writes})


@needs(queries.KEEP)
def procedure_hours(request: HttpRequest, number: UUID) -> HttpResponse:
    """Working hours, and which referrals follow it."""
    row = draft(request, number)
    form = HoursForm(request.POST if request.method == "POST" else None, procedure=row.value)
    heading = gettext("Working hours, and for which referrals")
    return _around(request, row, form, {"heading": heading})


def _around(request: HttpRequest, row: Version, form: PartiesForm | HoursForm,
            told: dict[str, object]) -> HttpResponse:  # fmt: skip
    if request.method == "POST" and form.is_valid():
        by, now = viewer_of(request).account.pk, timezone.now()
        actions.change(version=row, graph=form.graph(), by=by, now=now)
        return back(row.procedure_id, "kept")
    shown = {"form": form, "row": row, **told}
    return render(request, "procedures/around.html", shown)


@needs(queries.KEEP)
def procedure_step_new(request: HttpRequest, number: UUID) -> HttpResponse:
    """Adds a step."""
    row = draft(request, number)
    codes, n = {one.code for one in row.value.steps}, 1
    while f"step-{n}" in codes:
        n += 1
    if len(codes) >= MOST_STEPS:
        raise Http404
    return _step_page(request, row, Step(f"step-{n}"), new=True)


@needs(queries.KEEP)
def procedure_step(request: HttpRequest, number: UUID, step: str) -> HttpResponse:
    """Changes a step."""
    row = draft(request, number)
    found = row.value.step(step)
    if found is None:
        raise Http404
    return _step_page(request, row, found, new=False)


def _step_page(request: HttpRequest, row: Version, step: Step, new: bool) -> HttpResponse:
    value, posted = row.value, request.POST if request.method == "POST" else None
    writes = writes_in(request, value)
    form = StepForm(
        posted,
        steps=step_choices(value),
        parties=[(one.code, name_of(value, one.code, language())) for one in value.parties],
        languages=[(code, own_name(code)) for code in value.languages],
        before=step,
        language=str(writes["chosen"]),
    )
    ways = [
        BranchForm(posted, prefix=f"way{n}", steps=step_choices(value), before=before,
                   procedure=value)
        for n, before in enumerate((*step.next, None))
    ]  # fmt: skip
    if posted is not None and all([form.is_valid(), *(one.is_valid() for one in ways)]):
        return _keep_step(request, row, form, ways)
    happened = [] if new else queries.happened(row, step.code, timezone.now())
    shown = {"row": row, "form": form, "ways": ways, "step": step, "new": new,
             "wrong": posted is not None, "counted": queries.counted(row),
             "happened": happened, **writes}  # fmt: skip
    return render(request, "procedures/step.html", shown)


def _keep_step(request: HttpRequest, row: Version, form: StepForm,
               ways: list[BranchForm]) -> HttpResponse:  # fmt: skip
    chosen = tuple(branch for one in ways if (branch := one.branch()))
    graph = mending.put_step(row.value, form.step(chosen), form.cleaned_data["after"])
    actions.change(version=row, graph=graph, by=viewer_of(request).account.pk, now=timezone.now())
    return back(row.procedure_id, "kept")


@needs(queries.KEEP)
def procedure_step_drop(request: HttpRequest, number: UUID, step: str) -> HttpResponse:
    """Drops a step after a question; the ways to it go too."""
    row = draft(request, number)
    if row.value.step(step) is None:
        raise Http404
    if request.method == "POST":
        graph = mending.drop_step(row.value, step)
        by, now = viewer_of(request).account.pk, timezone.now()
        actions.change(version=row, graph=graph, by=by, now=now)
        return back(number, "kept")
    words = name_of(row.value, step, language())
    return render(request, "procedures/drop.html", {"row": row, "words": words, "step": step})


@needs(queries.KEEP)
def procedure_mend(request: HttpRequest, number: UUID, place: int) -> HttpResponse:
    """Does what a finding proposes."""
    row, now = draft(request, number), timezone.now()
    if request.method != "POST":
        return redirect("procedure_findings", number=number)
    found = queries.findings(row, now)
    # The page carries its mark: between the page and the button somebody may have changed it.
    if place >= len(found) or queries.mark_of(row.value, found[place]) != request.POST.get("mark"):
        return refused(number, Why.NOT_NOW, "procedure_findings")
    try:
        actions.mend(version=row, finding=found[place], by=viewer_of(request).account.pk, now=now)
    except RefusedError as error:
        return refused(number, error.why, "procedure_findings")
    return back(number, "mended", "procedure_findings")


@needs(queries.KEEP)
def procedure_again(request: HttpRequest, number: UUID) -> HttpResponse:
    """A new draft from the newest version."""
    row = kept(request, number)
    if request.method == "POST":
        try:
            actions.again(version=row, by=viewer_of(request).account.pk, now=timezone.now())
        except RefusedError as error:
            return refused(number, error.why)
        return back(number, "begun")
    return redirect("procedure", number=number)


@needs(queries.KEEP)
def procedure_offer(request: HttpRequest, number: UUID) -> HttpResponse:
    """Lets others take it over, or no longer."""
    if request.method != "POST":
        return redirect("procedure", number=kept(request, number).procedure_id)
    row = kept_of_page(request, number)
    by, now = viewer_of(request).account.pk, timezone.now()
    actions.offer(procedure=row.procedure, offered=not row.procedure.offered, by=by, now=now)
    return back_to(row, "done")


@needs(queries.KEEP)
def procedure_take_over(request: HttpRequest, number: UUID) -> HttpResponse:
    """Looks at what others offer, and takes it over as a draft."""
    viewer = viewer_of(request)
    source = queries.offered_version(viewer, number)
    if source is None:
        raise Http404
    if request.method == "POST":
        mine = min(viewer.organisations_where(queries.KEEP))
        new = actions.take_over(source=source, organisation=mine, by=viewer.account.pk,
                                now=timezone.now())  # fmt: skip
        return back(new.procedure_id, "begun")
    steps = telling.told(source.value, language())
    return render(request, "procedures/take_over.html", {"row": source, "steps": steps})


@needs(queries.KEEP)
def procedure_bring(request: HttpRequest) -> HttpResponse:
    """Reads a file, shows what it holds, and takes it in at a yes."""
    posted = request.method == "POST"
    form = BringForm(request.POST, request.FILES) if posted else BringForm()
    graph = form.graph if posted and form.is_valid() else None
    if graph and "yes" in request.POST:
        viewer = viewer_of(request)
        mine = min(viewer.organisations_where(queries.KEEP))
        row = actions.bring(graph=graph, organisation=mine, by=viewer.account.pk,
                            now=timezone.now())  # fmt: skip
        return back(row.procedure_id, "brought")
    agreed = telling.agreement(graph, language(), {}) if graph else None
    shown = {
        "form": form,
        "text": document.to_text(graph) if graph else "",
        "agreed": agreed,
        "terms": telling.terms(agreed) if agreed else [],
        "steps": telling.told(graph, language()) if graph else [],
    }
    return render(request, "procedures/bring.html", shown)
