"""Deliverables and milestones: changed, marked as done with what shows it, taken out."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.pages import back, found, posted
from communitylinkage.reports import planning, queries, showing, telling, wording
from communitylinkage.reports.common import (
    language_of,
    languages,
    news,
    refused,
    within,
)
from communitylinkage.reports.forms import DoneForm, ItemForm
from communitylinkage.reports.models import Item
from communitylinkage.reports.plan_views import by
from communitylinkage.reports.rules.plan import Kind
from communitylinkage.reports.rules.states import RefusedError, Why


@needs(queries.WRITE)
def plan_item_new(request: HttpRequest, number: UUID, kind: str) -> HttpResponse:
    """A new deliverable or milestone in a package."""
    package = found(queries.package(viewer_of(request), number))
    if kind not in set(Kind):
        raise Http404
    programme = package.programme
    there = package.items.filter(kind=kind, taken_out=None).order_by("-number").first()
    first = {"number": there.number + 1 if there else 1,
             "organisation": package.organisation_id}  # fmt: skip
    form = ItemForm(posted(request), initial=first, organisations=queries.organisations(programme))
    language = language_of(request)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        titles = {language: said.pop("title")}
        row = Item(package=package, kind=kind, titles=titles, **said)
        try:
            planning.add(programme=programme, row=row, **by(request))
            return back("plan_item", row.pk, said="added")
        except RefusedError as error:
            form.add_error("number", showing.refusal(error))
    shown = {**languages(language, {}), "form": form, "package": package,
             "kind": dict(wording.KINDS)[kind], "title": telling.said(package.titles)}  # fmt: skip
    return render(request, "reports/item_new.html", shown)


def _item(request: HttpRequest, number: UUID) -> Item:
    return found(queries.item(viewer_of(request), number))


def _hers(request: HttpRequest, row: Item) -> bool:
    return queries.may_change(viewer_of(request), row.package.programme, row.organisation_id)


def _own_item(request: HttpRequest, number: UUID) -> Item:
    row = _item(request, number)
    if not _hers(request, row):
        raise Http404
    return row


@needs(queries.WRITE)
def plan_item(request: HttpRequest, number: UUID) -> HttpResponse:
    """One of them: how it stands, its words, its history."""
    row, language = _item(request, number), language_of(request)
    programme = row.package.programme
    first = {"number": row.number, "title": row.titles.get(language, ""),
             "organisation": row.organisation_id, "due": row.due}  # fmt: skip
    form = ItemForm(posted(request), initial=first, organisations=queries.organisations(programme))
    may = _hers(request, row)
    if request.method == "POST" and not may:
        raise Http404
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        values["titles"] = {language: values.pop("title")}
        try:
            planning.change(programme=programme, row=row, values=values, **by(request))
            return back("plan_item", row.pk, said="kept")
        except RefusedError as error:
            if error.why is Why.NOT_NOW:
                return refused("plan_item", error, row.pk)
            form.add_error("number", showing.refusal(error))
    shown = {
        **news(request), **within(request, programme), **languages(language, row.titles),
        "form": form, "row": row, "may": may,
        "line": showing.item(row, timezone.localdate()), "history": showing.histories([row.pk]),
    }  # fmt: skip
    return render(request, "reports/item.html", shown)


@needs(queries.WRITE)
def plan_done(request: HttpRequest, number: UUID) -> HttpResponse:
    """Marks it as done: when, and what shows it."""
    row = _own_item(request, number)
    today = timezone.localdate()
    first = {"done": row.done or today, "evidence": row.evidence, "address": row.evidence_address}
    form = DoneForm(posted(request), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            planning.mark_done(item=row, **form.cleaned_data, **by(request))
        except RefusedError as error:
            return refused("plan_item", error, row.pk)
        return back("plan_item", row.pk, said="done")
    shown = {"form": form, "row": row, "line": showing.item(row, today)}
    return render(request, "reports/done.html", shown)


@post_only
@needs(queries.WRITE)
def plan_not_done(request: HttpRequest, number: UUID) -> HttpResponse:
    """Takes the mark back; the history keeps it."""
    row = _own_item(request, number)
    try:
        planning.mark_not_done(item=row, **by(request))
    except RefusedError as error:
        return refused("plan_item", error, row.pk)
    return back("plan_item", row.pk, said="not_done")


@post_only
@needs(queries.WRITE)
def plan_take_out(request: HttpRequest, number: UUID) -> HttpResponse:
    """Takes it out of the plan; asks first."""
    row = _own_item(request, number)
    if "sure" not in request.POST:
        line = showing.item(row, timezone.localdate())
        return render(request, "reports/take_out.html", {"row": row, "line": line})
    try:
        planning.take_out(item=row, **by(request))
    except RefusedError as error:
        return refused("plan_item", error, row.pk)
    return back("plan_item", row.pk, said="taken_out")
