"""The plan of a programme: the page that an officer opens first, and its rows to change."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from communitylinkage.organisations.models import Programme
from communitylinkage.people.access import needs, viewer_of
from communitylinkage.people.pages import back, found, posted
from communitylinkage.reports import planning, queries, showing, telling
from communitylinkage.reports.common import (
    chosen,
    language_of,
    languages,
    news,
    none,
    within,
)
from communitylinkage.reports.forms import DaysForm, PackageForm, RiskForm
from communitylinkage.reports.models import Risk, WorkPackage
from communitylinkage.reports.rules.states import RefusedError


@needs(queries.WRITE)
def plan(request: HttpRequest) -> HttpResponse:
    """Packages with what is owed, what is late first; risks; days; events and publications."""
    programme = chosen(request)
    if programme is None:
        return none(request)
    now = timezone.now()
    shown = {**news(request), **within(request, programme), **showing.plan(programme, now)}
    return render(request, "reports/plan.html", shown)


def by(request: HttpRequest) -> dict[str, Any]:
    """Who does it, and when."""
    return {"by": viewer_of(request).account.pk, "now": timezone.now()}


def _titles(form: Any, language: str, *names: str) -> dict[str, Any]:
    """What a form says, with its words put under their language."""
    told = dict(form.cleaned_data)
    told["titles"] = {language: told.pop("title")}
    return told | {name: {language: told[name]} for name in names}


def _form(
    request: HttpRequest, programme: Programme, template: str, form: Any, words: dict[str, str],
    **more: object,
) -> HttpResponse:  # fmt: skip
    shown = {**news(request), **within(request, programme),
             **languages(language_of(request), words), "form": form, **more}  # fmt: skip
    return render(request, f"reports/{template}.html", shown)


@needs(queries.WRITE)
def plan_package_new(request: HttpRequest) -> HttpResponse:
    """A new work package."""
    programme = chosen(request)
    if programme is None:
        return none(request)
    there = queries.packages(programme)
    first = {"number": max((one.number for one in there), default=0) + 1,
             "begins": programme.starts, "ends": programme.ends}  # fmt: skip
    form = PackageForm(
        posted(request), initial=first, organisations=queries.organisations(programme)
    )
    if request.method == "POST" and form.is_valid():
        row = WorkPackage(programme=programme, **_titles(form, language_of(request)))
        try:
            planning.add(programme=programme, row=row, **by(request))
            return back("plan_package", row.pk, said="added")
        except RefusedError as error:
            form.add_error("number", showing.refusal(error))
    return _form(request, programme, "package", form, {}, row=None)


def _package(request: HttpRequest, number: UUID) -> tuple[Programme, WorkPackage]:
    row = found(queries.package(viewer_of(request), number))
    return row.programme, row


def _may(request: HttpRequest, programme: Programme, row: WorkPackage | Risk) -> bool:
    """Whether it is hers to change; a change by somebody else finds no such page."""
    may = queries.may_change(viewer_of(request), programme, row.organisation_id)
    if request.method == "POST" and not may:
        raise Http404
    return may


@needs(queries.WRITE)
def plan_package(request: HttpRequest, number: UUID) -> HttpResponse:
    """A work package: its words and days, what is owed in it, its history."""
    programme, row = _package(request, number)
    language = language_of(request)
    first = {
        "number": row.number, "title": row.titles.get(language, ""), "begins": row.begins,
        "organisation": row.organisation_id, "ends": row.ends,
    }  # fmt: skip
    form = PackageForm(
        posted(request), initial=first, organisations=queries.organisations(programme)
    )
    may = _may(request, programme, row)
    if request.method == "POST" and form.is_valid():
        try:
            planning.change(programme=programme, row=row, values=_titles(form, language),
                            **by(request))  # fmt: skip
            return back("plan_package", row.pk, said="kept")
        except RefusedError as error:
            form.add_error("number", showing.refusal(error))
    more = showing.package(row, timezone.localdate())
    return _form(request, programme, "package", form, row.titles, row=row, may=may, **more)


@needs(queries.WRITE)
def plan_days(request: HttpRequest, number: UUID) -> HttpResponse:
    """Days of work in a package: by organisation and quarter."""
    programme, row = _package(request, number)
    mine = queries.own_organisations(viewer_of(request), programme)
    form = DaysForm(posted(request), organisations=mine, package=row)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        planning.keep_days(
            package=row, organisation=said["organisation"], quarter=said["quarter"],
            values={"planned": said["planned"], "used": said["used"]}, **by(request),
        )  # fmt: skip
        return back("plan_days", row.pk, said="kept")
    days = queries.days(row)
    shown = {**news(request), **within(request, programme), "form": form, "row": row,
             "title": telling.said(row.titles),
             "days": [showing.day_line(one) for one in days],
             "history": showing.histories([one.pk for one in days])}  # fmt: skip
    return render(request, "reports/days.html", shown)


@needs(queries.WRITE)
def plan_risk_new(request: HttpRequest) -> HttpResponse:
    """A new risk."""
    programme = chosen(request)
    if programme is None:
        return none(request)
    there = queries.risks(programme)
    first = {"number": max((one.number for one in there), default=0) + 1}
    form = RiskForm(
        posted(request), initial=first, organisations=queries.organisations(programme),
        packages=queries.packages(programme),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = _titles(form, language_of(request), "mitigation")
        row = Risk(programme=programme, **said)
        try:
            planning.add(programme=programme, row=row, **by(request))
            return back("plan_risk", row.pk, said="added")
        except RefusedError as error:
            form.add_error("number", showing.refusal(error))
    return _form(request, programme, "risk", form, {}, row=None)


@needs(queries.WRITE)
def plan_risk(request: HttpRequest, number: UUID) -> HttpResponse:
    """A risk: its words, how it stands, its history."""
    row = found(queries.risk(viewer_of(request), number))
    programme = row.programme
    language = language_of(request)
    first = {
        "number": row.number, "title": row.titles.get(language, ""), "package": row.package_id,
        "mitigation": row.mitigation.get(language, ""), "organisation": row.organisation_id,
        "likelihood": row.likelihood, "severity": row.severity, "state": row.state,
    }  # fmt: skip
    form = RiskForm(
        posted(request), initial=first, organisations=queries.organisations(programme),
        packages=queries.packages(programme),
    )  # fmt: skip
    may = _may(request, programme, row)
    if request.method == "POST" and form.is_valid():
        said = _titles(form, language, "mitigation")
        try:
            planning.change(programme=programme, row=row, values=said, **by(request))
            return back("plan_risk", row.pk, said="kept")
        except RefusedError as error:
            form.add_error("number", showing.refusal(error))
    more = {"title": telling.said(row.titles), "history": showing.histories([row.pk])}
    return _form(request, programme, "risk", form, row.titles, row=row, may=may, **more)
