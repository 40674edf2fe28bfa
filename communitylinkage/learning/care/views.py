"""Pages of a mentor's own rest, and of words to a supervisor."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.learning import wording
from communitylinkage.learning.care import actions, queries
from communitylinkage.learning.care.forms import NoteForm, RestForm
from communitylinkage.learning.pages import said
from communitylinkage.learning.sessions.queries import TEACH
from communitylinkage.mentors.access import as_mentor
from communitylinkage.mentors.actions import pause
from communitylinkage.mentors.queries import certified, page_of
from communitylinkage.people.access import (
    Viewer,
    needs,
    post_only,
    private_key_of,
    viewer_of,
)
from communitylinkage.people.pages import found
from communitylinkage.people.rules import NotAllowed
from communitylinkage.referrals.mentor_requests.candidates import loads
from communitylinkage.vault.keys import Locked


def _home(viewer: Viewer) -> UUID:
    return viewer.memberships[0].organisation_id


def _shown(request: HttpRequest, **more: object) -> HttpResponse:
    viewer, now = viewer_of(request), timezone.now()
    page = page_of(viewer.account.pk)
    begin = {"until": page.paused_until if page and page.paused else None}
    shown: dict[str, object] = {
        "page": page,
        "since": certified([viewer.account.pk]).get(viewer.account.pk),
        "has": loads([viewer.account.pk])[viewer.account.pk],
        "rest": RestForm(initial=begin),
        "note": NoteForm(people=queries.supervisors(viewer)),
        "notes": queries.written_by(viewer.account.pk),
        "coming": queries.coming(viewer, now),
        "said": said(request),
    }
    return render(request, "learning/care.html", shown | more)


@as_mentor
def care(request: HttpRequest) -> HttpResponse:
    """How I am: my rest, how much I take, supervision, words to somebody."""
    return _shown(request)


@as_mentor
def care_rest(request: HttpRequest) -> HttpResponse:
    """Not now, until a day; or back again."""
    viewer, now = viewer_of(request), timezone.now()
    if request.method != "POST":
        return _shown(request)
    if "back" in request.POST:
        pause(until=None, by=viewer.account.pk, now=now)
        return _done("back")
    form = RestForm(request.POST)
    if form.is_valid():
        pause(until=form.cleaned_data["until"], by=viewer.account.pk, now=now)
        return _done("paused")
    return _shown(request, rest=form)


def _done(what: str) -> HttpResponse:
    answer = redirect("care")
    answer["Location"] += f"?said={what}"
    return answer


@as_mentor
def care_write(request: HttpRequest) -> HttpResponse:
    """Words to a supervisor, locked to the two."""
    viewer = viewer_of(request)
    if request.method != "POST":
        return _shown(request)
    form = NoteForm(request.POST, people=queries.supervisors(viewer))
    if form.is_valid():
        try:
            actions.write(
                mentor=viewer.account, supervisor=form.people[form.cleaned_data["supervisor"]],
                text=form.cleaned_data["text"], organisation=_home(viewer), now=timezone.now(),
            )  # fmt: skip
            return _done("written")
        except NotAllowed as refused:
            form.add_error("supervisor", str(refused.args[0]))
    return _shown(request, note=form)


@needs(TEACH)
def care_notes(request: HttpRequest) -> HttpResponse:
    """What mentors wrote to me."""
    notes = queries.written_to(viewer_of(request).account.pk)
    return render(request, "learning/notes.html", {"notes": notes, "said": said(request)})


@needs(TEACH)
def care_note(request: HttpRequest, number: UUID) -> HttpResponse:
    """One note; a button opens it, and that stands in the journal."""
    viewer = viewer_of(request)
    row = found(queries.note_for(viewer, number))
    shown: dict[str, object] = {"row": row, "hers": row.mentor_id == viewer.account.pk}
    if request.method == "POST":
        key = private_key_of(request)
        if key is None:
            shown["closed"] = wording.SIGN_IN_AGAIN
        else:
            try:
                shown["words"] = actions.read(
                    note=row, reader=viewer.account, private_key=key, organisation=_home(viewer),
                    now=timezone.now(),
                )  # fmt: skip
            except Locked:
                shown["closed"] = wording.NOT_OPEN
    return render(request, "learning/note.html", shown)


@post_only
@needs(TEACH)
def care_erase(request: HttpRequest, number: UUID) -> HttpResponse:
    """Erases a note for both."""
    viewer = viewer_of(request)
    row = found(queries.note_for(viewer, number))
    hers = row.mentor_id == viewer.account.pk
    actions.erase(note=row, by=viewer.account.pk, organisation=_home(viewer), now=timezone.now())
    answer = redirect("care" if hers else "care_notes")
    answer["Location"] += "?said=gone"
    return answer
