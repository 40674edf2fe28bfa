"""Reads an entry from the tables of the standard into the value that its owners edit."""

from contextlib import suppress
from uuid import UUID

from communitylinkage.directory import taxonomy, texts
from communitylinkage.directory.entries.content import (
    FREE,
    MONEY,
    UNSAID,
    Closed,
    Content,
    Weekly,
    safe,
)
from communitylinkage.directory.hsds import Attribute, Schedule, Service
from communitylinkage.values.opening import WEEKDAYS
from communitylinkage.values.places import Point


def weekly(row: Schedule) -> Weekly | None:
    """A schedule as a weekly opening; None where it is something else."""
    days = tuple(day for day in WEEKDAYS if day in row.byday.split(","))
    if row.opens_at is None or row.closes_at is None or not days:
        return None
    first, last = (day.isoformat() if day else "" for day in (row.valid_from, row.valid_to))
    return Weekly(days, f"{row.opens_at:%H:%M}", f"{row.closes_at:%H:%M}", first, last)


def closed(row: Schedule) -> Closed | None:
    """A schedule as days on which nothing opens; None where it is something else."""
    if row.opens_at is not None or not row.valid_from or not row.valid_to:
        return None
    return Closed(row.valid_from.isoformat(), row.valid_to.isoformat())


def cost(service: Service) -> str:
    """Whether it is free: only where every price that is told is zero."""
    amounts = [row.amount for row in service.cost_options.all()]
    if not amounts:
        return UNSAID
    return FREE if all(amount == 0 for amount in amounts) else MONEY


def _place(service: Service) -> dict[str, object]:
    found: dict[str, object] = {}
    for area in service.service_areas.all():
        told = taxonomy.point_of(area.extent)
        if told:
            point, extent = told
            found = {
                "place": area.name,
                "country": str(extent.get("country", "")),
                "latitude": point.latitude,
                "longitude": point.longitude,
            }
            break
    at = service.service_at_locations.select_related("location").first()
    if at is None:
        return found
    with suppress(ValueError, TypeError):
        point = Point(at.location.latitude, at.location.longitude)  # type: ignore[arg-type]  # None
        found |= {"latitude": point.latitude, "longitude": point.longitude}
    address = at.location.addresses.first()
    if address:
        found |= {
            "place": address.city,
            "country": address.country,
            "street": address.address_1,
            "postal_code": address.postal_code,
        }
    return found


def read(number: UUID) -> Content | None:
    """What the directory says about a service now; None where there is none."""
    service = Service.objects.filter(pk=number).first()
    if service is None:
        return None
    codes = Attribute.objects.filter(link_id=number, taxonomy_term__taxonomy=taxonomy.NAME)
    ours = set(codes.values_list("taxonomy_term__code", flat=True))
    further = texts.said([number])[number]
    spoken: dict[str, dict[str, str]] = {}
    for name in taxonomy.TEXTS:
        for language, text in further.get(name, {}).items():
            spoken.setdefault(language, {})[name] = text
    schedules = list(service.schedules.order_by("valid_from", "opens_at", "pk"))
    return safe(
        Content(
            **{name: getattr(service, name) for name in taxonomy.TEXTS},
            language=texts.language_of(further),
            texts=spoken,
            older=texts.older(further),
            codes=tuple(sorted(c for c in ours if not c.startswith(texts.PREFIX))),
            languages=tuple(sorted({row.code for row in service.languages.all() if row.code})),
            cost=cost(service),
            phones=tuple(row.number for row in service.phones.order_by("pk") if row.number),
            email=service.email,
            url=service.url,
            hours=tuple(found for row in schedules if (found := weekly(row))),
            closures=tuple(days for row in schedules if (days := closed(row))),
            status=service.status,
            **_place(service),  # type: ignore[arg-type]  # texts and numbers, by name
        )
    )
