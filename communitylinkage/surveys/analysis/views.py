"""Results of one collection: all questions, one question, releasing, taking out."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from communitylinkage.disclosure.policy import INTERNAL
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.people.access import needs, private_key_of, viewer_of
from communitylinkage.surveys.analysis import actions, exports, results, runs, showing, wording
from communitylinkage.surveys.analysis.codebook import Item, Shape, said
from communitylinkage.surveys.analysis.forms import ExportForm
from communitylinkage.surveys.answering.loading import form_of
from communitylinkage.surveys.answering.models import Collection
from communitylinkage.surveys.answering.queries import Row, submissions
from communitylinkage.surveys.queries import KEEP
from communitylinkage.surveys.rules import NotNowError
from communitylinkage.values.lists import XLSX
from communitylinkage.vault.keys import Locked

OTHERS = ("partners", "public")


def mine(request: HttpRequest, number: UUID) -> Collection:
    """One of her organisations' collections, or no such page."""
    found = results.collection(viewer_of(request), number)
    if found is None:
        raise Http404
    return found


def item_at(one: Collection, at: int) -> Item:
    """A question by its place in the codebook, or no such page."""
    items = results.items_of([one])
    if not 1 <= at <= len(items):
        raise Http404
    return items[at - 1]


def country_names() -> dict[str, str]:
    """Countries by their codes, as groups write them."""
    return {form: str(name) for code, name in COUNTRIES for form in (code, code.lower())}


def audience_of(request: HttpRequest, team: bool) -> str:
    """For whom figures are asked; the team's own are for the team."""
    allowed = [INTERNAL.name, *OTHERS] if team else OTHERS
    asked = request.GET.get("for", "")
    return asked if asked in allowed else allowed[0]


def language_of(one: Collection, asked: str = "") -> str:
    """The form's language that is nearest to the page's, or the one that was asked for."""
    form, code = form_of(one.version), get_language() or ""
    if asked in [each.key for each in form.languages]:
        return asked
    near = [each.key for each in form.languages if each.code[:2] == code[:2]]
    return near[0] if near else form.default_language


def frame(request: HttpRequest, one: Collection) -> dict[str, Any]:
    """What every page of results shows: who may see what, and for whom it is shown now."""
    team = results.in_team(viewer_of(request), one)
    audience = audience_of(request, team)
    return {
        "one": one,
        "title": one.version.questionnaire.title,
        "team": team,
        "audience": audience,
        "audiences": [
            (k, wording.AUDIENCES[k]) for k in ([INTERNAL.name] if team else []) + list(OTHERS)
        ],
        "others": [(k, wording.AUDIENCES[k], runs.of([one], k)) for k in OTHERS],
        "said": wording.SAID.get(request.GET.get("said", ""), ""),
        "language": language_of(one),
    }


@needs(KEEP)
def collection_results(request: HttpRequest, number: UUID) -> HttpResponse:
    """Every question with its picture and table, and the ways to take them out."""
    one = mine(request, number)
    shown = frame(request, one)
    found = results.results([one], shown["audience"])
    shown["questions"] = [
        showing.shown(at, each, shown["language"])
        for at, each in enumerate(found or [], 1)
        if each.columns or each.item.shape in (Shape.TEXT, Shape.OTHER)
    ]
    shown["run"] = runs.of([one], shown["audience"])
    shown["waits"] = shown["run"] is not None and shown["run"].finished is None
    lacking = found is None and not shown["waits"]
    shown["nothing"] = wording.SAID["not_released"] if lacking else ""
    shown["export"] = _export_form(one, shown["team"])
    return render(request, "surveys/analysis/results.html", shown)


@needs(KEEP)
def collection_question(request: HttpRequest, number: UUID, at: int) -> HttpResponse:
    """One question, crossed with each group."""
    one = mine(request, number)
    item, shown = item_at(one, at), frame(request, one)
    shown["cuts"] = []
    for by in ("", *results.GROUPS):
        found = results.results([one], shown["audience"], by, item)
        if found and found[0].columns:
            cut = showing.shown(at, found[0], shown["language"], country_names())
            shown["cuts"].append((wording.BY.get(by, ""), cut))
    shown |= {"item": item, "at": at, "label": said(item.words, shown["language"])}
    shown["nothing"] = "" if shown["cuts"] else wording.SAID["not_released"]
    return render(request, "surveys/analysis/question.html", shown)


@needs(KEEP)
def collection_release(request: HttpRequest, number: UUID, audience: str) -> HttpResponse:
    """Has the tables for partners or for everybody made by the worker; the team only."""
    one, viewer = mine(request, number), viewer_of(request)
    if request.method != "POST":
        return redirect("collection_results", number=number)
    if audience not in OTHERS or not results.in_team(viewer, one):
        raise Http404
    where = reverse("collection_results", args=[number])
    try:
        runs.ask(collections=[one], audience=audience, by=viewer.account.pk, now=timezone.now())
    except NotNowError:
        return redirect(f"{where}?said=not_closed")
    return redirect(f"{where}?for={audience}")


def _export_form(one: Collection, team: bool, data: Any = None) -> ExportForm:
    languages = [(each.key, each.name) for each in form_of(one.version).languages]
    return ExportForm(data, languages=languages or [("", "")], team=team)


@needs(KEEP)
def collection_export(request: HttpRequest, number: UUID) -> HttpResponse:
    """A file: tables as the audience sees them, the codebook, or rows for the team."""
    one = mine(request, number)
    if request.method != "POST":
        return redirect("collection_results", number=number)
    shown = frame(request, one)
    form = _export_form(one, shown["team"], request.POST)
    if not form.is_valid():
        raise Http404  # every value is offered by the form; another one is forged
    try:
        sheets = _sheets(request, one, form, shown["audience"])
    except Locked:
        return render(request, "surveys/analysis/locked.html", shown, status=403)
    what, now = form.cleaned_data["what"], timezone.now()
    actions.exported(collection=one, what=what, by=viewer_of(request).account.pk, now=now)
    return _file(sheets, form.cleaned_data["form"], what)


def _sheets(
    request: HttpRequest, one: Collection, form: ExportForm, audience: str
) -> exports.Sheets:
    items, what = results.items_of([one]), form.cleaned_data["what"]
    languages = [each.key for each in form_of(one.version).languages] or [""]
    codebook = {"codebook": exports.codebook_rows(items, languages)}
    if what == "codebook":
        return codebook
    if what == "rows":
        texts = bool(form.cleaned_data["texts"])
        rows = _opened(request, one) if texts else submissions(one)
        return {
            "answers": exports.answer_rows(items, rows, form.language, texts, one.blanks),
            **codebook,
        }
    found = [
        each for by in ("", *results.GROUPS) for each in results.results([one], audience, by) or []
    ]
    return {"tables": exports.table_rows(found, form.language), **codebook}


def _opened(request: HttpRequest, one: Collection) -> list[Row]:
    viewer, key, now = viewer_of(request), private_key_of(request), timezone.now()
    return actions.opened_rows(collection=one, viewer=viewer, private_key=key, now=now)


def _file(sheets: exports.Sheets, form: str, what: str) -> HttpResponse:
    named = {"Content-Disposition": f'attachment; filename="results-{what}.{form}"'}
    if form == "csv":  # one table: the codebook is a file of its own
        rows = next(iter(sheets.values()))
        text = "".join(exports.csv_text(rows))
        return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=named)
    return HttpResponse(exports.xlsx(sheets), content_type=XLSX, headers=named)
