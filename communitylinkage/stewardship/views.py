"""How long a case is kept, everything about it, and keeping it longer."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.journal import actions as journal
from communitylinkage.participants.models import Participant
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.pages import back, found, news, posted, refused
from communitylinkage.referrals.models import MentorRequest
from communitylinkage.stewardship import queries, wording
from communitylinkage.stewardship.forms import FindForm, HoldForm
from communitylinkage.stewardship.retention import holding
from communitylinkage.stewardship.rules.cases import KEPT
from communitylinkage.stewardship.rules.holds import LONGEST, WAITS, RefusedError
from communitylinkage.stewardship.subject import gathering, papers

_TYPES = {"pdf": "application/pdf", "json": "application/json"}


@needs(queries.KEEP)
def kept(request: HttpRequest) -> HttpResponse:
    """What is near its end, what is kept longer, and finding one."""
    viewer, now = viewer_of(request), timezone.now()
    form = FindForm(posted(request))
    if request.method == "POST" and form.is_valid():
        row = queries.one(viewer, form.cleaned_data["reference"])
        if row:
            return redirect("kept_case", row.reference)
        form.add_error("reference", str(wording.NOT_FOUND))
    cases = [(case, wording.STANDINGS[case.standing]) for case in
             queries.near_their_end(viewer, now)]  # fmt: skip
    waiting = queries.waiting_holds(viewer, now)
    shown = {"form": form, "cases": cases, "waiting": waiting, "days": KEPT.days}
    return render(request, "stewardship/kept.html", shown)


@needs(queries.KEEP)
def kept_case(request: HttpRequest, reference: str) -> HttpResponse:
    """One case: until when, what is there, who could open it; and asking to keep it."""
    viewer, now, row = viewer_of(request), timezone.now(), _own(request, reference)
    form = HoldForm(posted(request))
    if request.method == "POST" and not isinstance(row, Participant):
        raise Http404
    if isinstance(row, Participant) and request.method == "POST" and form.is_valid():
        try:
            holding.ask(
                participant=row, organisation=_home(request, row), reason=form.why(),
                by=viewer.account.pk, now=now,
            )  # fmt: skip
        except RefusedError as error:
            return refused("kept_case", row.reference, why=error.why)
        return back("kept_case", row.reference, said="asked")
    told, hold = gathering.gather(row, now), queries.hold_of(row, now)
    shown = {
        "told": told,
        "where": wording.STANDINGS[told.standing],
        "tables": [(wording.TABLES[one.label], len(one.rows)) for one in told.tables],
        "sealed": papers.locked(told),
        "hold": hold,
        "reason": dict(wording.REASONS).get(hold.reason) if hold else "",
        "may_confirm": hold and not hold.confirmed_by and hold.asked_by != viewer.account.pk,
        "ends": hold.until if hold and hold.confirmed_by else hold and hold.asked_at + WAITS,
        "longest": LONGEST.days,
        "is_case": isinstance(row, Participant),
        "form": form,
        **news(request, wording.SAID, wording.REFUSED),
    }  # fmt: skip
    return render(request, "stewardship/case.html", shown)


@needs(queries.KEEP)
@post_only
def kept_file(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    """Everything as PDF or JSON; that it was taken out is journalled."""
    row, now = _own(request, reference), timezone.now()
    if form not in _TYPES:
        raise Http404
    told = gathering.gather(row, now)
    content = papers.as_pdf(told, now) if form == "pdf" else papers.as_json(told)
    journal.record(
        organisation_id=_home(request, row), act="case.told", by=viewer_of(request).account.pk,
        reference=row.reference, now=now,
    )  # fmt: skip
    named = {"Content-Disposition": f'attachment; filename="held-{row.reference}.{form}"'}
    return HttpResponse(content, content_type=_TYPES[form], headers=named)


@needs(queries.KEEP)
@post_only
def kept_hold(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """The second person's yes, or the end of it."""
    viewer, now, row = viewer_of(request), timezone.now(), _own(request, reference)
    does = {"confirm": (holding.confirm, "confirmed"), "end": (holding.end, "ended")}
    if act not in does:
        raise Http404
    hold, (do, said) = found(queries.hold_of(row, now)), does[act]
    try:
        do(hold=hold, by=viewer.account.pk, now=now)
    except RefusedError as error:
        return refused("kept_case", row.reference, why=error.why)
    return back("kept_case", row.reference, said=said)


def _own(request: HttpRequest, reference: str) -> Participant | MentorRequest:
    """A case of one of her organisations, or a request without one, or no such page."""
    row = queries.known_by(viewer_of(request), reference)
    if row is None:
        raise Http404
    return row


def _home(request: HttpRequest, row: Participant | MentorRequest) -> UUID:
    """Which of her organisations keeps it: in its chain of the journal it is written down."""
    return queries.keeper(viewer_of(request), row)
