"""Keeping an event: writing, programme, publishing, calling off, inviting."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from communitylinkage.events import asking, joining, keeping, queries, sheets, telling
from communitylinkage.events.keeping_forms import (
    AsksForm,
    BeginForm,
    EventForm,
    InviteForm,
    SessionForm,
    WordsForm,
    event_before,
    new_event,
    session_before,
)
from communitylinkage.events.models import Event, Session
from communitylinkage.events.pages import INVITED, back, news, of, own, refused, there, why
from communitylinkage.events.rules.codes import Audience, RefusedError, State, Why
from communitylinkage.people import pages
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.pages import found, posted, reader
from communitylinkage.values.languages import OWN_NAMES, own_name

WORK = "event_work"
ACTS = {"publish": keeping.publish, "call_off": keeping.call_off}
DONE = {"publish": "open", "call_off": "cancelled"}


@needs(queries.DOOR)
def events_ours(request: HttpRequest) -> HttpResponse:
    """The events of her organisations."""
    viewer = viewer_of(request)
    rows = [(row, telling.words(row), queries.numbers(row)) for row in queries.ours(viewer)]
    shown = {"events": rows, "keeps": viewer.may(queries.KEEP)}
    return render(request, "events/ours.html", shown)


@needs(queries.KEEP)
def event_new(request: HttpRequest) -> HttpResponse:
    """Begins a draft of her organisation's."""
    viewer = viewer_of(request)
    home = queries.home_of(viewer)
    begin = new_event(home.country) | {"language": reader()}
    form = BeginForm(posted(request), initial=begin)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        row = keeping.begin(
            organisation=home, plan=form.plan(), language=said["language"],
            texts={name: said[name] for name in ("title", "about", "access")},
            by=viewer.account.pk, now=timezone.now(),
        )  # fmt: skip
        return back(WORK, "begun", row.reference)
    return render(request, "events/new.html", {"form": form})


@needs(queries.DOOR)
def event_work(request: HttpRequest, reference: str) -> HttpResponse:
    """Where an event stands, and what she can do with it."""
    row, now = own(request, reference, queries.DOOR), timezone.now()
    viewer = viewer_of(request)
    keeps = queries.own(viewer, reference) is not None
    written = dict(telling.languages(row))
    programme = telling.programme(queries.sessions(row), row.zone)
    shown = of(row) | news(request) | {
        "keeps": keeps,
        "programme": programme,
        "outside": telling.outside(programme, row),
        "numbers": queries.numbers(row),
        "draft": row.state == State.DRAFT,
        "open": row.state == State.OPEN,
        "off": row.state == State.CANCELLED,
        "over": queries.over(row, now),
        "door": queries.door(row, now),
        "languages": written.items(),
        "missing": [(code, name) for code, name in OWN_NAMES.items() if code not in written],
        "public": row.state != State.DRAFT and row.audience == Audience.PUBLIC,
        "unwritten": queries.unwritten(row).count(),
        "askings": row.askings.exists(),
        "spoken": telling.spoken(row),
    }  # fmt: skip
    with there(row):
        return render(request, "events/work.html", shown)


@needs(queries.KEEP)
def event_edit(request: HttpRequest, reference: str) -> HttpResponse:
    """Changes when, where and for how many."""
    row = own(request, reference)
    form = EventForm(posted(request), initial=event_before(row), row=row)
    if request.method == "POST" and form.is_valid():
        before, now = row.sequence, timezone.now()
        try:
            made = keeping.keep_plan(
                event=row, plan=form.plan(), back=form.cleaned_data["back"],
                by=viewer_of(request).account.pk, now=now,
            )  # fmt: skip
            told = made.sequence > before and queries.ahead(made, now)
            return back(WORK, "moved" if told else "kept", reference)
        except RefusedError as error:
            form.add_error(_FIELD.get(error.why), why(error))
    return render(request, "events/edit.html", of(row) | {"form": form})


_FIELD = {Why.TOO_FEW: "capacity", Why.NO_TIME: "day"}


