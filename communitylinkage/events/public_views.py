"""Pages without an account: events, registering, one's own registration by its link.

They set no cookie, so that nothing of them stays on a telephone: what a link allows is all that
there is to protect, and a page of another site does not know it.
"""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from communitylinkage.certificates.addresses import check
from communitylinkage.events import (
    asking,
    calendar_file,
    finding,
    joining,
    links,
    queries,
    sheets,
    telling,
    wording,
)
from communitylinkage.events.forms import ChangeForm, RegisterForm, fresh, guest_before
from communitylinkage.events.joining import HERSELF, TwiceError
from communitylinkage.events.links import Purpose, number_of
from communitylinkage.events.models import Event, Invitation, Registration
from communitylinkage.events.pages import back, given, news, of, refused, there, why
from communitylinkage.events.rules.codes import RefusedError, State, Wave
from communitylinkage.events.sheets import Sheet
from communitylinkage.learning.rules.codes import Seat
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.people.access import name_page
from communitylinkage.people.lists import page_asked, search_of
from communitylinkage.people.pages import found, posted, reader, scannable

PAGE, MINE = "event", "my_event"
COUNTRY = dict(COUNTRIES)


def events(request: HttpRequest) -> HttpResponse:
    """What comes, and what was; searched in all languages at once."""
    now, search, page = timezone.now(), search_of(request), page_asked(request)
    country = request.GET.get("country", "")
    country = country if country in COUNTRY else ""
    marks = [f"country:{country}"] if country else []
    found_rows, more = finding.found(search, marks, now, page)
    told = [(row, telling.words(row)) for row in found_rows]
    shown = {
        "coming": [one for one in told if one[0].ends > now],
        "past": [one for one in told if one[0].ends <= now],
        "search": search, "country": country, "countries": COUNTRY.items(),
        "narrowed": bool(search or country), "asked": urlencode({"q": search, "country": country}),
        "before": page - 1, "next": page + 1 if more else 0,
    }  # fmt: skip
    return render(request, "events/events.html", shown)


def _page_of(row: Event, programme: list[telling.Day] | None = None) -> dict[str, object]:
    now = timezone.now()
    if programme is None:
        programme = telling.programme(queries.sessions(row), row.zone)
    return of(row) | {
        "programme": programme,
        "spoken": telling.spoken(row),
        "numbers": queries.numbers(row),
        "opens": queries.can_register(row, now),
        "over": queries.over(row, now),
        "off": row.state == State.CANCELLED,
        "minutes": telling.minutes(row),
        "materials": queries.materials(row),
    }


def event(request: HttpRequest, reference: str) -> HttpResponse:
    """One event: programme, speakers, rooms, interpreters; what stays of it afterwards."""
    row = found(queries.public(reference))
    with there(row):
        return render(request, "events/event.html", _page_of(row))


