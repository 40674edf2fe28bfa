"""Pages without an account: open groups, a seat by its link, "I am here", the calendar.

They set no cookie, so that nothing of them stays on a telephone: what a link allows is all that
there is to protect, and a page of another site does not know it.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from communitylinkage.learning import links, wording
from communitylinkage.learning.chain.handing import handed_out, standing_of
from communitylinkage.learning.chain.queries import award_of_seat
from communitylinkage.learning.courses import queries as courses
from communitylinkage.learning.courses.views import given
from communitylinkage.learning.joining import actions, calendar, queries, reaching, seats
from communitylinkage.learning.joining.forms import HereForm, SeatForm
from communitylinkage.learning.links import Purpose, address, number_of
from communitylinkage.learning.models import Enrolment, Learner, Session
from communitylinkage.learning.rules.codes import Wave
from communitylinkage.learning.rules.here import is_now
from communitylinkage.learning.rules.seats import NotNow, comes
from communitylinkage.learning.sessions import actions as meetings
from communitylinkage.learning.sessions import queries as sessions
from communitylinkage.learning.testing import asking
from communitylinkage.people.access import name_page
from communitylinkage.people.pages import found


def open_courses(request: HttpRequest) -> HttpResponse:
    """The groups that anybody may ask a seat in."""
    rows = courses.open_cohorts(get_language() or "en")
    return render(request, "learning/open_courses.html", {"cohorts": rows})


@csrf_exempt
def open_course(request: HttpRequest, number: UUID) -> HttpResponse:
    """One of them; asks for a seat. Her page then opens by a link that only she has."""
    language = get_language() or "en"
    row = courses.open_cohort(number, language)
    if row is None:
        return found(None)
    form = SeatForm(request.POST or None, initial={"language": language, "reminders": True})
    name_page(request, request.path_info)
    if request.method == "POST" and form.is_valid():
        made = _asked(row, form)
        # Whoever typed an address must not see whose it is: the link goes there, known or new.
        if made is None or form.cleaned_data["email"]:
            return render(request, "learning/look_for_letter.html")
        return redirect("my_seat", token=links.token(made.pk, Purpose.SEAT))
    return render(request, "learning/open_course.html", {"one": row, "form": form})


def _asked(row: courses.Open, form: SeatForm) -> Enrolment | None:
    known, now = form.known(row.row), timezone.now()
    try:
        return actions.ask_for_seat(
            cohort=row.row, known=known, now=now, reminders=form.cleaned_data["reminders"]
        )
    except NotNow:
        # She has one, and lost her letter perhaps: what the page says of a letter is true for her.
        if hers := queries.learner_with(row.row, known.email):
            reaching.send_again(cohort=row.row, learner=hers, by=seats.HERSELF, now=now)
        return None


def _seat(typed: str) -> Enrolment:
    number = number_of(typed, Purpose.SEAT)
    return found(queries.seat(number) if number else None)


def my_seat(request: HttpRequest, token: str) -> HttpResponse:
    """Her own page: when and where, what to read, questions, cancelling."""
    row = _seat(token)
    language = get_language() or row.cohort.language
    title, about = courses.words_of(row.cohort.course, language)
    feed = queries.feed_of(row.learner)
    others = [one for one in queries.seats_in(row.cohort, row.learner) if one.pk != row.pk]
    shown = {
        "row": row,
        "elsewhere": not comes([row.seat]) and comes(one.seat for one in others),
        "quiet": any(not one.reminders for one in others),
        "token": token,
        "title_of": title,
        "about": about,
        "meetings": [
            (one, _here(one, token), sessions.offered(one))
            for one in queries.coming_of(row, timezone.now())
        ],
        "modules": [
            (courses.words_of(row.cohort.course, language, one), one.materials.all())
            for one in row.cohort.course.modules.prefetch_related("materials")
        ],
        "waves": [(w, wording.said(wording.WAVES, w), did) for w, did in asking.waves_of(row)],
        "calendar": address(feed.pk, Purpose.CALENDAR) if feed else "",
        "not_now": wording.NOT_NOW if "not_now" in request.GET else "",
        **(standing_of(given_to) if (given_to := award_of_seat(row)) else {}),
    }
    return render(request, "learning/my_seat.html", shown)


def _here(row: Session, seat: str) -> str:
    """Where she says that she is here, while that can be said."""
    if not sessions.takes_codes(row, timezone.now()):
        return ""
    return reverse("here", args=[links.token(row.pk, Purpose.HERE)]) + f"?me={seat}"


@csrf_exempt
@require_POST
def my_seat_act(request: HttpRequest, token: str, act: str) -> HttpResponse:
    """Yes, no, reminders, a calendar; her own acts, by her link."""
    row, now = _seat(token), timezone.now()
    address = reverse("my_seat", args=[token])
    try:
        if act == "yes":
            seats.enrol(
                cohort=row.cohort, learner=row.learner, reminders=row.reminders,
                by=seats.HERSELF, now=now,
            )  # fmt: skip
        elif act == "no":
            seats.cancel(enrolment=row, by=seats.HERSELF, now=now)
        elif act in {"remind", "quiet"}:
            seats.set_reminders(enrolment=row, wanted=act == "remind")
        elif act == "calendar":
            actions.new_calendar(learner=row.learner, now=now)
        elif act in set(Wave):
            return redirect(asking.ask(enrolment=row, wave=Wave(act), now=now))
        else:
            return found(None)
    except NotNow:
        return redirect(f"{address}?not_now=1")
    return redirect(address)


def my_material(request: HttpRequest, token: str, number: UUID) -> HttpResponse:
    """Something to read or hear, for who has a seat."""
    return given(found(courses.material_for(_seat(token), number)))


def my_certificate(request: HttpRequest, token: str, what: str) -> HttpResponse:
    """Her certificate, as paper or as file."""
    return handed_out(found(award_of_seat(_seat(token))), what)


def my_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Her calendar, for the programme on her telephone that asks for it each day."""
    number = number_of(token, Purpose.CALENDAR)
    learner = found(queries.fed(number) if number else None)
    content = calendar.feed(queries.calendar_of(learner))
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@csrf_exempt
def here(request: HttpRequest, token: str) -> HttpResponse:
    """I am here: the code on the wall, and who it is: by her own link, or by her name."""
    number = number_of(token, Purpose.HERE)
    row = found(sessions.open_session(number) if number else None)
    own = request.GET.get("me", "")
    known = queries.seat(found_number) if (found_number := number_of(own, Purpose.SEAT)) else None
    begin = {"code": request.GET.get("c", "")[:12]}
    form = HereForm(request.POST or None, initial=begin, known=known is not None)
    name_page(request, request.path_info)
    if request.method == "POST" and form.is_valid():
        learner = _noted(form, row, known)
        if learner:
            shown = {"row": row, "learner": learner, "token": own if known else ""}
            return render(request, "learning/here_done.html", shown)
    return render(request, "learning/here.html", {"row": row, "form": form, "known": known})


def _noted(form: HereForm, row: Session, known: Enrolment | None) -> Learner | None:
    """Notes her, and says who it is. Without the right code nobody learns who is on the list."""
    now, code = timezone.now(), form.cleaned_data["code"]
    if not sessions.takes_codes(row, now):
        form.add_error("code", wording.NOT_OPEN_NOW)
        return None
    if not is_now(bytes(row.secret), code, now):
        form.add_error("code", wording.WRONG_CODE)
        return None
    learner = known.learner if known else _who(form, row)
    if learner is None:
        return None
    if learner.pk not in meetings.expected(row):
        form.add_error("code", wording.NAME_NOT_FOUND)
        return None
    meetings.check_in(session=row, learner=learner, code=code, by=seats.HERSELF, now=now)
    return learner


def _who(form: HereForm, row: Session) -> Learner | None:
    named = sessions.named(row, form.cleaned_data["name"])
    if len(named) == 1:
        return named[0]
    form.add_error("name", wording.NAME_TWICE if named else wording.NAME_NOT_FOUND)
    return None
