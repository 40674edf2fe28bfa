"""Demands, for who is signed in: begun, addressed, proved, published; bodies and meetings."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.advocacy import actions, queries, telling, wording
from communitylinkage.advocacy.common import back, news, own, refused
from communitylinkage.advocacy.forms import (
    AddressedForm,
    BeginForm,
    BodyForm,
    DemandWordsForm,
    EvidenceForm,
    MeetingForm,
    WithdrawForm,
)
from communitylinkage.advocacy.models import Demand, Meeting
from communitylinkage.advocacy.public_views import demand_page, line
from communitylinkage.advocacy.rules.demands import (
    ASKED,
    Act,
    Kind,
    Level,
    RefusedError,
    State,
    can,
)
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.pages import found, posted, reader
from communitylinkage.values.languages import OWN_NAMES, own_name


@needs(queries.KEEP)
def advocacy(request: HttpRequest) -> HttpResponse:
    """What we ask for, and the promises about it, the nearest day first."""
    viewer, today = viewer_of(request), timezone.localdate()
    shown = {
        "demands": [(row, telling.demand(row)) for row in queries.ours(viewer)],
        "promises": [line(row, today) for row in queries.own_promises(viewer)],
        "bodies": queries.bodies().exists(),
    }
    return render(request, "advocacy/advocacy.html", shown)


@needs(queries.KEEP)
def bodies(request: HttpRequest) -> HttpResponse:
    """Who can be asked; those of our own can be mended."""
    viewer = viewer_of(request)
    mine = viewer.organisations_where(queries.KEEP)
    rows = [(row, telling.place(row.country), row.organisation_id in mine)
            for row in queries.bodies()]  # fmt: skip
    return render(request, "advocacy/bodies.html", {"rows": rows, **news(request)})


@needs(queries.KEEP)
def body_new(request: HttpRequest) -> HttpResponse:
    """Writes a body down."""
    viewer = viewer_of(request)
    home = queries.home_of(viewer)
    form = BodyForm(posted(request), initial={"country": home.country, "level": Level.LOCAL.value})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.keep_body(
            body=None, organisation=home, name=said["name"], country=said["country"],
            level=Level(said["level"]), address=said["address"], by=viewer.account.pk,
            now=timezone.now(),
        )  # fmt: skip
        return redirect("bodies")
    return render(request, "advocacy/body.html", {"form": form})


@needs(queries.KEEP)
def body_edit(request: HttpRequest, number: UUID) -> HttpResponse:
    """Mends a body that we wrote down."""
    viewer = viewer_of(request)
    row = found(queries.own_body(viewer, number))
    before = {"name": row.name, "country": row.country, "level": row.level, "address": row.address}
    form = BodyForm(posted(request), initial=before, body=row)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.keep_body(
            body=row, organisation=row.organisation, name=said["name"], country=said["country"],
            level=Level(said["level"]), address=said["address"], by=viewer.account.pk,
            now=timezone.now(),
        )  # fmt: skip
        return redirect("bodies")
    return render(request, "advocacy/body.html", {"form": form, "row": row})


@needs(queries.KEEP)
def demand_new(request: HttpRequest) -> HttpResponse:
    """Begins a draft."""
    viewer = viewer_of(request)
    form = BeginForm(posted(request), initial={"language": reader()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        row = actions.begin(
            organisation=queries.home_of(viewer), language=said["language"], what=said["what"],
            why=said["why"], by=viewer.account.pk, now=timezone.now(),
        )  # fmt: skip
        return back(row.reference, "begun")
    return render(request, "advocacy/new.html", {"form": form})


@needs(queries.KEEP)
def demand_work(request: HttpRequest, reference: str) -> HttpResponse:
    """Where a demand stands, and what can be done with it."""
    row = own(request, reference)
    draft, written = row.state == State.DRAFT, {text.language for text in row.texts.all()}
    shown = {
        **demand_page(row, timezone.localdate()),
        **news(request),
        "draft": draft,
        "asked": row.state in ASKED,
        "changes": row.state != State.WITHDRAWN,
        "written": [(code, own_name(code)) for code in sorted(written)] if draft else [],
        "missing": [(code, name) for code, name in OWN_NAMES.items() if code not in written],
        "acts": [(act.value, words) for act, words in wording.DEMAND_ACTS.items()
                 if can(act, row.state)],
        "withdraws": can(Act.WITHDRAW, row.state),
        "ours": True,
    }  # fmt: skip
    return render(request, "advocacy/work.html", shown)


@needs(queries.KEEP)
def demand_words(request: HttpRequest, reference: str, language: str) -> HttpResponse:
    """Its words in one language, beside those in the reader's."""
    row = own(request, reference)
    if language not in OWN_NAMES:
        raise Http404
    text = row.texts.filter(language=language).first()
    before = {"what": text.what, "why": text.why} if text else {}
    form = DemandWordsForm(posted(request), initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_words(
                demand=row, language=language, what=form.cleaned_data["what"],
                why=form.cleaned_data["why"], by=viewer_of(request).account.pk,
                now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused(reference, error)
        return back(reference, "kept")
    shown = {"form": form, "name": own_name(language), "other": language}
    return render(request, "advocacy/words.html", _of(row) | shown)


@needs(queries.KEEP)
def demand_bodies(request: HttpRequest, reference: str) -> HttpResponse:
    """Whom it asks."""
    row = own(request, reference)
    form = AddressedForm(
        posted(request), initial={"bodies": row.bodies.all()}, bodies=queries.bodies()
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.address_to(
                demand=row, bodies=form.cleaned_data["bodies"],
                by=viewer_of(request).account.pk, now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused(reference, error)
        return back(reference, "kept")
    return render(request, "advocacy/addressed.html", _of(row) | {"form": form})


@needs(queries.KEEP)
def demand_evidence(request: HttpRequest, reference: str) -> HttpResponse:
    """What it stands on."""
    row = own(request, reference)
    form = EvidenceForm(posted(request), offered=queries.offered(row, reader()))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.add_evidence(
                demand=row, kind=Kind(said["kind"]), address=said["address"],
                label=said["label"], by=viewer_of(request).account.pk, now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused(reference, error)
        return back(reference, "kept")
    return render(request, "advocacy/evidence.html", _of(row) | {"form": form})


@post_only
@needs(queries.KEEP)
def demand_evidence_drop(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Takes one of it out again."""
    row = found(queries.own_evidence(own(request, reference), number))
    try:
        actions.drop_evidence(
            evidence=row, by=viewer_of(request).account.pk, now=timezone.now()
        )  # fmt: skip
    except RefusedError as error:
        return refused(reference, error)
    return back(reference, "kept")


@post_only
@needs(queries.KEEP)
def demand_act(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """One act of the table."""
    row = own(request, reference)
    if act not in {one.value for one in wording.DEMAND_ACTS}:
        raise Http404
    try:
        actions.move(
            demand=row, act=Act(act), by=viewer_of(request).account.pk, now=timezone.now()
        )  # fmt: skip
    except RefusedError as error:
        return refused(reference, error)
    return back(reference, "done")


@needs(queries.KEEP)
def demand_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks for it no more, with a reason that anybody reads."""
    row = own(request, reference)
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(
                demand=row, reason=form.cleaned_data["reason"],
                by=viewer_of(request).account.pk, now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused(reference, error)
        return back(reference, "done")
    return render(request, "advocacy/withdraw.html", _of(row) | {"form": form})


@needs(queries.KEEP)
def advocacy_meeting_new(request: HttpRequest, reference: str) -> HttpResponse:
    """A meeting that was, or will be."""
    return _meeting(request, own(request, reference), None)


@needs(queries.KEEP)
def advocacy_meeting(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """What was said at a meeting."""
    row = own(request, reference)
    return _meeting(request, row, found(queries.own_meeting(row, number)))


def _meeting(request: HttpRequest, row: Demand, before: Meeting | None) -> HttpResponse:
    initial = {"body": before.body, "day": before.day, "notes": before.notes} if before else {}
    form = MeetingForm(posted(request), initial=initial, bodies=row.bodies.all())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.keep_meeting(
                demand=row, meeting=before, body=said["body"], day=said["day"],
                notes=said["notes"], by=viewer_of(request).account.pk, now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused(row.reference, error)
        return back(row.reference, "met")
    return render(request, "advocacy/meeting.html", _of(row) | {"form": form})


def _of(row: Demand) -> dict[str, object]:
    return {"row": row, "told": telling.demand(row)}
