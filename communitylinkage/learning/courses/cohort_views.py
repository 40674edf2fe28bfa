"""Pages of cohorts: who has a seat, who waits, sessions, questions, certificates."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.certificates.rules import NotGivenError
from communitylinkage.certificates.wording import NOT_GIVEN
from communitylinkage.learning import wording
from communitylinkage.learning.chain import actions as chain
from communitylinkage.learning.chain import queries as chain_queries
from communitylinkage.learning.courses import actions, queries
from communitylinkage.learning.courses.forms import CohortForm, cohort_before
from communitylinkage.learning.joining import queries as people
from communitylinkage.learning.joining import reaching, seats
from communitylinkage.learning.joining.forms import AddForm
from communitylinkage.learning.models import Cohort, Enrolment
from communitylinkage.learning.pages import done, form_page, said
from communitylinkage.learning.rules import earning
from communitylinkage.learning.rules.seats import NotNow
from communitylinkage.learning.sessions import queries as sessions
from communitylinkage.learning.testing import queries as testing
from communitylinkage.network.rules.engaging import root
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.pages import found, scannable
from communitylinkage.values.lists import finds


def cohort_or_404(request: HttpRequest, number: UUID) -> Cohort:
    """A cohort of the viewer's organisations."""
    return found(queries.cohort_for(viewer_of(request), number))


