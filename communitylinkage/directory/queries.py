"""What pages read from the directory, as frozen values."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from communitylinkage.directory import rules, taxonomy, texts
from communitylinkage.directory.hsds import Attribute, Language, Service
from communitylinkage.directory.lines.shown import Shown, in_words
from communitylinkage.directory.lines.shown import every as every_line
from communitylinkage.directory.models import HelpLine, Place, ServiceCapacity
from communitylinkage.directory.texts import Further, Texts
from communitylinkage.matching.need import Help, Offer
from communitylinkage.values import languages
from communitylinkage.values.opening import WEEKDAYS, Closure, Hours, Slot
from communitylinkage.values.places import Point, distance_km
from communitylinkage.values.text import folded


@dataclass(frozen=True, slots=True)
class Number:
    """One telephone number: as it is read, and as it is dialled."""

    shown: str
    dialled: str


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """A language by its own name."""

    code: str
    name: str
    direction: str


@dataclass(frozen=True, slots=True)
class HelpLineEntry:
    """One help line, ready for a page; words of the source are in English.

    Args:
        corrected_on: the day on which who keeps the site corrected it.
        source_said: what the source says where that was corrected.
    """

    country: str
    name: str
    numbers: tuple[Number, ...]
    round_the_clock: bool
    hours: str
    languages: tuple[SpokenLanguage, ...]
    free: bool
    cost: str
    other_channels: str
    operator: str
    source_title: str
    source_address: str
    source_date: str
    source_age: rules.SourceAge
    confirmed_on: date | None
    corrected_on: date | None = None
    source_said: tuple[str, ...] = ()


def _entry(shown: Shown) -> HelpLineEntry:
    row, said, correction = shown.line, shown.said, shown.correction
    return HelpLineEntry(
        country=row.country,
        name=said["name"],
        numbers=tuple(Number(n, rules.dialled(n)) for n in rules.numbers_in(said["number"])),
        round_the_clock=rules.is_round_the_clock(said["hours"]),
        hours=said["hours"],
        languages=tuple(
            SpokenLanguage(code, languages.own_name(code), languages.direction(code))
            for code in said["languages"].split()
        ),
        free=rules.is_free(said["cost"]),
        cost=said["cost"],
        other_channels=said["other_channels"],
        operator=row.operator,
        source_title=row.source_title,
        source_address=row.source_address,
        source_date=row.source_date,
        source_age=rules.source_age(row.source_date),
        confirmed_on=row.confirmed_on,
        corrected_on=correction.at.date() if correction else None,
        source_said=tuple(in_words(field, shown.source[field]) for field in shown.differing),
    )


def help_lines() -> list[HelpLineEntry]:
    """All help lines that are not hidden, by country code, then in the order of their list."""
    return [_entry(shown) for shown in every_line() if shown.hiding is None]


def help_line_countries() -> set[str]:
    """The countries of all help lines, also of those that are hidden."""
    return set(HelpLine.objects.values_list("country", flat=True))


def help_lines_are_loaded() -> bool:
    """Whether the seed has been loaded."""
    return HelpLine.objects.exists()


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place that a name may mean."""

    id: int
    name: str
    country: str
    point: Point
    population: int


