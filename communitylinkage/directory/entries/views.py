"""Pages of an organisation's own entries. A stranger's entry is one that does not exist."""

import uuid
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from communitylinkage.directory import wording
from communitylinkage.directory.entries import actions, queries
from communitylinkage.directory.entries.ages_form import AgeForms
from communitylinkage.directory.entries.comparing import subjects
from communitylinkage.directory.entries.content import Content, fingerprint
from communitylinkage.directory.entries.forms import Forms, TextsForm
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.lists import search_of
from communitylinkage.people.roles import Permission
from communitylinkage.values import languages

editors = needs(Permission.DIRECTORY_EDIT)
confirmers = needs(Permission.DIRECTORY_CONFIRM)


def said(request: HttpRequest) -> object:
    """The sentence about what was just done, which the address names."""
    return wording.SAID.get(request.GET.get("said", ""), "")


def done(name: str, what: str, **arguments: object) -> HttpResponse:
    """Goes on to a page that says what was done."""
    return redirect(f"{reverse(name, kwargs=arguments)}?said={what}")


def _mine(request: HttpRequest, number: UUID, may: Permission = queries.EDIT) -> queries.Mine:
    found = queries.mine(viewer_of(request), number, may)
    if found is None:
        raise Http404
    return found


@confirmers
def entries(request: HttpRequest) -> HttpResponse:
    """Her organisation's entries, with a search and with what each needs."""
    viewer, search = viewer_of(request), search_of(request)
    shown = {
        "rows": queries.rows(viewer, timezone.now().date(), search),
        "search": search,
        "organisations": queries.organisations(viewer),
        "edits": viewer.may(Permission.DIRECTORY_EDIT),
        "said": said(request),
    }
    return render(request, "directory/entries.html", shown)


