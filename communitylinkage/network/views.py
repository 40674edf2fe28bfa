"""The list of communities, and a mentor's own ones."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.mentors.access import as_mentor
from communitylinkage.mentors.queries import page_of
from communitylinkage.network import actions, queries, wording
from communitylinkage.network.access import community_or_404, done
from communitylinkage.network.forms import CircleForm, CommunityForm, said_before
from communitylinkage.network.members.queries import engaged_in, engaged_now
from communitylinkage.network.models import Community
from communitylinkage.network.steps import queries as steps
from communitylinkage.network.ties import queries as ties
from communitylinkage.network.ties.showing import in_words
from communitylinkage.people.access import needs, viewer_of
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.roles import Permission
from communitylinkage.values.languages import own_name


@needs(Permission.DIRECTORY_EDIT)
def communities(request: HttpRequest) -> HttpResponse:
    """The list, with a search and as a file; adds one."""
    viewer, today = viewer_of(request), timezone.localdate()
    search = search_of(request)
    found = queries.communities(also_old=True, search=search)
    if wants_file(request):
        return as_file("communities", wording.COLUMNS, map(queries.cells, found))
    form = CommunityForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _kept(request, form, None):
        return redirect("communities")
    engaged = engaged_now(viewer, today)
    shown = {"form": form, "communities": found, "search": search, "engaged": engaged}
    return render(request, "network/communities.html", shown)


@needs(Permission.DIRECTORY_EDIT)
def community(request: HttpRequest, number: UUID) -> HttpResponse:
    """One community: its associations, members, ties, contacts and next steps."""
    row, viewer = community_or_404(number), viewer_of(request)
    shown = {
        "row": row,
        "language": own_name(row.language),
        "country": wording.country(row.place.country),
        "origin": wording.country(row.origin),
        "said": wording.SAID.get(request.GET.get("said", ""), ""),
        "associations": ties.associations_of(row.pk),
        "members": engaged_in(viewer, row.pk),
        "ties": ties.ties_of(viewer, row.pk),
        "log": steps.log_of(viewer, row.pk),
        "steps": steps.steps_of(viewer, timezone.localdate(), row.pk),
    }
    return render(request, "network/community.html", shown)


@needs(Permission.DIRECTORY_EDIT)
def community_edit(request: HttpRequest, number: UUID) -> HttpResponse:
    """Changes one."""
    row = community_or_404(number)
    form = CommunityForm(request.POST or None, initial=said_before(row))
    if request.method == "POST" and form.is_valid() and _kept(request, form, row):
        return done(row.pk, "kept")
    return render(request, "network/community_edit.html", {"form": form, "row": row})


@needs(Permission.DIRECTORY_EDIT)
def network_next(request: HttpRequest) -> HttpResponse:
    """What the network says in words, and what is to be done next."""
    viewer, today = viewer_of(request), timezone.localdate()
    words = in_words(ties.net(today), viewer)
    open_steps = [one for one in steps.steps_of(viewer, today) if not one.outcome]
    return render(request, "network/next.html", {"words": words, "steps": open_steps})


def _kept(request: HttpRequest, form: CommunityForm, row: Community | None) -> bool:
    viewer, said = viewer_of(request), form.cleaned_data
    try:
        actions.keep_community(
            community=row,
            name=said["name"],
            language=said["language"],
            origin=said["origin"],
            place=said["found"],
            listed=said["listed"],
            organisation=min(viewer.organisations_where(Permission.DIRECTORY_EDIT)),
            by=viewer.account.pk,
            now=timezone.now(),
        )
    except actions.ThereAlready:
        form.add_error("name", _("A community of this name is in this town already."))
        return False
    return True


@as_mentor
def my_communities(request: HttpRequest) -> HttpResponse:
    """Which communities are my own."""
    viewer = viewer_of(request)
    row = page_of(viewer.account.pk)
    if row is None:
        return render(request, "network/page_first.html")
    form = CircleForm(
        request.POST if request.method == "POST" else None,
        country=row.place.country,
        own=queries.circle_of(row.pk) or [],
    )
    if request.method == "POST" and form.is_valid():
        actions.keep_circle(
            mentor=row,
            communities=form.said(),
            organisations=sorted(viewer.organisations_where(Permission.REFERRAL_MAKE)),
            by=viewer.account.pk,
            now=timezone.now(),
        )
        return redirect("people:home")
    return render(request, "network/my_communities.html", {"form": form})