@needs(queries.KEEP)
def event_words(request: HttpRequest, reference: str, language: str) -> HttpResponse:
    """Its text in one language, beside the text in the reader's."""
    row = own(request, reference)
    if language not in OWN_NAMES:
        raise Http404
    before = row.texts.filter(language=language).values("title", "about", "access").first()
    form = WordsForm(posted(request), initial=before or {})
    if request.method == "POST" and form.is_valid():
        keeping.keep_words(
            event=row, language=language, texts=form.cleaned_data,
            by=viewer_of(request).account.pk, now=timezone.now(),
        )  # fmt: skip
        return back(WORK, "kept", reference)
    told = telling.words(row)
    shown = {"form": form, "name": own_name(language),
             "beside": told if told.language != language else None}  # fmt: skip
    return render(request, "events/words.html", of(row) | shown)


@needs(queries.KEEP)
def event_session_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Adds a session to the programme."""
    return _session(request, own(request, reference), None)


@needs(queries.KEEP)
def event_session(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """Changes a session, or writes it in another language."""
    row = own(request, reference)
    return _session(request, row, found(queries.own_session(row, number)))


def _session(request: HttpRequest, row: Event, session: Session | None) -> HttpResponse:
    language = request.GET.get("language", "")
    language = language if language in OWN_NAMES else telling.words(row).language
    form = SessionForm(posted(request), event=row, initial=session_before(row, session, language))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            keeping.keep_session(
                event=row, session=session, slot=form.slot(), language=said["language"],
                title=said["title"], about=said["about"], back=said["back"],
                by=viewer_of(request).account.pk, now=timezone.now(),
            )  # fmt: skip
            return back(WORK, "kept", row.reference)
        except RefusedError as error:
            form.add_error(_FIELD.get(error.why), why(error))
    shown: dict[str, Any] = {"form": form, "session": session, "languages": telling.languages(row)}
    return render(request, "events/session.html", of(row) | shown)


@post_only
@needs(queries.KEEP)
def event_session_drop(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """Takes a session out of the programme."""
    row = own(request, reference)
    session = found(queries.own_session(row, number))
    keeping.drop_session(session=session, by=viewer_of(request).account.pk, now=timezone.now())
    return back(WORK, "dropped", reference)


@post_only
@needs(queries.KEEP)
def event_act(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """Published, or called off."""
    row = own(request, reference)
    if act not in ACTS:
        raise Http404
    try:
        ACTS[act](event=row, by=viewer_of(request).account.pk, now=timezone.now())
    except RefusedError as error:
        return refused(WORK, error, reference)
    return back(WORK, DONE[act], reference)


@needs(queries.KEEP)
def event_asks(request: HttpRequest, reference: str) -> HttpResponse:
    """What the form of registration asks besides its own fields."""
    row, viewer = own(request, reference), viewer_of(request)
    stands = sheets.stands(row)
    form = AsksForm(
        posted(request), offered=asking.questionnaires(viewer), stands=stands,
        retired=stands is not None and asking.retired(stands),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            sheets.choose(
                event=row, questionnaire=form.chosen(), by=viewer.account.pk, now=timezone.now()
            )
            return back(WORK, "kept", reference)
        except RefusedError as error:
            form.add_error("questionnaire", why(error))
    shown = of(row) | {"form": form, "answered": sheets.answered(row), "offered": form.offered}
    return render(request, "events/asks.html", shown)


@needs(queries.KEEP)
def event_invite(request: HttpRequest, reference: str) -> HttpResponse:
    """Invites by e-mail; each letter has a link of its own."""
    row = own(request, reference)
    form = InviteForm(posted(request), initial={"language": reader()})
    if request.method == "POST" and form.is_valid():
        try:
            n = joining.invite(
                event=row, addresses=form.pairs(), by=viewer_of(request).account.pk,
                now=timezone.now(),
            )  # fmt: skip
            return pages.back(WORK, reference, said=INVITED, n=str(n))
        except RefusedError as error:
            form.add_error(None, why(error))
    shown = of(row) | {"form": form, "invited": queries.invited(row)}
    return render(request, "events/invite.html", shown)
