"""What a viewer may take in and give out: her organisations' rows, or everything."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from communitylinkage.directory.entries import queries as entries
from communitylinkage.directory.entries.models import Upload
from communitylinkage.directory.interchange.scope import Owners
from communitylinkage.directory.interchange.tables import TABLES, stored
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission

# Names for everybody's use; an organisation reads them and does not change them.
SHARED = ("taxonomies", "taxonomy_terms")


def may(viewer: Viewer) -> bool:
    """Whether the page is there for her."""
    return viewer.may(Permission.SITE_KEEP) or viewer.may(Permission.DIRECTORY_EDIT)


def mine(viewer: Viewer) -> frozenset[UUID] | None:
    """The organizations of the standard that she may write; None for all."""
    return None if viewer.may(Permission.SITE_KEEP) else frozenset(entries.listed(viewer))


def upload(viewer: Viewer, number: UUID, since: datetime) -> Upload | None:
    """A file of hers that waits for a yes, unless it was sent before `since`."""
    return Upload.objects.filter(by=viewer.account.pk, made_at__gte=since, pk=number).first()


def organisation(viewer: Viewer) -> UUID:
    """The organisation in whose journal her import stands."""
    where = viewer.organisations_where(Permission.SITE_KEEP)
    return min(where or viewer.organisations_where(Permission.DIRECTORY_EDIT))


def only(viewer: Viewer) -> dict[str, Collection[UUID]] | None:
    """The rows that she may give out; None for all."""
    own = mine(viewer)
    if own is None:
        return None
    rows = {table: stored(table) for table in TABLES}
    owners = Owners(rows)
    return {
        table: frozenset(n for n in there if table in SHARED or owners.only(table, n, own))
        for table, there in rows.items()
    }
