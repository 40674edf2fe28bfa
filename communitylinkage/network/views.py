"""The list of communities, and a mentor's own ones."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.mentors.access import as_mentor
from communitylinkage.mentors.queries import page_of
from communitylinkage.network import actions, queries, wording
from communitylinkage.network.forms import CircleForm, CommunityForm, said_before
from communitylinkage.network.models import Community
from communitylinkage.people.access import needs
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.roles import Permission


@needs(Permission.DIRECTORY_EDIT)
def communities(request: HttpRequest) -> HttpResponse:
    """The list, with a search and as a file; adds one."""
    search = search_of(request)
    found = queries.communities(also_old=True, search=search)
    if wants_file(request):
        return as_file("communities", wording.COLUMNS, map(queries.cells, found))
    form = CommunityForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _kept(request, form, None):
        return redirect("communities")
    shown = {"form": form, "communities": found, "search": search}
    return render(request, "network/communities.html", shown)


@needs(Permission.DIRECTORY_EDIT)
def community(request: HttpRequest, number: UUID) -> HttpResponse:
    """Changes one."""
    row = queries.community(number)
    if row is None:
        raise Http404
    form = CommunityForm(request.POST or None, initial=said_before(row))
    if request.method == "POST" and form.is_valid() and _kept(request, form, row):
        return redirect("communities")
    return render(request, "network/community.html", {"form": form, "row": row})


def _kept(request: HttpRequest, form: CommunityForm, row: Community | None) -> bool:
    viewer, said = request.viewer, form.cleaned_data  # type: ignore[attr-defined]  # access
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
    viewer = request.viewer  # type: ignore[attr-defined]  # access
    row = page_of(viewer.account.pk)
    if row is None:
        return render(request, "network/page_first.html")
    before = {"communities": queries.circle_of(row.pk) or []}
    form = CircleForm(request.POST if request.method == "POST" else None, initial=before)
    if request.method == "POST" and form.is_valid():
        actions.keep_circle(
            mentor=row,
            communities=form.cleaned_data["communities"],
            organisations=sorted(viewer.organisations_where(Permission.REFERRAL_MAKE)),
            by=viewer.account.pk,
            now=timezone.now(),
        )
        return redirect("people:home")
    return render(request, "network/my_communities.html", {"form": form})