@needs(queries.KEEP)
def cohort_new(request: HttpRequest, number: UUID) -> HttpResponse:
    """A further group of a course; partners in the programme may make their own."""
    viewer = viewer_of(request)
    row = found(queries.course_for(viewer, number))
    begin = {"country": row.organisation.country, "language": row.language}
    form = CohortForm(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        made = actions.keep_cohort(
            course=row, cohort=None, organisation=queries.organisation(viewer), group=form.said(),
            by=viewer.account.pk, now=timezone.now(),
        )  # fmt: skip
        return done("cohort", made.pk, "added")
    back = reverse("course", args=[row.pk])
    return form_page(request, form, title=_("A new group"), button=_("Add"), back=back)


@needs(queries.KEEP)
def cohort_edit(request: HttpRequest, number: UUID) -> HttpResponse:
    """Changes a group; with more seats, who waits moves up."""
    row = cohort_or_404(request, number)
    form = CohortForm(request.POST or None, initial=cohort_before(row))
    if request.method == "POST" and form.is_valid():
        actions.keep_cohort(
            course=row.course, cohort=row, organisation=row.organisation_id, group=form.said(),
            by=viewer_of(request).account.pk, now=timezone.now(),
        )  # fmt: skip
        return done("cohort", row.pk, "kept")
    back = reverse("cohort", args=[row.pk])
    return form_page(request, form, title=row.name, button=_("Keep it"), back=back)


@needs(queries.KEEP)
def cohort(request: HttpRequest, number: UUID) -> HttpResponse:
    """One group; its list also as a file."""
    row, search = cohort_or_404(request, number), search_of(request)
    rows = [
        one
        for one in queries.enrolments(row)
        if finds(search, one.learner.name, one.get_seat_display())
    ]
    hours = people.minutes_by_record()
    if wants_file(request):
        lines = (people.seat_cells(one, hours) for one in rows)
        return as_file("group", wording.SEAT_COLUMNS, lines)
    return render(request, "learning/cohort.html", _shown(request, row, rows, search, hours))


def _shown(
    request: HttpRequest, row: Cohort, rows: list[Enrolment], search: str, hours: dict[UUID, int]
) -> dict[str, object]:
    meetings = sessions.of_cohort(row)
    given, merged = chain_queries.standing_awards(row), people.merges_of()
    test = getattr(row, "test", None)
    return {
        "row": row,
        "said": said(request),
        "not_now": wording.NOT_OPENED.get(request.GET["not_now"], wording.NOT_NOW)
        if "not_now" in request.GET
        else "",
        "not_earned": wording.NOT_EARNED if "not_earned" in request.GET else "",
        "refused": NOT_GIVEN.get(request.GET.get("not_given", ""), ""),
        "refused_seat": request.GET.get("seat", ""),
        "search": search,
        "seats": [
            (
                one,
                people.in_hours(hours.get(one.learner_id, 0)),
                given.get(root(one.learner_id, merged)),
            )
            for one in rows
        ],
        "earned": chain_queries.earned(row),
        "sums": queries.sums(row),
        "meetings": meetings,
        "opens": sessions.opened(viewer_of(request), meetings),
        "untaught": {one.pk for one in sessions.untaught(meetings)},
        "there": sessions.counts(meetings),
        "test": test,
        "waves": [
            (code, words, testing.response(getattr(test, code)), getattr(test, code))
            for code, words in wording.WAVES
        ]
        if test
        else [],
    }


@needs(queries.KEEP)
def cohort_add(request: HttpRequest, number: UUID) -> HttpResponse:
    """Somebody whom we know already gets an invitation or a seat."""
    row, viewer = cohort_or_404(request, number), viewer_of(request)
    known = people.people(viewer)
    form = AddForm(request.POST or None, people=[(str(p.row.pk), p.row.name) for p in known])
    if request.method == "POST" and form.is_valid():
        learner = found(people.learner_for(viewer, UUID(form.cleaned_data["person"])))
        asks = form.cleaned_data["invite"]
        if asks and not learner.email:
            form.add_error("invite", wording.NO_ADDRESS)
        else:
            act = seats.invite if asks else seats.enrol
            try:
                made = act(cohort=row, learner=learner, by=viewer.account.pk, now=timezone.now())
                return done("cohort", row.pk, made.seat)
            except NotNow:
                form.add_error("person", wording.HAS_A_SEAT)
    back = reverse("cohort", args=[row.pk])
    about = _("Is she not on the list? Write her down first, under “People who learn”.")
    return form_page(
        request, form, title=_("Add somebody"), button=_("Add"), back=back, about=about
    )


@post_only
@needs(queries.KEEP)
def enrolment_act(request: HttpRequest, number: UUID, act: str) -> HttpResponse:
    """A seat, a cancellation or a certificate for one person; or the address of her own page."""
    viewer, now = viewer_of(request), timezone.now()
    row = found(queries.enrolment_for(viewer, number))
    by = viewer.account.pk
    if act == "show":
        return _page_shown(request, row, reaching.show_page(enrolment=row, by=by, now=now))
    try:
        if act == "send":
            reaching.send_page(enrolment=row, by=by, now=now)
            return done("learner", row.learner_id, "page_sent")
        if act == "enrol":
            made = seats.enrol(cohort=row.cohort, learner=row.learner, by=by, now=now)
            return done("cohort", row.cohort_id, made.seat)
        if act == "cancel":
            seats.cancel(enrolment=row, by=by, now=now)
            return done("cohort", row.cohort_id, "cancelled")
        if act == "award":
            chain.award(enrolment=row, day=timezone.localdate(now), by=by, now=now)
            return done("cohort", row.cohort_id, "awarded")
    except (NotNow, chain.AwardedAlready):
        return _told(row, "not_now=1")
    except earning.NotEarned:
        return _told(row, "not_earned=1")
    except NotGivenError as refused:
        return _told(row, f"seat={row.pk}&not_given={refused.args[0]}")
    return found(None)


def _page_shown(request: HttpRequest, row: Enrolment, address: str) -> HttpResponse:
    shown = {"row": row, "address": address, "picture": scannable(address)}
    return render(request, "learning/seat_page.html", shown)


def _told(row: Enrolment, why: str) -> HttpResponse:
    answer = done("cohort", row.cohort_id, "")
    answer["Location"] = f"{reverse('cohort', args=[row.cohort_id])}?{why}"
    return answer
