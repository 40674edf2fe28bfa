"""The administrator's pages: programmes, organisations, and the first of each organisation."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from communitylinkage.organisations import actions as keeping
from communitylinkage.organisations.models import Programme
from communitylinkage.people import actions, queries
from communitylinkage.people.access import name_page, needs, viewer_of
from communitylinkage.people.keeping_forms import (
    FirstForm,
    OrganisationForm,
    PartnershipForm,
    ProgrammeForm,
)
from communitylinkage.people.roles import Permission
from communitylinkage.people.rules import NotAllowed
from communitylinkage.people.views.colleagues import link_of


def _by(request: HttpRequest) -> UUID:
    number: UUID = viewer_of(request).account.pk
    return number


@needs(Permission.SITE_KEEP)
def site(request: HttpRequest) -> HttpResponse:
    """Every programme with its partners, and every organisation."""
    shown = {
        "programmes": queries.programmes(),
        "organisations": queries.every_organisation(),
        "waiting": queries.whom_to_let_in(viewer_of(request)),
    }
    return render(request, "people/site.html", shown)


@needs(Permission.SITE_KEEP)
def programme(request: HttpRequest, programme: UUID | None = None) -> HttpResponse:
    """Makes a programme, or changes one."""
    found = get_object_or_404(Programme, pk=programme) if programme else None
    form = ProgrammeForm(request.POST or None, programme=found)
    if form.is_valid():
        kept = keeping.save_programme(
            programme=found, said=form.cleaned_data, by=_by(request), now=timezone.now()
        )
        return redirect("people:site_programme", programme=kept.pk)
    return render(request, "people/programme.html", {"programme": found, "form": form})


@needs(Permission.SITE_KEEP)
def partner(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Puts an organisation into a programme, or changes what it is there."""
    found = get_object_or_404(Programme, pk=programme)
    form = PartnershipForm(request.POST or None)
    if form.is_valid():
        keeping.save_partnership(
            programme=found, said=form.cleaned_data, by=_by(request), now=timezone.now()
        )
        return redirect("people:site_programme", programme=found.pk)
    return render(request, "people/partner.html", {"programme": found, "form": form})


@needs(Permission.SITE_KEEP)
def organisation(request: HttpRequest, organisation: UUID | None = None) -> HttpResponse:
    """Makes an organisation, or changes one."""
    every = queries.every_organisation()
    found = get_object_or_404(every, pk=organisation) if organisation else None
    form = OrganisationForm(request.POST or None, organisation=found)
    if form.is_valid():
        kept = keeping.save_organisation(
            organisation=found, said=form.cleaned_data, by=_by(request), now=timezone.now()
        )
        return redirect("people:site_organisation", organisation=kept.pk)
    shown: dict[str, object] = {"organisation": found, "form": form}
    if found:
        shown["keepers"] = queries.keepers_of(found)
        shown["invitations"] = queries.invitations(viewer_of(request)).filter(organisation=found)
        shown["now"] = timezone.now()
    return render(request, "people/organisation.html", shown)


@needs(Permission.SITE_KEEP)
def first(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Invites the first coordinator of an organisation (or a lead, or another administrator)."""
    found = get_object_or_404(queries.every_organisation(), pk=organisation)
    form, link = FirstForm(request.POST or None), ""
    if form.is_valid():
        try:
            _made, token = actions.invite(
                by=viewer_of(request).account,
                organisation=found,
                **form.cleaned_data,
                now=timezone.now(),
            )
        except NotAllowed as refused:
            form.refuse(refused, "email")
        else:
            form, link = FirstForm(), link_of(request, token)
            name_page(request, "")  # the invitation is shown once
    return render(request, "people/first.html", {"organisation": found, "form": form, "link": link})
