"""Reports: made in one act, read, written, handed in, taken out as PDF and XLSX, traced."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.impact.choosing import named
from communitylinkage.impact.common import month_words
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.pages import back, found, posted, reader
from communitylinkage.programme_site import telling as site_telling
from communitylinkage.programme_site.rules import text
from communitylinkage.reports import (
    composing,
    paper,
    queries,
    telling,
    tracing,
    wording,
    workbook,
    writing,
)
from communitylinkage.reports.common import (
    chosen,
    language_of,
    languages,
    led,
    news,
    none,
    programme_or_404,
    refused,
    within,
)
from communitylinkage.reports.forms import WordsForm
from communitylinkage.reports.models import Narrative, Report, Section
from communitylinkage.reports.plan_views import by
from communitylinkage.reports.rules.content import Content, Words
from communitylinkage.reports.rules.marks import mark_of
from communitylinkage.reports.rules.states import Act, Kind, RefusedError, State, Why, can
from communitylinkage.values.languages import direction, own_name
from communitylinkage.values.lists import XLSX


@needs(queries.WRITE)
def reports(request: HttpRequest) -> HttpResponse:
    """All reports, and a new one by one button."""
    viewer = viewer_of(request)
    programme = chosen(request)
    if programme is None:
        return none(request)
    rows = [
        (row, telling.title(row), month_words(row.freeze.through))
        for row in queries.reports(programme)
    ]
    shown = {**news(request), **within(request, programme), "rows": rows,
             "leads": queries.leads(viewer, programme)}  # fmt: skip
    return render(request, "reports/reports.html", shown)


@post_only
@needs(queries.WRITE)
def reports_make(request: HttpRequest) -> HttpResponse:
    """Makes a report: freezes what is over, fills every table, carries the last words over."""
    programme, kind = led(request, programme_or_404(request)), request.POST.get("kind", "")
    if kind not in set(Kind):
        raise Http404
    try:
        row, new = writing.make(programme=programme, kind=Kind(kind), **by(request))  # fmt: skip
    except RefusedError as error:
        return refused("reports", error, **named(request, programme))
    return back("report", row.pk, said="made" if new else "there")


def _report(request: HttpRequest, number: UUID) -> Report:
    return found(queries.report(viewer_of(request), number))


@needs(queries.WRITE)
def report(request: HttpRequest, number: UUID) -> HttpResponse:
    """The report as a page; what changed since; what can be done with it."""
    row = _report(request, number)
    content = composing.content_of(row, timezone.now())
    leads = queries.leads(viewer_of(request), row.programme)
    acts = [act.value for act in Act if can(act, row.state)] if leads else []
    shown = {
        **news(request), **within(request, row.programme), "row": row, "told": content,
        "sections": _sections(content),
        "title": telling.title(row), "month": month_words(row.freeze.through), "acts": acts,
        "leads": leads, "draft": row.state == State.DRAFT, "handed": row.state == State.HANDED_IN,
        "versions": [(one, telling.title(one)) for one in queries.versions(row) if one != row],
        "changed": tracing.changed(row) if leads else [],
        "defined": queries.changed_since(row.freeze),
        "emblem": site_telling.emblem_drawn(),
    }  # fmt: skip
    return render(request, "reports/report.html", shown)


def _sections(content: Content) -> list[dict[str, Any]]:
    """Sections for the page: words as blocks, with their direction."""
    found: list[dict[str, Any]] = []
    for one in content.sections:
        parts = [
            {"part": part, "is": type(part).__name__.lower(),
             "blocks": text.blocks(part.text) if isinstance(part, Words) else (),
             "foreign": own_name(part.language)
             if isinstance(part, Words) and part.language != content.language else "",
             "dir": direction(part.language) if isinstance(part, Words) else ""}
            for part in one.parts
        ]  # fmt: skip
        found.append({"row": one, "parts": parts, "written": one.key != composing.ANNEX})
    return found


@needs(queries.WRITE)
def report_words(request: HttpRequest, number: UUID, section: UUID) -> HttpResponse:
    """The words under a section, in one language at a time."""
    row = _report(request, number)
    part = found(queries.section(viewer_of(request), section))
    if part.programme_id != row.programme_id:
        raise Http404
    language = language_of(request)
    there, meanwhile = _written(row, part), ""
    form = WordsForm(posted(request), initial=_shown(there.get(language)))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["body"].strip()
        try:
            writing.keep_words(report=row, section=part, language=language, body=typed,
                               began=form.cleaned_data["began"], **by(request))  # fmt: skip
        except RefusedError as error:
            if error.why != Why.CHANGED:
                return refused("report", error, row.pk)
            # What she typed stays, beside what stands there now; keeping again is her decision.
            there, meanwhile = _written(row, part), str(wording.REFUSED[error.why])
            form = WordsForm(initial=_shown(there.get(language)) | {"body": typed})
        else:
            return back("report", row.pk, said="kept")
    shown = {
        **languages(language, {code: one.body for code, one in there.items()}), "form": form,
        "row": row, "title": telling.title(row), "heading": telling.said(part.headings),
        "guidance": telling.said(part.guidance) if part.guidance else None,
        "before": there.get(language), "meanwhile": meanwhile,
        "others": [(one, own_name(one.language), direction(one.language))
                   for one in there.values() if one.language != language],
    }  # fmt: skip
    return render(request, "reports/words.html", shown)


def _written(row: Report, part: Section) -> dict[str, Narrative]:
    """The words under a section, by language."""
    return {one.language: one for one in queries.narratives(row).get(part.pk, [])}


def _shown(words: Narrative | None) -> dict[str, str]:
    """What a form begins with."""
    body = words.body if words else ""
    return {"body": body, "began": mark_of(body)}


# What nobody can take back.
ASK_FIRST = {"drop", Act.HAND_IN.value}


@post_only
@needs(queries.WRITE)
def report_act(request: HttpRequest, number: UUID, act: str) -> HttpResponse:
    """Ready, back to draft, handed in, a new version, or the draft let go."""
    row = _report(request, number)
    led(request, row.programme)
    try:
        if act == "again":
            return back("report", writing.again(report=row, **by(request)).pk, said="again")
        if act in ASK_FIRST and "sure" not in request.POST:
            shown = {"row": row, "title": telling.title(row), "act": act}
            return render(request, "reports/sure.html", shown)
        if act == "drop":
            writing.drop(report=row, **by(request))
            return back("reports", said="dropped", **named(request, row.programme))
        if act not in set(Act):
            raise Http404
        writing.act(report=row, act=Act(act), **by(request))
    except RefusedError as error:
        return refused("report", error, row.pk)
    return back("report", row.pk, said=act)


def _name(row: Report) -> str:
    # Neutral: it stays on a disk.
    return f"report-{row.freeze.through}-{row.version}-{reader()}"


def _file(made: bytes, media: str, name: str) -> HttpResponse:
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type=media, headers=named)


@needs(queries.WRITE)
def report_pdf(request: HttpRequest, number: UUID) -> HttpResponse:
    """The report as accessible PDF."""
    row, now = _report(request, number), timezone.now()
    made = paper.pdf(composing.content_of(row, now), _("Emblem of the European Union"),
                     row.handed_in_at or now)  # fmt: skip
    return _file(made, "application/pdf", f"{_name(row)}.pdf")


@needs(queries.WRITE)
def report_xlsx(request: HttpRequest, number: UUID) -> HttpResponse:
    """The report as a workbook."""
    row = _report(request, number)
    made = workbook.xlsx_of(composing.content_of(row, timezone.now()))
    return _file(made, XLSX, f"{_name(row)}.xlsx")


@needs(queries.WRITE)
def report_figure(request: HttpRequest, number: UUID, code: str) -> HttpResponse:
    """From a figure of the report to how it was counted, as it was frozen."""
    row = _report(request, number)
    leads = queries.leads(viewer_of(request), row.programme)
    told = tracing.figure(row, code, leads)
    if told is None:
        raise Http404
    shown = {**told, **within(request, row.programme), "row": row, "title": telling.title(row),
             "leads": leads, "month": month_words(row.freeze.through)}  # fmt: skip
    return render(request, "reports/figure.html", shown)