@post_only
@editors
def organisation_list(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Puts her organisation into the directory."""
    viewer = viewer_of(request)
    found = next((o for o in queries.organisations(viewer) if o.pk == organisation), None)
    if found is None:
        raise Http404
    actions.list_organisation(organisation=found, by=viewer.account.pk, now=timezone.now())
    return done("entries", "listed")


@editors
def entry_new(request: HttpRequest, organization: UUID) -> HttpResponse:
    """A new entry; it begins as a draft."""
    found = queries.listed(viewer_of(request)).get(organization)
    if found is None:
        raise Http404
    return _edit(request, queries.Mine(uuid.uuid4(), organization, found))


@editors
def entry(request: HttpRequest, number: UUID) -> HttpResponse:
    """One entry as a form; what is saved is a draft."""
    return _edit(request, _mine(request, number))


def _edit(request: HttpRequest, found: queries.Mine) -> HttpResponse:
    base, refused = queries.content(found.service_id), None
    forms = Forms(base, request.POST if request.method == "POST" else None)
    if forms.entry.is_bound and forms.is_valid():
        refused = _not_kept(request, found, forms.content())
        if refused is None:
            return done("entry_preview", "draft", number=found.service_id)
    shown = {"forms": forms, **_there_now(found, base, refused)}
    if refused:
        shown["card"] = queries.as_women_see_it(found, shown["base"], timezone.now())
    return render(request, "directory/entry.html", shown, status=409 if refused else 200)


def _not_kept(
    request: HttpRequest, found: queries.Mine, content: Content
) -> actions.ChangedMeanwhile | None:
    """Keeps a draft; else what is in the way."""
    by, seen = viewer_of(request).account.pk, request.POST.get("seen", "")
    try:
        actions.save_draft(entry=found, content=content, seen=seen, by=by, now=timezone.now())
    except actions.ChangedMeanwhile as refused:
        return refused
    return None


def _there_now(
    found: queries.Mine, base: Content, refused: actions.ChangedMeanwhile | None
) -> dict[str, Any]:
    """What the entry says now, what a change of it is told by, and that there was one."""
    if refused:
        base = queries.content(found.service_id)
    return {"base": base, "seen": fingerprint(base), "error": refused and refused.args[0]}


@editors
def entry_texts(request: HttpRequest, number: UUID) -> HttpResponse:
    """The texts of an entry in one further language, kept in the draft."""
    found, language = _mine(request, number), request.GET.get("language", "")
    base = queries.content(number)
    if language not in languages.OWN_NAMES or language == base.language:
        asked = {"number": number, "languages": queries.text_languages(base)}
        return render(request, "directory/texts_language.html", asked)
    form = TextsForm(request.POST or None, language=language, base=base)
    refused = None
    if form.is_bound and form.is_valid():
        refused = _not_kept(request, found, form.content(base, language))
        if refused is None:
            return done("entry_preview", "texts", number=number)
    shown = _there_now(found, base, refused)
    shown |= {"form": form, "number": number, "name": languages.own_name(language)}
    shown["there"] = shown["base"].texts.get(language, {}) if refused else {}
    return render(request, "directory/texts.html", shown, status=409 if refused else 200)


@editors
def entry_preview(request: HttpRequest, number: UUID) -> HttpResponse:
    """The entry as women see it once it is published, and what changes in which language."""
    found, (now, told) = _mine(request, number), _beside(number)
    return _preview(request, found, AgeForms(subjects(now, told)))


def _beside(number: UUID) -> tuple[Content, Content]:
    """What everybody reads now, and what would be published."""
    return queries.published(number), queries.content(number)


def _preview(
    request: HttpRequest, found: queries.Mine, ages: AgeForms, error: str = ""
) -> HttpResponse:
    number, (now, told) = found.service_id, _beside(found.service_id)
    shown = {
        "number": number,
        "name": told.name,
        "draft": queries.has_draft(number),
        "card": queries.as_women_see_it(found, told, timezone.now()),
        "languages": queries.text_languages(told),
        "said": said(request),
        "ages": ages,
        "seen": fingerprint(now, told),
        "error": error,
    }
    return render(request, "directory/preview.html", shown, status=409 if error else 200)


@post_only
@editors
def entry_publish(request: HttpRequest, number: UUID) -> HttpResponse:
    """Makes the draft what everybody reads; her answers say which other texts are still right."""
    found, by = _mine(request, number), viewer_of(request).account.pk
    ages = AgeForms(subjects(*_beside(number)), request.POST)
    if not ages.is_valid():
        return _preview(request, found, ages)
    # Who was not asked has answered nothing, whatever else was sent.
    seen = request.POST.get("seen", "")
    answers = ages.answers(seen) if seen else actions.NOT_ASKED
    try:
        actions.publish(entry=found, by=by, now=timezone.now(), answers=answers)
    except actions.ChangedMeanwhile as refused:
        again = ages.looked_at_again(subjects(*_beside(number)))
        return _preview(request, found, again, refused.args[0])
    except actions.NotPossible as refused:
        return _refused(request, refused)
    return done("entries", "published")


@post_only
@editors
def entry_drop(request: HttpRequest, number: UUID) -> HttpResponse:
    """Throws the draft away."""
    found, by = _mine(request, number), viewer_of(request).account.pk
    actions.drop_draft(entry=found, by=by, now=timezone.now())
    return done("entries", "dropped")


@editors
def entry_history(request: HttpRequest, number: UUID) -> HttpResponse:
    """What was published, by whom and when."""
    found = _mine(request, number)
    shown = {
        "number": found.service_id,
        "name": queries.content(number).name,
        "versions": queries.history(number),
    }
    return render(request, "directory/history.html", shown)


@post_only
@editors
def entry_again(request: HttpRequest, number: UUID, version: int) -> HttpResponse:
    """Publishes an older version again."""
    found, by = _mine(request, number), viewer_of(request).account.pk
    try:
        actions.publish_again(entry=found, number=version, by=by, now=timezone.now())
    except actions.NotPossible as refused:
        return _refused(request, refused)
    return done("entries", "published")


@post_only
@confirmers
def entry_confirm(request: HttpRequest, number: UUID) -> HttpResponse:
    """Says that the entry is still right."""
    found, by = _mine(request, number, queries.CONFIRM), viewer_of(request).account.pk
    actions.confirm(entry=found, by=by, now=timezone.now())
    return done("entries", "confirmed")


@post_only
@confirmers
def entry_room(request: HttpRequest, number: UUID) -> HttpResponse:
    """Says whether there is room now."""
    found, by = _mine(request, number, queries.CONFIRM), viewer_of(request).account.pk
    available = request.POST.get("room") == "yes"
    try:
        actions.say_room(entry=found, available=available, by=by, now=timezone.now())
    except actions.NotPossible as refused:
        return _refused(request, refused)
    return done("entries", "room")


def _refused(request: HttpRequest, refused: actions.NotPossible) -> HttpResponse:
    viewer = viewer_of(request)
    shown = {
        "rows": queries.rows(viewer, timezone.now().date()),
        "organisations": queries.organisations(viewer),
        "edits": viewer.may(Permission.DIRECTORY_EDIT),
        "error": refused.args[0],
    }
    return render(request, "directory/entries.html", shown, status=409)
