"""Writing a campaign: begun, changed, its messages, its calendar."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.campaign.journalling import note
from communitylinkage.campaign.models import Campaign, Material, Message, Planned
from communitylinkage.campaign.rules.states import RefusedError, State, Why
from communitylinkage.organisations.models import Organisation, Programme


@dataclass(frozen=True, slots=True)
class About:
    """What a campaign is called, in which language, and its days."""

    name: str
    language: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Words:
    """What is said: a line above, a few sentences, and what to do."""

    headline: str
    body: str
    call: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the calendar."""

    day: date
    channel: str
    country: str
    language: str
    what: str
    material: Material | None
    organisation: Organisation


@transaction.atomic
def begin(
    *, programme: Programme, organisation: Organisation, about: About, by: UUID, now: datetime
) -> Campaign:
    """A campaign of a programme, kept by one of its organisations."""
    row = Campaign.objects.create(
        programme=programme, organisation=organisation, made_at=now, **_about(about)
    )
    note(row, "begun", row.pk, by, now)
    return row


@transaction.atomic
def keep(*, campaign: Campaign, about: About, by: UUID, now: datetime) -> Campaign:
    """Changes its name and its days."""
    row = Campaign.objects.select_for_update().get(pk=campaign.pk)
    for name, value in _about(about).items():
        setattr(row, name, value)
    row.save()
    note(row, "kept", row.pk, by, now)
    return row


def _about(about: About) -> dict[str, object]:
    return {name: getattr(about, name) for name in About.__slots__}


@transaction.atomic
def keep_message(
    *, campaign: Campaign, group: str, language: str, words: Words, by: UUID, now: datetime
) -> Message:
    """What is said to a group in one language; what is approved already stays as it is."""
    row, _made = Message.objects.update_or_create(
        campaign=campaign, group=group, language=language,
        defaults={name: getattr(words, name).strip() for name in Words.__slots__},
    )  # fmt: skip
    note(campaign, "message", row.pk, by, now)
    return row


@transaction.atomic
def plan(*, campaign: Campaign, line: Line, by: UUID, now: datetime) -> Planned:
    """Adds a line to the calendar."""
    values = {name: getattr(line, name) for name in Line.__slots__}
    row = Planned.objects.create(campaign=campaign, **values)
    note(campaign, "planned", row.pk, by, now)
    return row


@transaction.atomic
def went_out(*, planned: Planned, day: date, by: UUID, now: datetime) -> Planned:
    """Writes down that it went out.

    Raises:
        RefusedError: its material is not approved, or it went out already.
    """
    row = Planned.objects.select_for_update().select_related("campaign").get(pk=planned.pk)
    if row.out_on:
        raise RefusedError(Why.NOT_NOW)
    if row.material_id and not _approved(row.material_id):
        raise RefusedError(Why.NOT_APPROVED)
    row.out_on = day
    row.save()
    note(row.campaign, "out", row.pk, by, now)
    return row


def _approved(material: UUID) -> bool:
    return Material.objects.filter(pk=material, versions__state=State.APPROVED).exists()


@transaction.atomic
def drop_planned(*, planned: Planned, by: UUID, now: datetime) -> None:
    """Takes a line out of the calendar.

    Raises:
        RefusedError: it went out: that stays written.
    """
    row = Planned.objects.select_for_update().select_related("campaign").get(pk=planned.pk)
    if row.out_on:
        raise RefusedError(Why.NOT_NOW)
    note(row.campaign, "unplanned", row.pk, by, now)
    row.delete()
