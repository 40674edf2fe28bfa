"""Pages of the questions before and after."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.assessment.actions import take
from communitylinkage.learning import wording
from communitylinkage.learning.courses.cohort_views import cohort_or_404
from communitylinkage.learning.courses.queries import KEEP
from communitylinkage.learning.pages import done, form_page
from communitylinkage.learning.rules.codes import Track, Wave
from communitylinkage.learning.rules.seats import NotNow
from communitylinkage.learning.testing import asking, queries
from communitylinkage.learning.testing.forms import READY, READY_CODE, QuestionsForm
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.pages import found


@needs(KEEP)
def cohort_questions(request: HttpRequest, number: UUID) -> HttpResponse:
    """Chooses with which questions a group is asked before and after."""
    row, viewer, now = cohort_or_404(request, number), viewer_of(request), timezone.now()
    own, track = queries.questionnaires(viewer), row.course.track
    form = QuestionsForm(request.POST or None, track=track, own=own)
    if request.method == "POST" and form.is_valid():
        chosen, by = form.cleaned_data["questionnaire"], viewer.account.pk
        try:
            asking.choose(
                cohort=row, by=by, now=now,
                questionnaire=take(
                    name=READY[Track(track)], organisation=row.organisation_id, by=by, now=now
                )
                if chosen == READY_CODE
                else form.own[chosen],
            )  # fmt: skip
            return done("cohort", row.pk, "kept")
        except NotNow:
            form.add_error("questionnaire", wording.NOT_NOW)
    back = reverse("cohort", args=[row.pk])
    about = _("The same questions are asked before the course and after it.")
    title = _("Questions before and after")
    return form_page(request, form, title=title, button=_("Keep it"), back=back, about=about)


@post_only
@needs(KEEP)
def cohort_wave(request: HttpRequest, number: UUID, wave: str, act: str) -> HttpResponse:
    """Opens or closes the questions of one time."""
    row = cohort_or_404(request, number)
    test = getattr(row, "test", None)
    acts = {"opened": asking.open_wave, "closed": asking.close_wave}
    if test is None or act not in acts or wave not in set(Wave):
        return found(None)
    by, now = viewer_of(request).account.pk, timezone.now()
    try:
        acts[act](test=test, wave=Wave(wave), by=by, now=now)
        return done("cohort", row.pk, act)
    except NotNow as refused:
        return redirect(f"{reverse('cohort', args=[row.pk])}?not_now={refused.why}")


@needs(KEEP)
def learning_gains(request: HttpRequest) -> HttpResponse:
    """How far the tests moved, by track, country and group."""
    viewer = viewer_of(request)
    countries = {code: str(words) for code, words in COUNTRIES}
    told = []
    for track, words in wording.TRACKS:
        found_here = queries.measured(track)
        told.append(
            (
                words,
                queries.by_group(track, found_here, countries),
                queries.by_group(
                    f"{track}-groups", found_here, queries.cohorts_words(viewer, found_here)
                ),
            )
        )
    return render(request, "learning/gains.html", {"tracks": told})
