"""Short addresses: made, ended, and counted without a word about who opened them."""

import logging
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import F

from communitylinkage.campaign.journalling import note
from communitylinkage.campaign.models import Campaign, Material, ShortAddress, Visits
from communitylinkage.campaign.rules.states import RefusedError, Why

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """For which material, where and in which language; where it leads."""

    material: Material | None
    country: str
    language: str
    path: str
    place: str


@transaction.atomic
def make(*, campaign: Campaign, wanted: Wanted, by: UUID, now: datetime) -> ShortAddress:
    """An address with a code of its own."""
    values = {name: getattr(wanted, name) for name in Wanted.__slots__}
    row = ShortAddress.objects.create(campaign=campaign, made_at=now, **values)
    note(campaign, "address_made", row.pk, by, now)
    return row


@transaction.atomic
def end(*, address: ShortAddress, by: UUID, now: datetime) -> ShortAddress:
    """It counts no more. It leads on: the poster may hang for years.

    Raises:
        RefusedError: it was ended already.
    """
    row = ShortAddress.objects.select_for_update(of=("self",)).get(pk=address.pk)
    if row.ended:
        raise RefusedError(Why.NOT_NOW)
    row.ended = now
    row.save()
    note(row.campaign, "address_ended", row.pk, by, now)
    return row


def count(*, address: ShortAddress, day: date) -> bool:
    """Adds one to the day; says whether it could.

    Nothing about the visit is read here, so nothing can be kept. A visit that cannot be counted is
    lost: who opens the address gets her page all the same.
    """
    if address.ended:
        return False
    try:
        with transaction.atomic():
            _add_one(address, day)
    except DatabaseError:
        _log.warning("a visit was not counted")
        return False
    return True


def _add_one(address: ShortAddress, day: date) -> None:
    row, _made = Visits.objects.get_or_create(address=address, day=day, language=address.language)
    Visits.objects.filter(pk=row.pk).update(number=F("number") + 1)