def places_named(typed: str, limit: int = 6) -> list[PlaceFound]:
    """The places that a typed name means, in any script, the largest first.

    Whole names come first. Names that only begin so follow where they belong to a larger place: a
    hamlet called Santa must not hide Santa Cruz.
    """
    name = folded(typed)[:100]
    if not name:
        return []
    largest_first = Place.objects.order_by("-population", "id").distinct()
    whole = list(largest_first.filter(names__folded=name)[:limit])
    more = largest_first.filter(names__folded__startswith=name)
    if whole:
        more = more.filter(population__gt=whole[0].population)
    begun = list(more.exclude(pk__in=[row.pk for row in whole])[:limit])
    # Where both are there, each gets half of the list at least.
    whole = whole[: max(limit // 2, limit - len(begun))]
    return [_place(row) for row in [*whole, *begun][:limit]]


# Of so many people that a language and a number of children say nothing of who it is.
COARSE = 20_000


def town_near(place: Place | PlaceFound) -> str:
    """The nearest town that is large enough to be told before anybody has said yes.

    Itself where it is large; empty where its country has no such town.
    """
    if place.population >= COARSE:
        return place.name
    here = place.point
    towns = Place.objects.filter(country=place.country, population__gte=COARSE)
    near = min(
        towns.order_by("id").values_list("name", "latitude", "longitude"),
        key=lambda town: distance_km(here, Point(*town[1:])),
        default=("",),
    )
    return str(near[0])


def places_are_loaded() -> bool:
    """Whether places can be found by their names."""
    return Place.objects.exists()


def _place(row: Place) -> PlaceFound:
    return PlaceFound(
        row.pk, row.name, row.country, Point(row.latitude, row.longitude), row.population
    )


@dataclass(frozen=True, slots=True)
class RoomSaid:
    """What a service said about room, and how many days ago."""

    available: bool
    days: int
    old: bool


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """A service as a page shows it. A secret address is not in here, nor anywhere."""

    offer: Offer
    name: str
    description: str
    city: str
    street: str
    numbers: tuple[Number, ...]
    made_up: bool
    confirmed: date | None
    stale: bool
    texts: Texts = field(default_factory=Texts)
    old_room: RoomSaid | None = None


def _coded(ids: Collection[UUID]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    rows = Attribute.objects.filter(link_id__in=ids, taxonomy_term__taxonomy=taxonomy.NAME)
    for link, code in rows.values_list("link_id", "taxonomy_term__code"):
        if link:
            found[link].add(code)
    return found


def made_up_among(services: Collection[UUID]) -> frozenset[UUID]:
    """Those of the services that the demo brought, to say so wherever one is named."""
    return frozenset(
        number for number, codes in _coded(services).items() if taxonomy.MADE_UP in codes
    )


def _hours(service: Service, zone: str) -> Hours:
    slots, closures = [], []
    for row in service.schedules.all():
        if row.opens_at is not None and row.closes_at is not None and row.byday:
            days = frozenset(day for day in row.byday.split(",") if day in WEEKDAYS)
            slots.append(Slot(days, row.opens_at, row.closes_at, row.valid_from, row.valid_to))
        elif row.valid_from and row.valid_to and row.opens_at is None:
            closures.append(Closure(row.valid_from, row.valid_to))
    return Hours(tuple(slots), tuple(closures), zone)


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a service is, as far as anybody may know."""

    point: Point | None = None
    country: str = ""
    city: str = ""
    street: str = ""


def _area(service: Service) -> _Where:
    """The area that a service covers: its centre, country and name."""
    for area in service.service_areas.all():
        found = taxonomy.point_of(area.extent)
        if found:
            point, told = found
            return _Where(point, str(told.get("country", "")), area.name)
    return _Where()


def _where(service: Service, codes: Collection[str]) -> _Where:
    """The location, where it may be read; else the area only. A secret one is not looked at."""
    area = _area(service)
    at = next(iter(service.service_at_locations.all()), None)
    if at is None or taxonomy.SECRET in codes:
        return area
    place, point = at.location, area.point
    if place.latitude is not None and place.longitude is not None:
        # The official example lies beyond the pole: such a place is shown without a distance.
        with suppress(ValueError):
            point = Point(place.latitude, place.longitude)
    address = next(iter(place.addresses.all()), None)
    if address is None:
        return replace(area, point=point)
    return _Where(point, address.country, address.city, address.address_1)


def _room(service: Service, today: date) -> RoomSaid | None:
    """What it said about room, however long ago."""
    capacity = getattr(service, "capacity", None)
    if capacity is None:
        return None
    said = capacity.updated.date()
    days = max(0, (today - said).days)
    return RoomSaid(bool(capacity.available > 0), days, taxonomy.is_room_old(said, today))


def _offer(service: Service, codes: Collection[str], where: _Where, room: RoomSaid | None) -> Offer:
    costs = [row.amount for row in service.cost_options.all()]
    return Offer(
        id=str(service.pk),
        organisation=str(service.organization_id),
        kinds=taxonomy.kinds(codes),
        languages=frozenset(row.code for row in service.languages.all() if row.code),
        country=where.country,
        point=where.point,
        remote="feature:remote" in codes,
        secret_address=taxonomy.SECRET in codes,
        hours=_hours(service, taxonomy.zone(where.country, where.point)),
        papers=taxonomy.papers(codes),
        tells=taxonomy.tells(codes),
        bridges=taxonomy.bridges(codes),
        women_only="feature:women-only" in codes,
        children="feature:children" in codes,
        step_free="feature:step-free" in codes,
        # An amount that nobody stated is not zero.
        free=bool(costs) and all(amount == 0 for amount in costs),
        needs_identity_card="asks:identity-card" in codes,
        needs_police_report="asks:police-report" in codes,
        room=room.available if room else None,
        room_age=room.days if room else None,
    )


def _entry_of(
    service: Service, codes: Collection[str], further: Further, today: date
) -> ServiceEntry:
    where, room, told = _where(service, codes), _room(service, today), texts.told(service, further)
    old = room is not None and room.old
    return ServiceEntry(
        offer=_offer(service, codes, where, None if old else room),
        name=told.name.text,
        description=told.description.text,
        city=where.city,
        street=where.street,
        numbers=tuple(Number(p.number, rules.dialled(p.number)) for p in service.phones.all()),
        made_up=taxonomy.MADE_UP in codes,
        confirmed=service.assured_date,
        stale=taxonomy.is_stale(service.assured_date, today),
        texts=told,
        old_room=room if old else None,
    )


def _entries(services: QuerySet[Service], today: date) -> list[ServiceEntry]:
    rows = list(
        services.filter(status="active")
        .select_related("capacity")
        .prefetch_related(
            "languages",
            "phones",
            "schedules",
            "cost_options",
            "service_areas",
            "service_at_locations__location__addresses",
        )
    )
    ids = [row.pk for row in rows]
    codes, further = _coded(ids), texts.said(ids)
    return [_entry_of(row, codes[row.pk], further[row.pk], today) for row in rows]


def services_for(kind: Help, today: date) -> list[ServiceEntry]:
    """All active services of a kind of help."""
    of_kind = Attribute.objects.filter(
        taxonomy_term__code=f"help:{kind}", taxonomy_term__taxonomy=taxonomy.NAME
    )
    return _entries(Service.objects.filter(pk__in=of_kind.values("link_id")), today)


def entries_of(offers: Iterable[Offer], today: date) -> dict[str, ServiceEntry]:
    """What a page shows of some offers, by their ids."""
    numbers = {UUID(offer.id) for offer in offers}
    found = _entries(Service.objects.filter(pk__in=numbers), today) if numbers else []
    return {entry.offer.id: entry for entry in found}


def entries_of_organisation(organisation: UUID, today: date) -> list[ServiceEntry]:
    """The active services of one organisation of the directory, by name."""
    found = _entries(Service.objects.filter(organization=organisation), today)
    return sorted(found, key=lambda entry: entry.name)


def offers_as_said(services: Collection[UUID]) -> list[tuple[Offer, date | None]]:
    """What active services offer, with the day on which each last spoke of its room.

    Room stays as it was said, however long ago: its age is judged when somebody asks.
    """
    of_old = _entries(Service.objects.filter(pk__in=services), date.min)
    said = dict(
        ServiceCapacity.objects.filter(service_id__in=services).values_list("pk", "updated")
    )
    return [
        (entry.offer, said[number].date() if (number := UUID(entry.offer.id)) in said else None)
        for entry in of_old
    ]


def service(number: UUID, today: date) -> ServiceEntry | None:
    """One active service."""
    return next(iter(_entries(Service.objects.filter(pk=number), today)), None)


def languages_spoken() -> list[SpokenLanguage]:
    """The languages of the directory, by their own names."""
    codes = Language.objects.exclude(code="").values_list("code", flat=True).distinct()
    known = {code for code in codes if code} | {code for code, _name in settings.LANGUAGES}
    spoken = (SpokenLanguage(c, languages.own_name(c), languages.direction(c)) for c in known)
    return sorted(spoken, key=lambda one: one.name.casefold())
