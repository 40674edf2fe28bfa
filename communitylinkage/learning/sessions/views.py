"""Pages of sessions: planning, one session, who was there, the code on the wall."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.learning import wording
from communitylinkage.learning.chain.queries import awards_of
from communitylinkage.learning.courses.queries import cohort_for
from communitylinkage.learning.joining.actions import new_calendar
from communitylinkage.learning.joining.queries import feed_of, records_of, seats_of
from communitylinkage.learning.links import Purpose, address, seat_page
from communitylinkage.learning.models import Cohort, Enrolment, Learner, Session
from communitylinkage.learning.pages import done, form_page, said
from communitylinkage.learning.rules import here
from communitylinkage.learning.rules.codes import How
from communitylinkage.learning.rules.seats import NotNow
from communitylinkage.learning.rules.teaching import NobodyCertified
from communitylinkage.learning.sessions import actions, queries
from communitylinkage.learning.sessions.forms import (
    SessionForm,
    new_session,
    read_sheet,
    session_before,
)
from communitylinkage.people.access import Viewer, needs, post_only, viewer_of
from communitylinkage.people.pages import found, scannable
from communitylinkage.people.rules import zone_of


def _session(request: HttpRequest, number: UUID) -> Session:
    return found(queries.session_for(viewer_of(request), number))


@needs(queries.KEEP)
def session_new(request: HttpRequest, number: UUID) -> HttpResponse:
    """Plans a session of a group."""
    cohort = found(cohort_for(viewer_of(request), number))
    return _keep(request, cohort, None)


@needs(queries.KEEP)
def session_edit(request: HttpRequest, number: UUID) -> HttpResponse:
    """Changes or moves a session; who was noted stays noted."""
    row = _session(request, number)
    if not queries.keeps(viewer_of(request), row):
        return found(None)
    first = row.cohorts.select_related("course").order_by("pk").first()
    return _keep(request, found(first), row)


def _keep(request: HttpRequest, cohort: Cohort, row: Session | None) -> HttpResponse:
    viewer = viewer_of(request)
    form = _form(request, viewer, cohort, row)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.keep_session(
                session=row, organisation=row.organisation_id if row else cohort.organisation_id,
                plan=form.plan(), whom=form.whom(), by=viewer.account.pk, now=timezone.now(),
            )  # fmt: skip
            return done("learning_session", made.pk, "moved" if row else "added")
        except NobodyCertified:
            form.add_error("trainers", wording.NOBODY_CERTIFIED)
        except NotNow:
            form.add_error("day", wording.HELD_ALREADY)
    back = reverse("learning_session", args=[row.pk]) if row else _cohort_page(cohort)
    title = row.title if row else _("Plan a session")
    return form_page(request, form, title=title, button=_("Keep it"), back=back)


def _cohort_page(cohort: Cohort) -> str:
    return reverse("cohort", args=[cohort.pk])


def _form(request: HttpRequest, viewer: Viewer, cohort: Cohort, row: Session | None) -> SessionForm:
    teachers = queries.could_teach(viewer, cohort, row)
    zone = zone_of(cohort.country)
    begin = session_before(row) if row else new_session(cohort, zone)
    return SessionForm(
        request.POST or None, initial=begin, modules=queries.could_treat(cohort, row),
        teachers=teachers, certified=queries.certified_now(teachers),
        groups=queries.could_come(viewer, cohort, row), partners=queries.partners(cohort, row),
    )  # fmt: skip


@needs(queries.TEACH)
def session(request: HttpRequest, number: UUID) -> HttpResponse:
    """One session: when, where, who teaches, what is offered, what is to be done.

    Who only takes part finds when and where on the page of her seat: the same link leads there.
    """
    viewer, now = viewer_of(request), timezone.now()
    row = queries.session_for(viewer, number)
    if row is None:
        return redirect(seat_page(found(queries.seat_in(viewer, number)).pk))
    offered = queries.offered(row)
    shown = {
        "row": row,
        "said": said(request),
        "not_now": _why_not(request),
        "keeps": queries.keeps(viewer, row),
        "cohorts": row.cohorts.select_related("course").order_by("name"),
        "trainers": queries.trainers_of(row),
        "untaught": bool(queries.untaught([row])),
        "interpreters": offered.interpreters,
        "access": offered.access,
        "visitors": row.visitors.order_by("name"),
        "there": queries.counts([row]).get(row.pk, 0),
        "takes_codes": queries.takes_codes(row, now),
        "begun": row.begins <= now,
    }
    return render(request, "learning/session.html", shown)


def _why_not(request: HttpRequest) -> object:
    told = {"not_now": wording.NOT_NOW, "nobody": wording.NOBODY_CERTIFIED}
    return told.get(request.GET.get("why", ""), "")


@post_only
@needs(queries.TEACH)
def session_act(request: HttpRequest, number: UUID, act: str) -> HttpResponse:
    """Held, cancelled, or planned again."""
    row, viewer, now = _session(request, number), viewer_of(request), timezone.now()
    acts = {"held": actions.hold, "dropped": actions.cancel, "planned": actions.plan_again}
    if act not in acts or (act != "held" and not queries.keeps(viewer, row)):
        return found(None)
    try:
        acts[act](session=row, by=viewer.account.pk, now=now)
        return done("learning_session", row.pk, act)
    except NotNow:
        return _refused(row, "not_now")
    except NobodyCertified:
        return _refused(row, "nobody")


def _refused(row: Session, why: str) -> HttpResponse:
    answer = done("learning_session", row.pk, "")
    answer["Location"] = f"{reverse('learning_session', args=[row.pk])}?why={why}"
    return answer


@needs(queries.TEACH)
def attendance(request: HttpRequest, number: UUID) -> HttpResponse:
    """Who is or was there: one tick for each, light enough for two hundred on a telephone."""
    row, viewer = _session(request, number), viewer_of(request)
    lines = queries.sheet(row)
    if request.method == "POST":
        how = How.PAPER if "paper" in request.POST else How.SEEN
        sheet = read_sheet(request.POST, lines, queries.minutes(row))
        actions.note_sheet(
            session=row, sheet=sheet, how=how, by=viewer.account.pk, now=timezone.now()
        )
        return done("learning_session", row.pk, "noted")
    shown = {
        "row": row, "lines": lines, "minutes": "minutes" in request.GET,
        "longest": queries.minutes(row), "there": sum(one.there for one in lines),
    }  # fmt: skip
    return render(request, "learning/attendance.html", shown)


@needs(queries.TEACH)
def attendance_sheet(request: HttpRequest, number: UUID) -> HttpResponse:
    """A sheet to print and sign; it is typed in afterwards."""
    row = _session(request, number)
    shown = {"row": row, "lines": queries.sheet(row), "spare": range(5)}
    return render(request, "learning/sheet.html", shown)


@needs(queries.TEACH)
def session_code(request: HttpRequest, number: UUID) -> HttpResponse:
    """The code on the wall, as digits and as a picture; the page asks for the next one itself."""
    row, now = _session(request, number), timezone.now()
    code, wall = here.code_at(bytes(row.secret), now), address(row.pk, Purpose.HERE)
    shown = {
        "row": row, "code": code, "takes_codes": queries.takes_codes(row, now),
        "address": wall, "picture": scannable(f"{wall}?c={code}"),
    }  # fmt: skip
    answer = render(request, "learning/code.html", shown)
    answer["Refresh"] = str(here.seconds_left(now) + 1)
    return answer


@needs(queries.TEACH)
def my_sessions(request: HttpRequest) -> HttpResponse:
    """What I teach or take part in; its calendar, under an address that I can change."""
    viewer, now = viewer_of(request), timezone.now()
    own = queries.own_record(viewer)
    if request.method == "POST" and own:
        new_calendar(learner=own, now=now)
        return redirect("my_sessions")
    rows = queries.mine(viewer)
    feed = feed_of(own) if own else None
    shown = {
        "coming": sorted((row for row in rows if row.ends >= now), key=_begins),
        "past": [row for row in rows if row.ends < now],
        "own": own,
        "courses": _courses(own) if own else [],
        "calendar": address(feed.pk, Purpose.CALENDAR) if feed else "",
    }
    return render(request, "learning/my_sessions.html", shown)


def _courses(own: Learner) -> list[tuple[Enrolment, str, bool]]:
    """Her seats, the address of her page of each, and whether a certificate of hers stands."""
    records = records_of(own)
    given = set(awards_of(records).filter(revoked_on=None).values_list("cohort_id", flat=True))
    return [(row, seat_page(row.pk), row.cohort_id in given) for row in seats_of(records)]


def _begins(row: Session) -> datetime:
    return row.begins
