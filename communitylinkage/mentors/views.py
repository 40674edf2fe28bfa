"""A mentor's own page, and her coordinator's list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.mentors import actions, queries
from communitylinkage.mentors.access import as_mentor
from communitylinkage.mentors.forms import ProfileForm, said_before
from communitylinkage.organisations.rules import Side
from communitylinkage.people.access import needs, viewer_of
from communitylinkage.people.roles import Permission


@as_mentor
def profile(request: HttpRequest) -> HttpResponse:
    """What I say about myself."""
    viewer, now = viewer_of(request), timezone.now()
    row = queries.page_of(viewer.account.pk)
    form = ProfileForm(request.POST or None, initial=said_before(row) if row else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.keep_page(
            languages=said["languages"],
            place=said["found"],
            week=form.week(),
            most=said["most"],
            paused=said["paused"],
            paused_until=said["paused_until"],
            by=viewer,
            now=now,
        )
        return redirect("my_communities")
    since = queries.certified([viewer.account.pk]).get(viewer.account.pk)
    return render(request, "mentors/profile.html", {"form": form, "row": row, "since": since})


@needs(Permission.COLLEAGUE_SEE)
def mentors(request: HttpRequest) -> HttpResponse:
    """The mentors of my organisations."""
    viewer = viewer_of(request)
    found = queries.listed_for(viewer, timezone.now().date())
    sides = {one.organisation.side for one in viewer.memberships}
    # A community's own people become mentors; a service asks for those of others.
    may_ask = viewer.may(Permission.REFERRAL_RECEIVE) and Side.SERVICE in sides
    return render(request, "mentors/mentors.html", {"mentors": found, "may_ask": may_ask})
