"""Questionnaires of an organisation: bring, look, say yes, publish, give out, compare."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from communitylinkage.people.access import needs, viewer_of
from communitylinkage.surveys import actions, media, queries, trying, wording
from communitylinkage.surveys.forms import WorkbookForm
from communitylinkage.surveys.models import Questionnaire, Version
from communitylinkage.surveys.rules import NotNowError
from communitylinkage.surveys.xlsform import example, exporting
from communitylinkage.surveys.xlsform.media import named as named_media
from communitylinkage.surveys.xlsform.sheets import Sheets
from communitylinkage.surveys.xlsform.wording import compare
from communitylinkage.values.lists import XLSX

SHOWN = 200


def mine(request: HttpRequest, number: UUID) -> Questionnaire:
    """One of her questionnaires, or no such page."""
    found = queries.questionnaire(viewer_of(request), number)
    if found is None:
        raise Http404
    return found


def my_version(request: HttpRequest, number: UUID, version: int) -> Version:
    """A version of one of hers, or no such page."""
    found = queries.version(viewer_of(request), number, version)
    if found is None:
        raise Http404
    return found


def done(number: UUID, what: str) -> HttpResponse:
    """Goes to the questionnaire's page, which says what was done."""
    return redirect(f"{reverse('questionnaire', args=[number])}?said={what}")


@needs(queries.KEEP)
def questionnaires(request: HttpRequest) -> HttpResponse:
    """The list, with a search."""
    search = request.GET.get("q", "")
    found = queries.questionnaires(viewer_of(request), search).prefetch_related("versions")
    return render(request, "surveys/list.html", {"found": found, "search": search})


@needs(queries.KEEP)
def questionnaire_new(request: HttpRequest) -> HttpResponse:
    """Brings a new one."""
    return _bring(request, None)


@needs(queries.KEEP)
def questionnaire_again(request: HttpRequest, number: UUID) -> HttpResponse:
    """Brings a new version."""
    return _bring(request, mine(request, number))


def _bring(request: HttpRequest, to: Questionnaire | None) -> HttpResponse:
    files = request.FILES  # read first: the handler says meanwhile what it let go
    large = getattr(request, "too_large", False)
    posted = request.method == "POST"
    form = WorkbookForm(request.POST, files, too_large=large) if posted else WorkbookForm()
    if posted and form.is_valid():
        waits = actions.keep(
            organisation=to.organisation_id if to else queries.organisation(viewer_of(request)),
            questionnaire=to,
            title=form.cleaned_data["title"],
            sheets=form.sheets,
            files=form.brought,
            brought=form.beside,
            by=viewer_of(request).account.pk,
            now=timezone.now(),
        )
        return redirect("questionnaire_incoming", number=waits.pk)
    problems = queries.shown(form.problems)
    shown = {"form": form, "to": to, "problems": problems[:SHOWN], "count": len(problems)}
    return render(request, "surveys/bring.html", shown)


@needs(queries.KEEP)
def questionnaire_incoming(request: HttpRequest, number: UUID) -> HttpResponse:
    """What a workbook asks, and what is to be said about it; only a yes takes it in."""
    viewer, now = viewer_of(request), timezone.now()
    waits = queries.incoming(viewer, number, now)
    if waits is None:
        raise Http404
    made = actions.convert_waiting(waits)
    problems = queries.shown(made.problems)
    refused = any(one.weight == "refused" for one in problems)
    agreed = not refused or "leave_out" in request.POST
    if request.method == "POST" and made.stands and agreed:
        version = actions.import_draft(incoming=waits, by=viewer.account.pk, now=now)
        return done(version.questionnaire_id, "imported")
    shown = {
        "waits": waits,
        "problems": problems[:SHOWN],
        "count": len(problems),
        "refused": refused,
        "not_agreed": request.method == "POST" and not agreed,
        "questions": queries.questions(made.sheets),
        "stands": made.stands,
    }
    return render(request, "surveys/incoming.html", shown)


@needs(queries.KEEP)
def questionnaire(request: HttpRequest, number: UUID) -> HttpResponse:
    """Its versions, the latest one's questions, and what can be done."""
    row = mine(request, number)
    versions = list(row.versions.prefetch_related("files"))
    named = {one.pk for one in versions if named_media(one.sheets)}
    shown = {
        "row": row,
        "versions": versions,
        "latest": versions[0],
        "before": versions[1] if len(versions) > 1 else None,
        "questions": queries.questions(versions[0].sheets),
        "named": named,
        "accompanied": named | {one.pk for one in versions if one.files.all()},
        "lacking": media.lacking(versions[0]),
        "lists": media.lists_lacking(versions[0]),
        "try_address": trying.address(versions[0]),
        "said": wording.SAID.get(request.GET.get("said", ""), ""),
        "not_now": wording.NOT.get(request.GET.get("said", ""), ""),
    }
    return render(request, "surveys/questionnaire.html", shown)


@needs(queries.KEEP)
def questionnaire_act(request: HttpRequest, number: UUID, version: int, act: str) -> HttpResponse:
    """Publishes or retires a version."""
    row = my_version(request, number, version)
    if request.method != "POST":
        return redirect("questionnaire", number=number)
    by, now = viewer_of(request).account.pk, timezone.now()
    try:
        actions.move(version=row, act=act, by=by, now=now)
    except NotNowError as error:
        return done(number, str(error) if str(error) in wording.NOT else "not_now")
    return done(number, act)


@needs(queries.KEEP)
def questionnaire_file(request: HttpRequest, number: UUID, version: int, form: str) -> HttpResponse:
    """Gives a version out: XLSForm as XLSX, CSV or Markdown, or XForm."""
    row = my_version(request, number, version)
    if form == "xml":
        return _file(row.xform, "application/xml", f"questionnaire-{version}.xml")
    return _workbook(row.sheets, form, f"questionnaire-{version}")


@needs(queries.KEEP)
def questionnaire_example(request: HttpRequest, form: str) -> HttpResponse:
    """A small workbook to begin from."""
    return _workbook(example.SHEETS, form, "example")


def _workbook(sheets: Sheets, form: str, name: str) -> HttpResponse:
    """Rows as a file; another form than these three is no such page."""
    if form == "xlsx":
        return _file(exporting.xlsx(sheets), XLSX, f"{name}.xlsx")
    if form == "csv":
        return _file(exporting.csv_text(sheets), "text/csv", f"{name}.csv")
    if form == "md":
        return _file(exporting.markdown(sheets), "text/markdown", f"{name}.md")
    raise Http404


def _file(content: bytes | str, kind: str, name: str) -> HttpResponse:
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=named)


@needs(queries.KEEP)
def questionnaire_compare(request: HttpRequest, number: UUID, old: int, new: int) -> HttpResponse:
    """What differs between two versions."""
    one, other = my_version(request, number, old), my_version(request, number, new)
    found = compare(one.sheets, other.sheets)
    return render(request, "surveys/compare.html", {"old": one, "new": other, "found": found})
