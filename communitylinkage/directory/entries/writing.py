"""Writes an entry into the tables of the standard.

Rows that say the same stay as they are, with what an import told beside (a note, a department);
rows that the entry cannot hold (a monthly schedule) are left alone.
"""

from collections.abc import Iterable
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from communitylinkage.directory import candidates, taxonomy, texts
from communitylinkage.directory.actions import terms_of_ours
from communitylinkage.directory.entries import reading
from communitylinkage.directory.entries.content import FREE, MONEY, Content, Weekly
from communitylinkage.directory.hsds import (
    Address,
    Attribute,
    CostOption,
    Language,
    Location,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
)
from communitylinkage.values.languages import own_name


def write(number: UUID, organization_id: UUID, content: Content, today: date) -> Service:
    """Makes the tables say what the entry says; whoever publishes it confirms it thereby."""
    service, _made = Service.objects.update_or_create(
        pk=number,
        defaults={
            **{name: getattr(content, name) for name in taxonomy.TEXTS},
            "organization_id": organization_id,
            "email": content.email,
            "url": content.url,
            "status": content.status,
            "assured_date": today,
        },
    )
    _attributes(service, content)
    _match(service.languages.all(), content.languages, lambda row: row.code, lambda code: Language(
        service=service, code=code, name=own_name(code)))  # fmt: skip
    _match(service.phones.all(), content.phones, lambda row: row.number, lambda phone: Phone(
        service=service, number=phone))  # fmt: skip
    _match(
        service.schedules.all(), content.hours, reading.weekly, lambda one: _weekly(service, one)
    )
    _match(service.schedules.all(), content.closures, reading.closed, lambda one: Schedule(
        service=service, valid_from=one.first, valid_to=one.last))  # fmt: skip
    _cost(service, content)
    _area(service, content)
    _location(service, content)
    candidates.refresh(services=[number])
    return service


def _match(rows: QuerySet[Any], wanted: Iterable[Any], key: Any, make: Any) -> None:
    """Deletes the rows that are no longer wanted and makes those that are missing."""
    there: dict[Any, list[Model]] = {}
    for row in rows:
        if key(row):
            there.setdefault(key(row), []).append(row)
    wanted = list(dict.fromkeys(wanted))
    for said, which in there.items():
        if said not in wanted:
            for row in which:
                row.delete()
    for said in wanted:
        if said not in there:
            make(said).save()


def _weekly(service: Service, one: Weekly) -> Schedule:
    return Schedule(
        service=service,
        freq="WEEKLY",
        byday=",".join(one.days),
        opens_at=time.fromisoformat(one.opens),
        closes_at=time.fromisoformat(one.closes),
        valid_from=one.first or None,
        valid_to=one.last or None,
    )


def _attributes(service: Service, content: Content) -> None:
    wanted = {(code, "", "") for code in content.codes}
    if content.language:
        wanted.add((taxonomy.TEXT_LANGUAGE, "", content.language))
    for language, told in content.texts.items():
        wanted |= {
            (texts.PREFIX + name, language, text)
            for name, text in told.items()
            if text and name in taxonomy.TEXTS
        }
    for name, older in content.older.items():
        wanted |= {(taxonomy.OLDER + name, language, newer) for language, newer in older.items()}
    terms = terms_of_ours()
    _match(
        Attribute.objects.filter(
            link_id=service.pk, taxonomy_term__taxonomy=taxonomy.NAME
        ).select_related("taxonomy_term"),
        sorted(wanted),
        _said,
        lambda one: Attribute(
            link_id=service.pk,
            link_entity="service",
            taxonomy_term_id=terms[one[0]],
            link_type=one[1],
            value=one[2],
        ),
    )


def _said(row: Attribute) -> tuple[str, str, str]:
    code = row.taxonomy_term.code if row.taxonomy_term else ""
    is_text = code.startswith(texts.PREFIX)
    return (code, row.link_type, row.value) if is_text else (code, "", "")


def _cost(service: Service, content: Content) -> None:
    if reading.cost(service) == content.cost:
        return
    service.cost_options.all().delete()
    if content.cost in (FREE, MONEY):
        CostOption.objects.create(service=service, amount=0 if content.cost == FREE else None)


def _area(service: Service, content: Content) -> None:
    """The area that it covers; the first that we can read is the one that is edited."""
    known = list(service.service_areas.order_by("pk"))
    if content.secret:
        # An import may have left several, or words; a secret service keeps the coarse one only.
        ServiceArea.objects.filter(pk__in=[row.pk for row in known[1:]]).delete()
        known = known[:1]
    mine = next((row for row in known if taxonomy.point_of(row.extent)), None)
    if content.point is None:
        return
    mine = mine or (known[0] if content.secret and known else ServiceArea(service=service))
    if content.secret:
        mine.description, mine.uri = "", ""
    mine.name, mine.extent_type = content.place, "geojson"
    mine.extent = taxonomy.extent_of(content.point, content.country)
    mine.save()


def _location(service: Service, content: Content) -> None:
    if content.secret:
        _forget_locations(service)
        return
    at = service.service_at_locations.select_related("location").first()
    if at is None and not (content.street or content.postal_code):
        return
    where = {"latitude": content.latitude, "longitude": content.longitude}
    if at is None or at.location.service_at_locations.exclude(service=service).exists():
        # Others are at the old place too, and stay there.
        place = Location.objects.create(
            location_type="physical", organization_id=service.organization_id, **where
        )
        if at:
            at.location = place
            at.save()
        else:
            ServiceAtLocation.objects.create(service=service, location=place)
    else:
        place = at.location
        Location.objects.filter(pk=place.pk).update(**where)
    address = place.addresses.order_by("pk").first() or Address(location=place)
    address.address_1, address.city, address.country = (
        content.street,
        content.place,
        content.country,
    )
    address.postal_code = content.postal_code
    address.state_province = address.state_province or content.place
    address.address_type = address.address_type or "physical"
    address.save()


def _forget_locations(service: Service) -> None:
    """Takes away every place of a service whose address is secret, unless others are there too."""
    for rows in (service.phones, service.contacts, service.languages, service.schedules):
        for key in ("location", "service_at_location"):
            if key in {one.name for one in rows.model._meta.fields}:
                rows.update(**{key: None})
    for at in service.service_at_locations.select_related("location"):
        place = at.location
        at.delete()
        if not place.service_at_locations.exists():
            place.delete()
