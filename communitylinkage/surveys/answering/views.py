"""The public pages of answering. They read no cookie and set none."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from communitylinkage.people.access import name_page
from communitylinkage.surveys.answering import actions, links, queries, rules
from communitylinkage.surveys.answering.again import LOOK
from communitylinkage.surveys.answering.drafts import Draft
from communitylinkage.surveys.answering.loading import form_of
from communitylinkage.surveys.answering.models import Collection, Invitation, OpenLink
from communitylinkage.surveys.answering.rules import (
    FullError,
    IncompleteError,
    NotTakenError,
    State,
)
from communitylinkage.surveys.answering.serving import shown_file
from communitylinkage.surveys.answering.showing import (
    as_it_stands,
    context,
    doors,
    language_of,
    named,
    title_of,
)
from communitylinkage.surveys.answering.sitting import Sitting, asked_in, chosen_of, guessed
from communitylinkage.surveys.answering.speaking import FIELD, asked_for, further_of, speaking
from communitylinkage.surveys.answering.turns import turn
from communitylinkage.surveys.engine import UnreadableError
from communitylinkage.surveys.models import Version
from communitylinkage.vault.keys import Locked

FOLDER = "surveys/answering"


# Who posts here holds the secret of the address, which another site cannot know: there is no
# session that it could use. A token of the form's own would need a cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The door, a page of the form, the page before sending, or what became of it."""
    now = timezone.now()
    invitation = queries.invitation_of(token)
    try:
        if invitation is not None:
            return _answer(request, invitation, token, now)
        link = queries.link_of(token)
        if link is not None:
            return _by_link(request, link, token, now)
    except FullError:
        return _without_questions(request, "closed", {"full": True})
    except (NotTakenError, UnreadableError):
        return _without_questions(request, "closed", {})
    return _without_questions(request, "gone", {}, status=404)


@require_safe
def answer_media(request: HttpRequest, token: str, file: UUID) -> HttpResponse:
    """A picture, sound or film beside a question, for whoever holds a link to the form."""
    found = queries.collection_at(token)
    if found is None:
        raise Http404
    return shown_file(request, found.version, file)


def _answer(
    request: HttpRequest, invitation: Invitation, token: str, now: datetime
) -> HttpResponse:
    one = invitation.collection
    if invitation.state == State.FINISHED and not (one.editable and _wants(request)):
        return _sent(request, invitation, now)
    if not rules.takes(one.opens, one.closes, one.closed, now):
        raise NotTakenError
    try:
        draft = actions.opened(invitation=invitation, token=token)
    except Locked:
        draft = Draft()
    if request.method == "POST":
        return _posted(request, invitation, token, draft, now)
    if "p" not in request.GET:
        return _door(request, one, draft, invitation.group, many=False)
    number = request.GET["p"]
    if number.isdecimal():
        draft = Draft(draft.engine, draft.language, int(number[:6]), draft.files)
    sitting = Sitting(form_of(one.version), draft, asked_for(request), now, one.languages)
    return _page(request, sitting, one.version, strict=False)


def rendered(
    request: HttpRequest, name: str, shown: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of answering, which says in its head too which language it speaks."""
    answer = render(request, f"{FOLDER}/{name}.html", shown, status=status)
    answer.headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
    return answer


def _posted(
    request: HttpRequest, invitation: Invitation, token: str, draft: Draft, now: datetime
) -> HttpResponse:
    if request.POST.get("go") == "forget":
        actions.forget(invitation=invitation, now=now)
        return redirect(request.path)
    version = invitation.collection.version
    offered = invitation.collection.languages
    sitting, stays = turn(request, form_of(version), draft, now, offered)
    if request.POST.get("go") == LOOK:
        # Nothing is kept: with "one more" sent at the same moment one of the two would be lost.
        return looked_again(request, sitting, version)
    actions.keep(
        invitation=invitation, token=token, draft=sitting.to_draft(), files=sitting.fresh, now=now
    )
    if stays:
        return _page(request, sitting, version, strict=True)
    if request.POST.get("go") == "send":
        try:
            actions.submit(invitation=invitation, token=token, now=now, language=sitting.language)
        except IncompleteError:
            return _page(request, sitting, version, strict=False)
        return redirect(f"{request.path}{_spoken(sitting)}")
    return redirect(f"{request.path}?p={sitting.at}")


def looked_again(
    request: HttpRequest, sitting: Sitting, version: Version, **more: Any
) -> HttpResponse:
    """The page with the answers of now, for a script to put in place; empty where it stands so."""
    with speaking(language_of(sitting).code):
        shown = context(request, sitting, version, strict=False, trying="trying" in more) | more
        if sitting.page is None or as_it_stands(shown, request):
            return HttpResponse(status=204)
        return rendered(request, "page", shown)


def _page(
    request: HttpRequest, sitting: Sitting, version: Version, *, strict: bool
) -> HttpResponse:
    name = "review" if sitting.page is None else "page"
    with speaking(language_of(sitting).code):
        shown = context(request, sitting, version, strict)
        return rendered(request, name, shown)


def _without_questions(
    request: HttpRequest, name: str, shown: dict[str, Any], *,
    one: Collection | None = None, language: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    """A page around the questions, in the language that was asked for, or in one of the form."""
    code = language or asked_for(request)
    with speaking(code):
        shown |= {"speaks": further_of(code)}
        if one is not None:
            offered = chosen_of(form_of(one.version).languages, one.languages)
            shown |= {"doors": doors(request.path, offered)}
        return rendered(request, name, shown, status)


def _door(
    request: HttpRequest, one: Collection, draft: Draft, group: dict[str, str], *, many: bool
) -> HttpResponse:
    name_page(request, request.path_info)
    form = form_of(one.version)
    language = named(form, draft.language).code if FIELD not in request.GET else ""
    language = further_of(language) or asked_for(request)
    key = guessed(form.languages, form.default_language, language)
    shown = {
        "collection": one,
        "title": title_of(form, one.version, key),
        "asked_in": asked_in(form.languages, one.languages, language),
        "begun": bool(draft.engine), "at": draft.at, "many": many, "group": group,
        "asker": one.version.questionnaire.organisation.name,
        "own_code": one.link_scope is not None,
    }  # fmt: skip
    return _without_questions(request, "door", shown, one=one, language=language)


def _sent(request: HttpRequest, invitation: Invitation, now: datetime) -> HttpResponse:
    one = invitation.collection
    may = one.editable and rules.takes(one.opens, one.closes, one.closed, now)
    shown = {"collection": one, "may_change": may}
    return _without_questions(request, "sent", shown, one=one)


def _by_link(request: HttpRequest, link: OpenLink, token: str, now: datetime) -> HttpResponse:
    one = link.collection
    if link.called_back is not None or not rules.takes(one.opens, one.closes, one.closed, now):
        raise NotTakenError
    if queries.through(link) >= link.most:
        raise FullError
    if request.method == "POST":
        _row, own = links.begin_by_link(link=link, now=now)
        more = further_of(asked_for(request))
        return redirect(f"{reverse('answer', args=[own])}?p=0{f'&{FIELD}={more}' if more else ''}")
    return _door(request, one, Draft(), link.group, many=True)


def _wants(request: HttpRequest) -> bool:
    """Whether she goes on with what she has sent."""
    return request.method == "POST" or "p" in request.GET


def _spoken(sitting: Sitting) -> str:
    """What the address of the receipt carries, because nothing is kept that could say it."""
    code = further_of(language_of(sitting).code)
    return f"?{FIELD}={code}" if code else ""
