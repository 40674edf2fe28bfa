"""Looking through what one's own people opened; numbers of the journal for paper."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from communitylinkage.journal import queries as journal
from communitylinkage.journal.rules import in_groups
from communitylinkage.overseeing import actions, queries, wording
from communitylinkage.overseeing.forms import CompareForm
from communitylinkage.overseeing.models import Review
from communitylinkage.overseeing.rules import Month, may_review
from communitylinkage.people.access import needs, signed_in, viewer_of
from communitylinkage.people.pages import back, found, news, posted

SHOWN_DAYS = 31
FIRST_YEAR, LAST_YEAR = 2000, 2999


@needs(queries.REVIEW)
def openings(request: HttpRequest) -> HttpResponse:
    """The months of her organisations, and which of them wait."""
    each = queries.months(viewer_of(request), timezone.now())
    return render(request, "overseeing/openings.html", {"each": each})


@needs(queries.REVIEW)
def openings_month(request: HttpRequest, organisation: UUID, year: int, month: int) -> HttpResponse:
    """Who opened what in a month, and that it was looked through."""
    viewer, now = viewer_of(request), timezone.now()
    where = found(queries.organisation(viewer, organisation))
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise Http404
    when = Month(year, month)
    over = may_review(when, timezone.localdate(now))
    if request.method == "POST" and over:
        actions.review(organisation=where, month=when, by=viewer.account.pk, now=now)
        return back("openings_month", where.pk, year, month, said="reviewed")
    readers = queries.readers(where, when)
    shown = {
        "organisation": where,
        "day": when.first,
        "readers": readers,
        "total": sum(len(one.opened) for one in readers),
        "over": over,
        "review": Review.objects.filter(organisation=where, year=year, month=month).first(),
        "herself": any(one.account == viewer.account.pk for one in readers),
        **news(request, wording.SAID, {}),
    }
    return render(request, "overseeing/month.html", shown)


@signed_in
def journal_days(request: HttpRequest) -> HttpResponse:
    """The number of each day, to be printed; and comparing one that was."""
    viewer = viewer_of(request)
    if not queries.keeps_watch(viewer):
        raise Http404
    form, answer = CompareForm(posted(request)), None
    if request.method == "POST" and form.is_valid():
        day, number = form.cleaned_data["day"], form.cleaned_data["number"]
        answer = journal.compare(day, number, queries.watched(viewer))
    days = [(one.day, in_groups(one.hash), len(one.heads)) for one in journal.days(SHOWN_DAYS)]
    shown = {"days": days, "form": form, "answer": answer and wording.COMPARED[answer],
             "same": answer == "same"}  # fmt: skip
    return render(request, "overseeing/days.html", shown)