def event_file(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """A file that stays of an event that is open to everybody."""
    return given(found(queries.material(found(queries.public(reference)), number)))


@csrf_exempt
def event_register(request: HttpRequest, reference: str) -> HttpResponse:
    """Registers for an event that is open to everybody."""
    row = found(queries.public(reference))
    return _register(request, row, None)


@csrf_exempt
def event_invited(request: HttpRequest, token: str) -> HttpResponse:
    """The event and its form, for who was invited. Once used it shows nobody's page: such a letter
    is given on, and hers has a link of its own."""
    row = found(queries.invitation(number_of(token, Purpose.INVITED)))
    made, sent_as = row.registration, request.POST.get("sent_as")
    same = made is not None and sent_as and sent_as == made.sent_as
    if made is not None and not same and row.event.state == State.OPEN:
        return _used(request, made)
    return _register(request, row.event, row)


def _used(request: HttpRequest, made: Registration) -> HttpResponse:
    """Says that it was used, and sends her link again to the address that she gave."""
    asked = "again" in request.POST
    if asked and made.email:
        joining.tell_again(registration=made, now=timezone.now())
    return render(request, "events/used.html", of(made.event) | {"asked": asked})


def _register(request: HttpRequest, row: Event, invited: Invitation | None) -> HttpResponse:
    begin = fresh(row) | ({"email": invited.email} if invited else {})
    form = RegisterForm(posted(request), initial=begin, event=row, sessions=queries.sessions(row))
    sheet = sheets.sheet_of(row, timezone.now())
    name_page(request, request.path_info)
    if _whole(request, form, sheet):
        answer = _registered(request, form, sheet, row, invited)
        if answer:
            return answer
        sheet = _anew(request, row, sheet)
    shown = _page_of(row) | {"form": form, "sheet": sheet.shown() if sheet else None}
    with there(row):
        return render(request, "events/register.html", shown)


def _whole(request: HttpRequest, form: RegisterForm, sheet: Sheet | None) -> bool:
    """Whether both were sent and are right; what is wrong in one is said beside the other's."""
    if request.method != "POST":
        return False
    filled = sheet is None or sheet.filled(_sent(request))
    return form.is_valid() and filled


def _sent(request: HttpRequest) -> dict[str, list[str]]:
    return {name: [str(one) for one in values] for name, values in request.POST.lists()}


def _anew(request: HttpRequest, row: Event, sheet: Sheet | None) -> Sheet | None:
    """What is asked now, where that was changed while she wrote; else what she filled in."""
    row.refresh_from_db(fields=["asks"])
    if row.asks_id == (sheet.asks.pk if sheet else None):
        return sheet
    fresh_sheet = sheets.sheet_of(row, timezone.now())
    if fresh_sheet:
        fresh_sheet.filled(_sent(request))
    return fresh_sheet


def _registered(
    request: HttpRequest, form: RegisterForm, sheet: Sheet | None, row: Event,
    invited: Invitation | None,
) -> HttpResponse | None:  # fmt: skip
    now = timezone.now()
    try:
        made = joining.register(
            event=row, guest=form.guest(), sessions=form.chosen(), by=HERSELF, now=now,
            sent_as=form.cleaned_data["sent_as"] or None, invitation=invited, sheet=sheet,
        )  # fmt: skip
    except TwiceError as twice:
        joining.tell_again(registration=twice.row, now=now)
    except RefusedError as error:
        form.add_error(None, why(error))
        return None
    else:
        if not made.email:
            return redirect(MINE, token=links.token(made.pk, Purpose.GUEST))
    # Whoever typed an address must not see whose it is: the link goes there, known or new.
    name_page(request, "")
    return render(request, "events/look_for_letter.html", of(row))


def _guest(token: str) -> Registration:
    return found(queries.guest(number_of(token, Purpose.GUEST)))


def my_event(request: HttpRequest, token: str) -> HttpResponse:
    """Her own page: her place, the ticket, when and where, changing, what stays."""
    row = _guest(token)
    now = timezone.now()
    has_place, ahead = row.seat == Seat.ENROLLED, queries.ahead(row.event, now)
    programme = telling.programme(queries.sessions(row.event), row.event.zone)
    shown = _page_of(row.event, programme) | news(request) | {
        "row": row,
        "token": token,
        "state": wording.MINE[Seat(row.seat)],
        "has_place": has_place,
        "ahead": ahead,
        "links_open": has_place and ahead,
        "followed": telling.followed(programme),
        "places": [(telling.part(one.session, row.event.zone), one, wording.MINE[Seat(one.seat)])
                   for one in row.places.exclude(seat=Seat.CANCELLED)],
        "needs": queries.needs_of(row),
        "changes": queries.can_register(row.event, now) and row.seat != Seat.CANCELLED,
        "lacks": bool(row.event.asks_id) and row.answered_id is None,
        "returns": queries.can_register(row.event, now) and row.seat == Seat.CANCELLED,
        "goes": queries.may_go(row, now),
        "ticket": scannable(links.ticket(row.pk)) if has_place and ahead else "",
        "waves": asking.waves_of(row, now),
        "certificate": check(row.certificate, reader()) if row.certificate else "",
    }  # fmt: skip
    with there(row.event):
        return render(request, "events/my_event.html", shown)


@csrf_exempt
def my_event_change(request: HttpRequest, token: str) -> HttpResponse:
    """She changes what she said, or her sessions."""
    row = _guest(token)
    form = ChangeForm(
        posted(request), event=row.event, sessions=queries.sessions(row.event),
        initial=guest_before(row, queries.needs_of(row)),
    )  # fmt: skip
    sheet = sheets.sheet_of(row.event, timezone.now(), row)
    name_page(request, request.path_info)
    if _whole(request, form, sheet):
        try:
            joining.change(
                registration=row, guest=form.guest_of(row), sessions=form.chosen(), by=HERSELF,
                now=timezone.now(), sheet=sheet,
            )  # fmt: skip
            return back(MINE, "changed", token)
        except RefusedError as error:
            form.add_error(None, why(error))
            sheet = _anew(request, row.event, sheet)
    shown = of(row.event) | {
        "form": form, "token": token, "sheet": sheet.shown() if sheet else None,
    }  # fmt: skip
    return render(request, "events/change.html", shown)


@csrf_exempt
@require_POST
def my_event_act(request: HttpRequest, token: str, act: str) -> HttpResponse:
    """She goes, comes back, or answers questions; her own acts, by her link."""
    row, now = _guest(token), timezone.now()
    gone = row.seat == Seat.CANCELLED
    try:
        # Sent once more, because its answer was lost: what she wanted is done already.
        if act == "no" and gone:
            return back(MINE, "gone", token)
        if act == "yes" and not gone:
            return redirect(MINE, token=token)
        if act == "no":
            joining.cancel(registration=row, by=HERSELF, now=now)
            return back(MINE, "gone", token)
        if act == "yes":
            joining.come_back(registration=row, by=HERSELF, now=now)
            return redirect(MINE, token=token)
        if act in set(Wave):
            return redirect(asking.ask(registration=row, wave=Wave(act), now=now))
    except RefusedError as error:
        return refused(MINE, error, token)
    return found(None)


def my_event_file(request: HttpRequest, token: str, number: UUID) -> HttpResponse:
    """A file that stays of the event for which she registered."""
    return given(found(queries.material(_guest(token).event, number)))


def my_event_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Her calendar file; its name is neutral too, because it stays on a disk."""
    content = calendar_file.file_of(_guest(token), timezone.now())
    named = {"Content-Disposition": 'attachment; filename="meeting.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=named)
