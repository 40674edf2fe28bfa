"""The index of the directory: kept up to date by `refresh`, asked by `answer`.

Whatever writes a service, or anything that hangs on it, calls `refresh` in the same transaction.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from communitylinkage.directory import queries
from communitylinkage.directory.hsds import Service
from communitylinkage.directory.listed import ListedOffer, Listing
from communitylinkage.directory.lookup import Rows
from communitylinkage.matching import index, packed, search
from communitylinkage.matching.answer import Answer, match
from communitylinkage.matching.need import Help, Need, Offer

BATCH = 500


def _listings(service: UUID, offer: Offer, room_said: date | None) -> Iterator[Listing]:
    for row in index.file(offer, room_said):
        week0, week1, week2 = row.week
        yield Listing(
            key=row.key,
            cell=row.cell,
            service_id=service,
            country=row.country,
            floor=row.floor,
            x=row.x,
            y=row.y,
            z=row.z,
            speaks=row.speaks,
            flags=row.flags,
            week0=week0,
            week1=week1,
            week2=week2,
            full_until=row.full_until,
        )


def _write(services: Sequence[UUID]) -> int:
    """Files some services anew. Their rows are held, so that two writers file one after another."""
    list(Service.objects.select_for_update().filter(pk__in=services).order_by("pk").values("pk"))
    Listing.objects.filter(service_id__in=services).delete()
    ListedOffer.objects.filter(service_id__in=services).delete()
    offers = queries.offers_as_said(services)
    file_offers(offers)
    return len(offers)


def file_offers(offers: Sequence[tuple[Offer, date | None]]) -> None:
    """Writes the rows of offers that are not filed yet, each with the day of its word on room."""
    ListedOffer.objects.bulk_create(
        ListedOffer(service_id=UUID(offer.id), packed=packed.pack(offer, said))
        for offer, said in offers
    )
    rows = [row for offer, said in offers for row in _listings(UUID(offer.id), offer, said)]
    Listing.objects.bulk_create(sorted(rows, key=lambda row: (row.key, row.cell)), batch_size=BATCH)


@transaction.atomic
def refresh(*, services: Iterable[UUID]) -> None:
    """Brings the index up to date for services that were written, also for those now gone."""
    if not ListedOffer.objects.exists():
        # A directory that is older than the index: what was not written is missing too.
        rebuild()
        return
    written = sorted(set(services))
    waiting = iter(written)
    while batch := list(islice(waiting, BATCH)):
        _write(batch)
    _tell(written)


def _tell(services: Sequence[UUID] | None) -> None:
    """Says which services were filed anew; None: all."""
    for hears in settings.ON_LISTED:
        import_string(hears)(services=services)


@transaction.atomic
def rebuild() -> int:
    """Makes the whole index anew; returns how many services it lists."""
    Listing.objects.all().delete()
    ListedOffer.objects.all().delete()
    waiting = iter(list(Service.objects.order_by("pk").values_list("pk", flat=True)))
    listed = 0
    while batch := list(islice(waiting, BATCH)):
        listed += _write(batch)
    _tell(None)
    return listed


def all_offers(today: date) -> Iterator[Offer]:
    """Every offer of the index, each once."""
    packs = ListedOffer.objects.order_by("pk").values_list("packed", flat=True)
    return (packed.unpack(text, today) for text in packs.iterator())


def offers_of(services: Iterable[UUID], today: date) -> list[Offer]:
    """Those of some services that are listed."""
    rows = ListedOffer.objects.filter(service_id__in=list(services)).order_by("pk")
    return [packed.unpack(text, today) for text in rows.values_list("packed", flat=True)]


def every_offer(kind: Help, today: date, country: str = "") -> Iterator[Offer]:
    """All offers of a kind, of one country or of all: what an explained "no" looks through."""
    of_kind = Listing.objects.filter(key=index.KINDS.index(kind) * 64 + index.ANY)
    if country:
        of_kind = of_kind.filter(country=index.country_slot(country))
    texts = ListedOffer.objects.filter(service_id__in=of_kind.values("service_id"))
    packs = texts.values_list("packed", flat=True)
    return (packed.unpack(text, today) for text in packs.iterator())


def answer(need: Need, now: datetime) -> Answer:
    """The exact best offers, or why there is none: then each of its kind and country is read."""
    results, _looked = search.best(need, now, Rows(need, now))
    if results:
        return Answer(results, None)
    if ListedOffer.objects.exists():
        return match(need, every_offer(need.kind, now.date(), need.country), now)
    entries = queries.services_for(need.kind, now.date())
    return match(need, (entry.offer for entry in entries), now)
