"""Pages of members who are engaged. Only her organisation's coordinators find her."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from communitylinkage.network import sealing, wording
from communitylinkage.network.access import community_or_404, organisation_of
from communitylinkage.network.members import actions, queries
from communitylinkage.network.members.forms import EngageForm, FurtherForm, LeaveForm, MergeForm
from communitylinkage.network.models import Member
from communitylinkage.network.rules.engaging import NotThese
from communitylinkage.people.access import needs, private_key_of, viewer_of
from communitylinkage.people.roles import Permission
from communitylinkage.people.rules import NotAllowed


def _member(request: HttpRequest, number: UUID) -> Member:
    row = queries.member_for(viewer_of(request), number)
    if row is None:
        raise Http404
    return row


def _shown(request: HttpRequest, row: Member, **more: object) -> HttpResponse:
    today = timezone.localdate()
    lines = queries.engagements_of(row)
    shown: dict[str, object] = {
        "row": row,
        "lines": lines,
        "engaged": any(line.until is None for line in lines),
        "said": wording.SAID.get(request.GET.get("said", ""), ""),
        "further": FurtherForm(today=today),
        "leaving": LeaveForm(today=today, initial={"day": today}),
        "merging": MergeForm(),
        "merged": row.merged.all(),
    }
    return render(request, "network/member.html", shown | more)


def _done(row: Member, said: str) -> HttpResponse:
    return redirect(f"{reverse('member', args=[row.pk])}?said={said}")


@needs(Permission.DIRECTORY_EDIT)
def member_new(request: HttpRequest, number: UUID) -> HttpResponse:
    """Writes a member down, without her name."""
    row = community_or_404(number)
    form = EngageForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            member = actions.engage(
                organisation=organisation_of(request),
                community=row,
                **form.cleaned_data,
                by=viewer_of(request).account.pk,
                now=timezone.now(),
            )
            return _done(member, "added")
        except NotAllowed as refused:
            form.add_error("reach", str(refused.args[0]))
    return render(request, "network/member_new.html", {"form": form, "row": row})


@needs(Permission.DIRECTORY_EDIT)
def member(request: HttpRequest, number: UUID) -> HttpResponse:
    """A member: where she is engaged; a button opens how to reach her."""
    row = _member(request, number)
    if request.method != "POST":
        return _shown(request, row)
    words, closed = sealing.read_or_why(
        record=row.reach,
        reference=row.reference,
        organisation=row.organisation_id,
        account=viewer_of(request).account,
        private_key=private_key_of(request),
        now=timezone.now(),
    )
    return _shown(request, row, words=words, closed=closed)


@needs(Permission.DIRECTORY_EDIT)
def member_further(request: HttpRequest, number: UUID) -> HttpResponse:
    """The same person in one more community, or in another way in one of hers."""
    row = _member(request, number)
    form = FurtherForm(request.POST, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.engage_further(
                member=row,
                community=community_or_404(UUID(said["community"])),
                how=said["how"],
                since=said["since"],
                by=viewer_of(request).account.pk,
                now=timezone.now(),
            )
            return _done(row, "added")
        except actions.EngagedAlready:
            form.add_error("community", wording.ALREADY_ENGAGED)
        except actions.NotYetOther:
            form.add_error("since", wording.NOT_YET_OTHER)
    return _answer(request, row, further=form)


@needs(Permission.DIRECTORY_EDIT)
def member_leave(request: HttpRequest, number: UUID) -> HttpResponse:
    """She is engaged no more."""
    row = _member(request, number)
    form = LeaveForm(request.POST, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        by = viewer_of(request).account.pk
        actions.leave(member=row, day=form.cleaned_data["day"], by=by, now=timezone.now())
        return _done(row, "left")
    return _answer(request, row, leaving=form)


@needs(Permission.DIRECTORY_EDIT)
def member_erase(request: HttpRequest, number: UUID) -> HttpResponse:
    """Everything about her goes; first the page asks."""
    row = _member(request, number)
    if request.method == "POST":
        by = viewer_of(request).account.pk
        actions.erase(member=row, by=by, now=timezone.now())
        return redirect("communities")
    return render(request, "network/member_erase.html", {"row": row})


@needs(Permission.DIRECTORY_EDIT)
def member_merge(request: HttpRequest, number: UUID) -> HttpResponse:
    """Two records are one person's."""
    row = _member(request, number)
    form = MergeForm(request.POST)
    if request.method == "POST" and form.is_valid():
        viewer = viewer_of(request)
        gone = queries.member_by_reference(viewer, form.cleaned_data["reference"])
        try:
            if gone is None:
                raise NotThese
            actions.merge(kept=row, gone=gone, by=viewer.account.pk, now=timezone.now())
            return _done(row, "merged")
        except NotThese:
            form.add_error("reference", wording.NOT_THESE)
    return _answer(request, row, merging=form)


@needs(Permission.DIRECTORY_EDIT)
def member_apart(request: HttpRequest, number: UUID) -> HttpResponse:
    """They were two persons after all."""
    row = _member(request, number)
    if request.method == "POST":
        by = viewer_of(request).account.pk
        try:
            actions.undo_merge(gone=row, by=by, now=timezone.now())
        except NotThese:
            return _shown(request, row, not_now=wording.NOT_THESE)
        return _done(row, "apart")
    return _shown(request, row)


def _answer(request: HttpRequest, row: Member, **forms: object) -> HttpResponse:
    """The member's page again, with what was typed; opened by hand it is just her page."""
    return _shown(request, row, **(forms if request.method == "POST" else {}))
