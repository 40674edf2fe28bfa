"""Writing a programme's pages, for who is signed in: in the page, with preview, and back again."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from communitylinkage.organisations.models import Programme
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.pages import found, news, posted, reader
from communitylinkage.programme_site import actions, public_views, queries, telling, wording
from communitylinkage.programme_site.forms import FundingForm, NewsForm, WordsForm
from communitylinkage.programme_site.models import Page, Version
from communitylinkage.programme_site.rules import text
from communitylinkage.programme_site.rules.states import Kind, RefusedError, State
from communitylinkage.values.languages import OWN_NAMES, own_name

INTERFACE = [code for code, _name in settings.LANGUAGES]


@needs(queries.TELL)
def programme_pages(request: HttpRequest) -> HttpResponse:
    """The pages of her programmes, and in which languages something is missing."""
    found = [
        (one, queries.face_of(one), _lines(one)) for one in queries.programmes(viewer_of(request))
    ]
    shown = {"found": found, "interface": [(code, own_name(code)) for code in INTERFACE]}
    return render(request, "programme_site/pages.html", shown)


def _lines(row: Programme) -> list[dict[str, object]]:
    """A line for each page: the fixed ones also where nothing is written yet."""
    there = queries.pages(row)
    fixed = {one.kind: one for one in there if one.kind != Kind.NEWS}
    lines = [_line(kind, fixed.get(kind.value)) for kind in Kind if kind is not Kind.NEWS]
    return lines + [_line(Kind.NEWS, one) for one in there if one.kind == Kind.NEWS]


def _line(kind: Kind, page: Page | None) -> dict[str, object]:
    versions = list(page.versions.all()) if page else []
    newest = versions[0] if versions else None
    written = telling.languages(newest) if newest else []
    return {
        "kind": kind.value,
        "words": wording.KINDS[kind],
        "number": page.number if page else 0,
        "told": telling.text(newest) if newest else None,
        "state": newest.get_state_display() if newest else "",
        "public": any(one.state == State.PUBLISHED for one in versions),
        "missing": [own_name(code) for code in INTERFACE if code not in written] if newest else [],
    }


def _programme(request: HttpRequest, programme: UUID) -> Programme:
    return found(queries.programme(viewer_of(request), programme))


def _kind(kind: str, number: int) -> Kind:
    if kind not in set(Kind) or (kind == Kind.NEWS) != (number > 0):
        raise Http404
    return Kind(kind)


def _page(row: Programme, kind: Kind, number: int) -> Page | None:
    page = queries.page(row, kind, number)
    if page is None and kind is Kind.NEWS:
        raise Http404
    return page


def _back(row: Programme, kind: str, number: int, query: str) -> HttpResponse:
    address = reverse("programme_page", args=[row.pk, kind, number])
    return redirect(f"{address}?{query}")


@needs(queries.TELL)
def programme_page(
    request: HttpRequest, programme: UUID, kind: str, number: int
) -> HttpResponse:  # fmt: skip
    """A page as it would be read, with its words to change in place, in one language at a time."""
    row, viewer = _programme(request, programme), viewer_of(request)
    which = _kind(kind, number)
    page = _page(row, which, number)
    newest = queries.newest(page) if page else None
    language = request.GET.get("language", "")
    language = language if language in OWN_NAMES else reader()
    before = newest.texts.filter(language=language).first() if newest else None
    initial = {"title": before.title, "body": before.body} if before else {}
    form = WordsForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.keep_words(
            page=page or actions.page_of(face=actions.face_of(programme=row), kind=which),
            language=language, title=form.cleaned_data["title"], body=form.cleaned_data["body"],
            organisation=queries.home_of(viewer), by=viewer.account.pk, now=timezone.now(),
        )  # fmt: skip
        return _back(row, kind, number, f"language={language}&said=kept")
    shown = {
        **_work(row, which, number, page, newest, language),
        **_news(request), "form": form, "written": before is not None,
    }  # fmt: skip
    return render(request, "programme_site/work.html", shown)


def _work(row: Programme, kind: Kind, number: int, page: Page | None, newest: Version | None,
          language: str) -> dict[str, object]:  # fmt: skip
    told = telling.text(newest, language) if newest else None
    written = telling.languages(newest) if newest else []
    codes = [*INTERFACE, *(code for code in written if code not in INTERFACE)]
    earlier = queries.earlier(page) if page else []
    return {
        "programme": row,
        "kind": kind.value,
        "words": wording.KINDS[kind],
        "number": number,
        "newest": newest,
        "told": told if told and told.language == language else None,
        "other": told if told and told.language != language else None,
        "blocks": text.blocks(told.body) if told else (),
        "language": language,
        "name": own_name(language),
        "languages": [(code, own_name(code), code in written) for code in codes],
        "more": [(code, name) for code, name in OWN_NAMES.items() if code not in codes],
        "draft": newest is not None and newest.state == State.DRAFT,
        "public": next((one for one in earlier if one.state == State.PUBLISHED), None),
        "earlier": [(one, telling.text(one)) for one in earlier if one.state != State.PUBLISHED],
        "face": queries.face_of(row),
    }


def _news(request: HttpRequest) -> dict[str, object]:
    return news(request, wording.SAID, wording.REFUSED)


@needs(queries.TELL)
def programme_news_new(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Begins a piece of news."""
    row, viewer = _programme(request, programme), viewer_of(request)
    form = NewsForm(posted(request), initial={"language": reader()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        page = actions.page_of(face=actions.face_of(programme=row), kind=Kind.NEWS)
        actions.keep_words(
            page=page, language=said["language"], title=said["title"], body=said["body"],
            organisation=queries.home_of(viewer), by=viewer.account.pk, now=timezone.now(),
        )  # fmt: skip
        return _back(row, "news", page.number, f"language={said['language']}&said=kept")
    return render(request, "programme_site/news_new.html", {"form": form, "programme": row})


@needs(queries.TELL)
def programme_preview(
    request: HttpRequest, programme: UUID, kind: str, number: int, version: int
) -> HttpResponse:
    """A version exactly as everybody would read it; nobody outside finds this address."""
    row, which = _programme(request, programme), _kind(kind, number)
    page, face = _page(row, which, number), queries.face_of(row)
    shown = queries.version(page, version) if page else None
    if shown is None or face is None:
        raise Http404
    now = timezone.now()
    if which is Kind.ABOUT:
        context = public_views.front_page(face, shown, now)
    elif which is Kind.NEWS:
        context = public_views.item_page(face, shown)
    else:
        context = public_views.section_page(face, which, shown, now)
    template = {Kind.ABOUT: "front", Kind.NEWS: "item"}.get(which, which.value)
    there = reverse("programme_page", args=[row.pk, kind, number])
    return render(
        request, f"programme_site/{template}.html",
        context | {"preview": shown, "back_to_work": there},
    )  # fmt: skip


ACTS = {"publish": "published", "take_down": "taken_down", "drop": "dropped"}


@post_only
@needs(queries.TELL)
def programme_act(
    request: HttpRequest, programme: UUID, kind: str, number: int, act: str
) -> HttpResponse:
    """Publishes the draft, lets it go, or takes the page down."""
    row = _programme(request, programme)
    page = _page(row, _kind(kind, number), number)
    if page is None or act not in ACTS:
        raise Http404
    does = {
        "publish": actions.publish, "take_down": actions.take_down, "drop": actions.drop_draft,
    }[act]  # fmt: skip
    try:
        does(page=page, by=viewer_of(request).account.pk, now=timezone.now())
    except RefusedError as error:
        return _back(row, kind, number, f"why={error.why.value}")
    return _back(row, kind, number, f"said={ACTS[act]}")


@post_only
@needs(queries.TELL)
def programme_back(
    request: HttpRequest, programme: UUID, kind: str, number: int, version: int
) -> HttpResponse:
    """Goes back to an earlier version."""
    row, viewer = _programme(request, programme), viewer_of(request)
    page = _page(row, _kind(kind, number), number)
    if page is None:
        raise Http404
    try:
        actions.go_back(
            page=page, number=min(version, 2**31 - 1), organisation=queries.home_of(viewer),
            by=viewer.account.pk, now=timezone.now(),
        )  # fmt: skip
    except RefusedError as error:
        return _back(row, kind, number, f"why={error.why.value}")
    return _back(row, kind, number, "said=back")


@needs(queries.TELL)
def programme_funding(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Who pays: the emblem's sentence and the disclaimer."""
    row, viewer = _programme(request, programme), viewer_of(request)
    before = queries.face_of(row)
    initial = {"funding": before.funding, "authority": before.authority} if before else {}
    form = FundingForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.keep_funding(
            face=actions.face_of(programme=row), funding=form.cleaned_data["funding"],
            authority=form.cleaned_data["authority"], organisation=queries.home_of(viewer),
            by=viewer.account.pk, now=timezone.now(),
        )  # fmt: skip
        return redirect("programme_pages")
    return render(request, "programme_site/funding.html", {"form": form, "programme": row})
