"""Making and changing programmes, organisations and what an organisation is in a programme."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from communitylinkage.journal import actions as journal
from communitylinkage.organisations.models import Organisation, Partnership, Programme
from communitylinkage.organisations.rules import PartnerRole


@transaction.atomic
def save_programme(
    *, programme: Programme | None, said: dict[str, Any], by: UUID, now: datetime
) -> Programme:
    """Makes a programme, or changes one; its lead is a partner of it, with that role.

    Args:
        said: the fields of a programme, checked by the form.
    """
    kept = programme or Programme()
    for name, value in said.items():
        setattr(kept, name, value)
    kept.save()
    Partnership.objects.filter(programme=kept, role=PartnerRole.LEAD).exclude(
        organisation=kept.lead_organisation
    ).update(role=PartnerRole.PARTNER)
    Partnership.objects.update_or_create(
        programme=kept, organisation=kept.lead_organisation, defaults={"role": PartnerRole.LEAD}
    )
    _journal(kept.lead_organisation_id, "programme.saved", by, kept.pk, now)
    return kept


@transaction.atomic
def save_organisation(
    *, organisation: Organisation | None, said: dict[str, Any], by: UUID, now: datetime
) -> Organisation:
    """Makes an organisation, or changes one."""
    kept = organisation or Organisation()
    for name, value in said.items():
        setattr(kept, name, value)
    kept.save()
    _journal(kept.pk, "organisation.saved", by, kept.pk, now)
    return kept


@transaction.atomic
def save_partnership(
    *, programme: Programme, said: dict[str, Any], by: UUID, now: datetime
) -> Partnership:
    """Puts an organisation into a programme, or changes what it is there."""
    organisation = said["organisation"]
    rest = {name: value for name, value in said.items() if name != "organisation"}
    kept, _made = Partnership.objects.update_or_create(
        programme=programme, organisation=organisation, defaults=rest
    )
    _journal(organisation.pk, "partnership.saved", by, programme.pk, now)
    return kept


def _journal(organisation: UUID, act: str, by: UUID, reference: UUID, now: datetime) -> None:
    journal.record(organisation_id=organisation, act=act, by=by, reference=str(reference), now=now)
