"""The programme that a page is about: named in the address where somebody takes part in several.

An address that names none means the one that runs: of several, the one that ends last.
"""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from communitylinkage.impact import queries
from communitylinkage.organisations.models import Programme
from communitylinkage.people.access import viewer_of
from communitylinkage.people.pages import found
from communitylinkage.people.roles import Permission

NAME = "programme"


def _hers(request: HttpRequest, permission: Permission) -> list[Programme]:
    """In which she has the permission; live figures are of those alone that she leads."""
    viewer = viewer_of(request)
    mine = queries.programmes(viewer, permission)
    return [one for one in mine if permission != queries.SEE or queries.sees_live(viewer, one)]


def chosen(request: HttpRequest, permission: Permission = queries.READ) -> Programme | None:
    """The one that the address names, or the one that runs; None: she takes part in none.

    One that begins later stands behind, or it would hide the one that people work in.

    Raises:
        Http404: the one that is named is not hers.
    """
    mine = _hers(request, permission)
    if mine and (asked := asked_for(request, mine)):
        return asked
    now = timezone.now()
    begun = [one for one in mine if one.starts <= queries.day_of(one, now)]
    return next(iter(begun or mine), None)


def asked_for(request: HttpRequest, every: list[Programme]) -> Programme | None:
    """The one of these that the address names; None: it names none.

    Raises:
        Http404: it names another.
    """
    said = request.GET.get(NAME)
    return found(next((one for one in every if str(one.pk) == said), None)) if said else None


def named(request: HttpRequest, programme: Programme) -> dict[str, str]:
    """What an address says to mean this programme: nothing where she takes part in no other."""
    several = len(queries.programmes(viewer_of(request))) > 1
    return {NAME: str(programme.pk)} if several else {}


def frame(
    request: HttpRequest, programme: Programme, permission: Permission = queries.READ
) -> dict[str, object]:
    """For a page: its programme, what its links say to stay in it, and the others to go to.

    `of` begins what an address says besides its path, `and_of` goes on with it.
    """
    said = urlencode(named(request, programme))
    mine = _hers(request, permission)
    return {
        "programme": programme, "of": said and f"?{said}", "and_of": said and f"&{said}",
        "programmes": listed(request, mine, programme),
    }  # fmt: skip


def listed(
    request: HttpRequest, every: list[Programme], here: Programme | None
) -> list[tuple[Programme, str, bool]]:
    """The same page of each programme, and whether it is this one; nothing where there is one."""
    found = [(one, f"{request.path}?{urlencode({NAME: one.pk})}", one == here) for one in every]
    return found if len(found) > 1 else []
