"""One round: its page, opening and closing, inviting, reminding, the sheet on the wall."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.assessment import actions, asking, queries, rules, sheet, wording
from communitylinkage.assessment.forms import DatesForm, InviteForm, LinkForm
from communitylinkage.assessment.models import Door, Round
from communitylinkage.assessment.rules import NotNowError, State
from communitylinkage.assessment.views import done
from communitylinkage.people.access import needs, viewer_of
from communitylinkage.people.pages import scannable
from communitylinkage.surveys import media
from communitylinkage.surveys import queries as questionnaires
from communitylinkage.surveys.models import Version

DO = {
    "plan": actions.plan,
    "open": actions.open_round,
    "remind": actions.remind,
    "close": actions.close,
    "drop": actions.drop,
}
# While nobody was asked, what the questionnaire lacks is said.
BEFORE = (State.DRAFT, State.PLANNED)
# What is asked once more before it is done.
ASKED = ("remind", "close", "drop")


def my_round(request: HttpRequest, number: UUID) -> Round:
    """A round of an assessment that her organisations run, or no such page."""
    found = queries.round_of(viewer_of(request), number)
    if found is None:
        raise Http404
    return found


def _shown(row: Round, request: HttpRequest) -> dict[str, object]:
    now, found = timezone.now(), queries.responses(row)
    said = request.GET.get("said", "")
    return {
        "row": row,
        "acts": rules.acts(row.state),
        "early": row.opens > now,
        "may_remind": rules.may_remind(row.state, row.reminded, now),
        "responses": found,
        "all": queries.all_of(found),
        "addresses": queries.addresses(row),
        "last_day": row.last_day,
        "form": _form(row, request),
        "lacking": media.lacking(row.version) if row.state in BEFORE else [],
        "lists": media.lists_lacking(row.version) if row.state in BEFORE else [],
        "links": _links(found) if row.state == State.OPEN else [],
        "said": wording.SAID.get(said, ""),
        "not_now": wording.NOT_NOW.get(said.removeprefix("not-"), wording.NOT_NOW_AT_ALL)
        if said.startswith("not-")
        else "",
    }


def _form(row: Round, request: HttpRequest) -> Version | None:
    """What it asks with, where she may open it: partners who run it do not keep its form."""
    version = row.version
    return questionnaires.version(viewer_of(request), version.questionnaire_id, version.number)


def _links(found: list[queries.Response]) -> list[dict[str, object]]:
    """The open link of each door, with how many places are taken; some were called back."""
    listed: list[dict[str, object]] = []
    for one in found:
        if one.door is not None:
            taken, most = asking.taken(one.door)
            address = asking.address(one.door.token) if one.door.token else ""
            listed.append(
                {"at": one, "door": one.door, "address": address, "taken": taken, "most": most}
            )
    return listed


@needs(queries.RUN)
def round_page(request: HttpRequest, number: UUID) -> HttpResponse:
    """Its state, how many answered by country and kind, its links, what can be done."""
    row = my_round(request, number)
    return render(request, "assessment/round.html", _shown(row, request))


@needs(queries.RUN)
def round_act(request: HttpRequest, number: UUID, act: str) -> HttpResponse:
    """Does one act of the table; what mails or cannot be undone is asked once more."""
    row = my_round(request, number)
    if act not in DO:
        raise Http404
    if request.method != "POST":
        shown = _shown(row, request) | {"act": act}
        return render(request, "assessment/act.html", shown) if act in ASKED else done(row, "")
    try:
        DO[act](row=row, by=viewer_of(request).account.pk, now=timezone.now())
    except NotNowError as error:
        return done(row, f"not-{error}")
    return redirect("assessments") if act == "drop" else done(row, wording.DONE[act])


@needs(queries.RUN)
def round_dates(request: HttpRequest, number: UUID) -> HttpResponse:
    """Other days: both before it opens, the last one while it is open."""
    row, now = my_round(request, number), timezone.now()
    if rules.Act.DATES not in rules.acts(row.state):
        return done(row, "not-dates")
    first, last = timezone.localdate(row.opens), timezone.localdate(row.last_day)
    form = DatesForm(
        request.POST or None, begun=row.state == State.OPEN, today=timezone.localdate(now),
        first=first, initial={"opens": first, "closes": last},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        opens, closes = form.moments()
        begins = None if timezone.localdate(opens) == first else opens
        try:
            actions.set_dates(row=row, opens=begins, closes=closes,
                              by=viewer_of(request).account.pk, now=now)  # fmt: skip
        except NotNowError:
            return done(row, "not-dates")
        return done(row, "dates")
    return render(request, "assessment/dates.html", {"row": row, "form": form})


@needs(queries.RUN)
def round_link(request: HttpRequest, number: UUID, country: str, kind: str) -> HttpResponse:
    """The open link of a door: how many it takes; calling it back, and a new one."""
    row = my_round(request, number)
    door = queries.door_of(row, country, kind)
    if door is None:
        raise Http404
    if row.state != State.OPEN:
        return done(row, "not-link")
    taken, most = asking.taken(door)
    what = request.POST.get("do", "")
    form = LinkForm(request.POST if what == "limit" else None, initial={"most": most})
    said: dict[str, Any] = {
        "row": row, "door": door, "by": viewer_of(request).account.pk, "now": timezone.now()
    }  # fmt: skip
    try:
        if what == "back":
            actions.call_link_back(**said)
            return done(row, "link_called_back")
        if what == "new":
            actions.renew_link(**said)
            return done(row, "link_made")
        if what == "limit" and door.token and form.is_valid():
            actions.limit_link(**said, most=form.cleaned_data["most"])
            return done(row, "link_limited")
    except NotNowError:
        return done(row, "not-link")
    shown = {"row": row, "door": door, "form": form, "taken": taken, "most": most,
             "country": queries.COUNTRY.get(country, country),
             "address": asking.address(door.token) if door.token else ""}  # fmt: skip
    return render(request, "assessment/link.html", shown)


@needs(queries.RUN)
def round_invite(request: HttpRequest, number: UUID) -> HttpResponse:
    """Addresses, for one country and one kind."""
    row = my_round(request, number)
    form = InviteForm(request.POST or None, doors=row.doors.all())
    if request.method == "POST" and form.is_valid():
        door, found = form.cleaned_data["door"], form.cleaned_data["addresses"]
        try:
            actions.invite(row=row, door=door, addresses=found,
                           by=viewer_of(request).account.pk, now=timezone.now())  # fmt: skip
        except NotNowError:
            return done(row, "not-invite")
        return done(row, "invited")
    return render(request, "assessment/invite.html", {"row": row, "form": form})


@needs(queries.RUN)
def round_sheet(request: HttpRequest, number: UUID, country: str, kind: str) -> HttpResponse:
    """A sheet to print and hang up: the open link of a door, as a picture and in letters."""
    row = my_round(request, number)
    door = queries.door_of(row, country, kind)
    if door is None or not door.token:
        raise Http404
    return render(request, "assessment/sheet.html", {"row": row, "door": door, **_sheet(door)})


def _sheet(door: Door) -> dict[str, object]:
    address = asking.address(door.token)
    return {
        "address": address,
        "picture": scannable(address),
        "last_day": door.round.last_day,
        "country": queries.COUNTRY.get(door.country, door.country),
        "texts": sheet.texts(door.round.languages),
    }
