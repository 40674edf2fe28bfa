"""The template of reports: its sections, their words, their order."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from communitylinkage.impact.choosing import named
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.pages import back, found, posted
from communitylinkage.reports import queries, telling, template_actions
from communitylinkage.reports.common import (
    chosen,
    language_of,
    languages,
    news,
    none,
    programme_or_404,
    refused,
    within,
)
from communitylinkage.reports.forms import HeadingForm, SectionForm
from communitylinkage.reports.models import Section
from communitylinkage.reports.plan_views import by
from communitylinkage.reports.rules.sections import Way
from communitylinkage.reports.rules.states import RefusedError


@needs(queries.WRITE)
def report_template(request: HttpRequest) -> HttpResponse:
    """The sections in their order; the ready ones where there are none."""
    programme = chosen(request)
    if programme is None:
        return none(request)
    rows = queries.sections(programme)
    told = [(row, telling.said(row.headings), telling.said(row.guidance)) for row in rows]
    shown = {**news(request), **within(request, programme), "told": told}
    return render(request, "reports/template.html", shown)


@post_only
@needs(queries.WRITE)
def report_template_begin(request: HttpRequest) -> HttpResponse:
    """Takes the ready sections."""
    programme = programme_or_404(request)
    template_actions.begin(programme=programme, **by(request))
    return back("report_template", said="kept", **named(request, programme))


@needs(queries.WRITE)
def report_section_new(request: HttpRequest) -> HttpResponse:
    """A new section, at the end."""
    programme = chosen(request)
    if programme is None:
        return none(request)
    language, form = language_of(request), SectionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            template_actions.add(programme=programme, language=language, **form.cleaned_data,
                                 **by(request))  # fmt: skip
        except RefusedError as error:
            return refused("report_template", error, **named(request, programme))
        return back("report_template", said="kept", **named(request, programme))
    shown = {**within(request, programme), **languages(language, {}), "form": form, "row": None}
    return render(request, "reports/section.html", shown)


def _section(request: HttpRequest, number: UUID) -> Section:
    return found(queries.section(viewer_of(request), number))


@needs(queries.WRITE)
def report_section(request: HttpRequest, number: UUID) -> HttpResponse:
    """Heading and guidance, in one language at a time."""
    row, language = _section(request, number), language_of(request)
    first = {"heading": row.headings.get(language, ""), "guidance": row.guidance.get(language, "")}
    form = HeadingForm(posted(request), initial=first)
    if request.method == "POST" and form.is_valid():
        template_actions.change(section=row, language=language, **form.cleaned_data,
                                **by(request))  # fmt: skip
        return back("report_template", said="kept", **named(request, row.programme))
    shown = {**within(request, row.programme), **languages(language, row.headings), "form": form,
             "row": row, "title": telling.said(row.headings)}  # fmt: skip
    return render(request, "reports/section.html", shown)


@post_only
@needs(queries.WRITE)
def report_section_move(request: HttpRequest, number: UUID, way: str) -> HttpResponse:
    """A place up or down, or out."""
    row = _section(request, number)
    here = named(request, row.programme)
    try:
        if way == "out":
            template_actions.take_out(section=row, **by(request))
            return back("report_template", said="out", **here)
        if way not in set(Way):
            raise Http404
        template_actions.move(section=row, way=Way(way), **by(request))
    except RefusedError as error:
        return refused("report_template", error, **here)
    return back("report_template", said="moved", **here)
