"""Who comes, and the day itself: the list, the door, tickets, walk-ins, papers to print."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.certificates.addresses import check
from communitylinkage.events import door, joining, paper, picture, queries, sheets, telling, wording
from communitylinkage.events.forms import WalkInForm, fresh
from communitylinkage.events.joining import TwiceError
from communitylinkage.events.links import Purpose, address, number_of
from communitylinkage.events.models import Event, Registration
from communitylinkage.events.pages import back, news, of, own, refused, there, why
from communitylinkage.events.rules.codes import RefusedError
from communitylinkage.people.access import needs, post_only, private_key_of, viewer_of
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.pages import found, page_language, posted, reader, scannable
from communitylinkage.surveys.analysis import results

SECONDS = 20
_WORDS = dict(wording.STAKEHOLDERS) | dict(wording.SEATS)


@needs(queries.KEEP)
def event_guests(request: HttpRequest, reference: str) -> HttpResponse:
    """Who registered, with what they need; as a file, too."""
    row, search = own(request, reference), search_of(request)
    without = "without" in request.GET
    rows = queries.guests(row, search, without=without)
    if wants_file(request):
        return _file(rows)
    shown = of(row) | news(request) | {
        "guests": rows, "search": search, "without": without, "numbers": queries.numbers(row),
        "needs": queries.needed(row), "here": request.path_info,
        "asks": row.asks_id and results.collection(viewer_of(request), row.asks_id),
    }  # fmt: skip
    return render(request, "events/guests.html", shown)


def _file(rows: list[Registration]) -> HttpResponse:
    """A file goes from hand to hand: of who must not be seen to go there it has no address, and
    says so."""
    columns = [_("Name"), _("E-mail"), _("Where from"), _("Organisation"), _("Country"),
               _("Language"), _("Place"), _("Came"), _("Discretion")]  # fmt: skip
    lines = [
        (one.name, "" if one.neutral else one.email, _WORDS[one.stakeholder], one.works_at,
         one.country, one.language, _WORDS[one.seat], _("yes") if one.came_at else "",
         str(wording.UNSEEN) if one.neutral else "")
        for one in rows
    ]  # fmt: skip
    return as_file("guests", columns, lines)


@needs(queries.KEEP)
def event_guest(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """One guest: what she said, what she needs, and taking her off the list."""
    row = own(request, reference)
    guest = found(queries.guest_of(row, number))
    if request.method == "POST":
        try:
            joining.cancel(registration=guest, by=viewer_of(request).account.pk, now=timezone.now())
            return back("event_guests", "dropped", reference)
        except RefusedError as error:
            return refused("event_guests", error, reference)
    shown = of(row) | {
        "guest": guest, "needs": queries.needs_of(guest),
        "told_by_her": sheets.told(
            guest, viewer=viewer_of(request), private_key=private_key_of(request),
            now=timezone.now(),
        ),
        "certificate": check(guest.certificate, reader()) if guest.certificate else "",
        "goes": queries.may_go(guest, timezone.now()),
        "places": [(telling.part(one.session, row.zone), one) for one in guest.places.all()],
    }  # fmt: skip
    return render(request, "events/guest.html", shown)


@needs(queries.DOOR)
def event_door(request: HttpRequest, reference: str) -> HttpResponse:
    """The numbers as they are now, and finding a guest by name. It asks for itself again, unless
    somebody is looking for a name."""
    row, search = own(request, reference, queries.DOOR), search_of(request)
    numbers, now = queries.numbers(row), timezone.now()
    shown = of(row) | news(request) | {
        "numbers": numbers,
        "bar": picture.bar(numbers),
        "kinds": [(_WORDS[code], n) for code, n in queries.kinds_there(row)],
        "search": search,
        "guests": queries.guests(row, search)[:20] if search else [],
        "door": queries.door(row, now),
        "here": request.path_info,
        "at": now,
    }  # fmt: skip
    with there(row):
        answer = render(request, "events/door.html", shown)
    if not request.GET:
        answer["Refresh"] = str(SECONDS)
    return answer


@post_only
@needs(queries.DOOR)
def event_check_in(request: HttpRequest, reference: str, number: UUID, act: str) -> HttpResponse:
    """A guest is there, or was checked in by mistake."""
    row = own(request, reference, queries.DOOR)
    guest = found(queries.guest_of(row, number))
    if act not in {"came", "not_came"}:
        raise Http404
    return _checked(request, guest, act)


def _checked(request: HttpRequest, guest: Registration, act: str) -> HttpResponse:
    does = door.check_in if act == "came" else door.take_back
    reference = guest.event.reference
    try:
        does(registration=guest, by=viewer_of(request).account.pk, now=timezone.now())
    except RefusedError as error:
        return refused("event_door", error, reference)
    return back("event_door", act, reference)


@needs(queries.DOOR)
def event_ticket(request: HttpRequest, token: str) -> HttpResponse:
    """What a telephone's camera opens at the door: whose ticket it is, and one button."""
    viewer = viewer_of(request)
    guest = found(queries.at_door(viewer, number_of(token, Purpose.TICKET)))
    if request.method == "POST":
        return _checked(request, guest, "came")
    row, now = guest.event, timezone.now()
    shown = of(row) | {
        "guest": guest, "needs": queries.needs_of(guest), "door": queries.door(row, now),
        "numbers": queries.numbers(row),
    }  # fmt: skip
    with there(row):
        return render(request, "events/ticket.html", shown)


@needs(queries.DOOR)
def event_walk_in(request: HttpRequest, reference: str) -> HttpResponse:
    """Somebody comes who is not registered."""
    row = own(request, reference, queries.DOOR)
    form = WalkInForm(posted(request), initial=fresh(row))
    if request.method == "POST" and form.is_valid():
        try:
            made = door.walk_in(
                event=row, guest=form.guest(), sent_as=form.cleaned_data["sent_as"] or None,
                by=viewer_of(request).account.pk, now=timezone.now(),
            )  # fmt: skip
            return _walked_in(request, row, made)
        except RefusedError as error:
            form.add_error("email" if isinstance(error, TwiceError) else None, why(error))
    return render(request, "events/walk_in.html", of(row) | {"form": form})


def _walked_in(request: HttpRequest, row: Event, guest: Registration) -> HttpResponse:
    """Who gave no address gets no letter: the way to her page, and later to her certificate, is
    shown to her now, once."""
    if guest.email:
        return back("event_door", "walked_in", row.reference)
    link = address(guest.pk, Purpose.GUEST, page_language(guest.language))
    shown = of(row) | {"guest": guest, "link": link, "code": scannable(link)}
    return render(request, "events/walked_in.html", shown)


@needs(queries.KEEP)
def event_paper(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """The list or the badges to print, as accessible PDF."""
    row = own(request, reference)
    made = {"list": paper.guest_list, "badges": paper.badges}.get(kind)
    if made is None:
        raise Http404
    content = made(row, timezone.now())
    named = {"Content-Disposition": f'inline; filename="{kind}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=named)
