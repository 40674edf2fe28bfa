"""Pages of the contact log and of next steps."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.network import sealing
from communitylinkage.network.access import community_or_404, done, organisation_of
from communitylinkage.network.steps import actions, queries
from communitylinkage.network.steps.forms import ContactForm, FinishForm, StepForm
from communitylinkage.network.ties import queries as ties
from communitylinkage.people.access import needs, private_key_of, signed_in, viewer_of
from communitylinkage.people.roles import Permission
from communitylinkage.people.rules import NotAllowed


@needs(Permission.DIRECTORY_EDIT)
def contact_new(request: HttpRequest, number: UUID) -> HttpResponse:
    """Writes a line of the log."""
    row, viewer = community_or_404(number), viewer_of(request)
    today = timezone.localdate()
    form = ContactForm(
        request.POST or None, today=today, own=ties.own_nodes(row.pk), initial={"day": today}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.log_contact(
                organisation=organisation_of(request), community=row, **form.cleaned_data,
                by=viewer.account.pk, now=timezone.now(),
            )  # fmt: skip
            return done(row.pk, "added")
        except NotAllowed as refused:
            form.add_error("note", str(refused.args[0]))
    return render(request, "network/contact_new.html", {"form": form, "row": row})


@needs(Permission.DIRECTORY_EDIT)
def community_contact(request: HttpRequest, number: UUID) -> HttpResponse:
    """Opens the words of a line, or takes the line back."""
    viewer = viewer_of(request)
    row = queries.contact_for(viewer, number)
    if row is None:
        raise Http404
    words, closed, now = "", "", timezone.now()
    if request.method == "POST" and "back" in request.POST:
        actions.take_back_contact(contact=row, by=viewer.account.pk, now=now)
        return done(row.community_id, "back")
    if request.method == "POST":
        words, closed = sealing.read_or_why(
            record=row.note, reference=str(row.pk), organisation=row.organisation_id,
            account=viewer.account, private_key=private_key_of(request), now=now,
        )  # fmt: skip
    shown = {"row": row, "words": words, "closed": closed}
    return render(request, "network/contact.html", shown)


@needs(Permission.DIRECTORY_EDIT)
def step_new(request: HttpRequest, number: UUID) -> HttpResponse:
    """Plans a next step."""
    row, viewer = community_or_404(number), viewer_of(request)
    organisation = organisation_of(request)
    form = StepForm(request.POST or None, today=timezone.localdate(), organisation=organisation.pk)
    if request.method == "POST" and form.is_valid():
        actions.plan_step(
            organisation=organisation, community=row, todo=form.cleaned_data["todo"],
            role=form.role(), account=form.account(), due=form.cleaned_data["due"],
            by=viewer.account.pk, now=timezone.now(),
        )  # fmt: skip
        return done(row.pk, "added")
    return render(request, "network/step_new.html", {"form": form, "row": row})


@signed_in
def community_step(request: HttpRequest, number: UUID) -> HttpResponse:
    """One step: read it, say what came of it, or take that back."""
    viewer, now = viewer_of(request), timezone.now()
    row = queries.step_for(viewer, number)
    if row is None:
        raise Http404
    form, words, closed = FinishForm(None), "", ""
    if request.method == "POST" and "back" in request.POST:
        actions.reopen_step(step=row, by=viewer.account.pk, now=now)
        return redirect(request.path)
    if request.method == "POST" and "read" in request.POST:
        words, closed = sealing.read_or_why(
            record=row.note, reference=str(row.pk), organisation=row.organisation_id,
            account=viewer.account, private_key=private_key_of(request), now=now,
        )  # fmt: skip
    elif request.method == "POST":
        form = FinishForm(request.POST)
        if form.is_valid() and _finished(request, form, row.pk):
            return redirect(request.path)
    shown = {
        "step": queries.lines([row], timezone.localdate())[0], "form": form, "words": words,
        "closed": closed, "noted": row.note, "keeps": viewer.may(Permission.DIRECTORY_EDIT),
    }  # fmt: skip
    return render(request, "network/step.html", shown)


def _finished(request: HttpRequest, form: FinishForm, number: UUID) -> bool:
    viewer = viewer_of(request)
    row = queries.step_for(viewer, number)
    if row is None:
        raise Http404
    try:
        actions.finish_step(step=row, **form.cleaned_data, by=viewer.account.pk, now=timezone.now())
    except NotAllowed as refused:
        form.add_error("note", str(refused.args[0]))
        return False
    return True
