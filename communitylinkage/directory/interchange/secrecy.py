"""A secret address comes in nowhere: no location, and of the area only a coarse point.

Of a service that becomes secret by a file, what was known before is forgotten too.
"""

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from communitylinkage.directory import taxonomy
from communitylinkage.directory.entries.actions import forget_streets
from communitylinkage.directory.hsds import Attribute, Location, Service
from communitylinkage.directory.interchange.tables import Values

Refused = tuple[str, UUID, str, str]


def secret_services(rows: Mapping[str, Mapping[UUID, Values]]) -> frozenset[UUID]:
    """The services whose address is secret, in one state of the directory."""
    terms = {taxonomy.term_id(taxonomy.SECRET)} | {
        number
        for number, term in rows["taxonomy_terms"].items()
        if term.get("code") == taxonomy.SECRET and term.get("taxonomy") == taxonomy.NAME
    }
    return frozenset(
        row["link_id"]
        for row in rows["attributes"].values()
        if row.get("taxonomy_term_id") in terms and row.get("link_id")
    )


def marked() -> frozenset[UUID]:
    """The services whose address is secret now."""
    rows = Attribute.objects.filter(
        taxonomy_term__code=taxonomy.SECRET, taxonomy_term__taxonomy=taxonomy.NAME
    )
    return frozenset(link for link in rows.values_list("link_id", flat=True) if link)


def forget(services: Collection[UUID], brought: Collection[UUID]) -> None:
    """Takes what was said of the streets of services that became secret out of their versions.

    Locations that serve nothing go too, those of their organisations and those of nobody: an
    earlier file may have taken its own from one of them.

    Args:
        brought: locations of this very import, which stay.
    """
    if not services:
        return
    forget_streets(services)
    theirs = Service.objects.filter(pk__in=services).values("organization")
    whose = Q(organization=None) | Q(organization__in=theirs)
    alone = Location.objects.filter(whose, service_at_locations=None)
    alone.exclude(pk__in=list(brought)).delete()


def keep(
    read: dict[str, list[Values]],
    there: Mapping[str, Mapping[UUID, Values]],
    after: Mapping[str, Mapping[UUID, Values]],
) -> Iterator[Refused]:
    """Makes the areas of secret services coarse in the rows read; tells what must be refused.

    Args:
        read: the rows of the files, which are changed in place; areas that are stored and become
            secret by these files are added.
    """
    secret = secret_services(after)
    if not secret:
        return
    yield from _locations(read, after, secret)
    for area in read.get("service_areas", []):
        if after["service_areas"][area["id"]].get("service_id") in secret:
            yield from _coarse(area, area["id"])
    for number, area in there["service_areas"].items():
        known = {row["id"] for row in read.get("service_areas", [])}
        if area.get("service_id") in secret and number not in known:
            made = dict(area)
            told = list(_coarse(made, number))
            if not told and made != area:
                read.setdefault("service_areas", []).append(made)


def _locations(
    read: Mapping[str, list[Values]],
    after: Mapping[str, Mapping[UUID, Values]],
    secret: frozenset[UUID],
) -> Iterator[Refused]:
    why = _("The address of this service is secret: it has no location here, only an area.")
    for table, rows in read.items():
        for row in rows:
            whole = after[table][row["id"]]
            if whole.get("service_id") not in secret:
                continue
            for column in ("location_id", "service_at_location_id"):
                if whole.get(column):
                    yield table, row["id"], column, why
    # A service that becomes secret by this file and has a location already.
    placed = {row["service_id"] for row in after["service_at_location"].values()} & secret
    told = {row.get("service_id") for row in read.get("service_at_location", [])}
    for row in read.get("attributes", []):
        if row.get("link_id") in placed - told:
            yield "attributes", row["id"], "link_id", why


def _coarse(area: Values, number: UUID) -> Iterator[Refused]:
    extent = area.get("extent", "")
    if not extent:
        return
    coarse = taxonomy.coarse_extent(extent)
    if coarse is None:
        why = _(
            "The address of this service is secret: its area must be a point (GeoJSON), "
            "which we then make coarse."
        )
        yield "service_areas", number, "extent", why
    else:
        area["extent"] = coarse
