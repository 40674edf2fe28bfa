"""What every page of the network asks about its viewer."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from communitylinkage.network import queries
from communitylinkage.network.models import Community
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.access import viewer_of


def organisation_of(request: HttpRequest) -> Organisation:
    """The viewer's organisation, for which she writes here."""
    return queries.own_organisation(viewer_of(request))


def community_or_404(number: UUID) -> Community:
    """All coordinators keep the communities together."""
    row = queries.community(number)
    if row is None:
        raise Http404
    return row


def done(community: UUID, said: str) -> HttpResponse:
    """Back to the community's page, which says what happened."""
    address = reverse("community", args=[community])
    return redirect(f"{address}?{urlencode({'said': said})}")
