"""Where short addresses lead: to pages of this site that anybody may open, nowhere else."""

from django.conf import settings
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils import translation
from django.utils.module_loading import import_string

from communitylinkage.campaign.models import Campaign, ShortAddress
from communitylinkage.campaign.rules.targets import NotOursError, path_of
from communitylinkage.values.access import Who

# Leading from one short address to another would be a way without an end.
_NOT = {"go", "go_page"}
_FALLBACK = "/"


def checked(typed: str) -> str:
    """The path of a page of ours, without its language.

    Raises:
        NotOursError: it is no page of this site, or not one for everybody.
    """
    path = path_of(typed, settings.SITE_ADDRESS, [code for code, _name in settings.LANGUAGES])
    if not _open(path):
        raise NotOursError(typed)
    return path


def _open(path: str) -> bool:
    """Whether a route that is open to anybody answers there."""
    with translation.override("en"):
        try:
            found = resolve(f"/en{path}")
        except Resolver404:
            return False
    access = import_string(settings.PUBLIC_PAGES)
    if found.url_name in _NOT or path.startswith("/staff/"):
        return False
    return bool(access.get(found.url_name) == frozenset({Who.ANYBODY}))


def of_campaign(row: Campaign) -> str:
    """The path of its page."""
    return f"/campaigns/{row.reference}/"


def leads_to(row: ShortAddress, language: str) -> str:
    """Where it leads, for a reader; what is no open page any more leads to the guide."""
    path = row.path if _open(row.path) else _FALLBACK
    return f"{get_script_prefix()}{language}{path}"


def printed(row: ShortAddress) -> str:
    """The address as it stands on paper."""
    return f"{settings.SITE_ADDRESS}/go/{row.code}/"
