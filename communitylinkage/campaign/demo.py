"""Loads the made-up campaign with what it reached; a real programme has none."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from communitylinkage.campaign import actions, addresses, approving, figures, importing, made_up
from communitylinkage.campaign.models import Campaign, Channel, ShortAddress, Version, Visits
from communitylinkage.campaign.rules.platforms import export_of, guess
from communitylinkage.campaign.rules.reach import Figure, Period
from communitylinkage.campaign.targets import of_campaign
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.organisations.rules import DEMO_CONTRACT
from communitylinkage.people.demo import ORGANISATIONS
from communitylinkage.people.models import Account

AGO, LONG = timedelta(days=110), timedelta(days=75)


@transaction.atomic
def load(now: datetime) -> int:
    """Adds it once, where the demo's people are; returns how many channels were added."""
    programme = Programme.objects.filter(contract_number=DEMO_CONTRACT).first()
    people = {one.email: one.pk for one in Account.objects.filter(email__endswith="@demo.invalid")}
    writer, reader = people.get("coordinator@demo.invalid"), people.get("lead@demo.invalid")
    if programme is None or writer is None or reader is None or Campaign.objects.exists():
        return 0
    then = now - AGO
    day = timezone.localdate(then)
    row = actions.begin(
        programme=programme, organisation=programme.lead_organisation, by=writer, now=then,
        about=actions.About(made_up.NAME, made_up.LANGUAGE, day, day + LONG),
    )  # fmt: skip
    versions = _materials(row, writer, reader, then)
    made = _addresses(row, versions, writer, then)
    _visits(made, then)
    _calendar(row, versions, writer, now)
    channels = [_channel(row, one, writer, now) for one in made_up.CHANNELS]
    _overlaps(channels, writer, now)
    newer = approving.again(version=versions[1], by=writer, now=now)
    approving.submit(version=newer, by=writer, now=now)
    return len(channels)


def _materials(row: Campaign, writer: UUID, reader: UUID, then: datetime) -> list[Version]:
    for group, texts in made_up.MESSAGES.items():
        for language, words in texts.items():
            actions.keep_message(campaign=row, group=group, language=language,
                                 words=actions.Words(*words), by=writer, now=then)  # fmt: skip
    made = []
    for kind, group, name in made_up.MATERIALS:
        one = approving.begin(campaign=row, kind=kind, group=group, name=name, by=writer, now=then)
        approving.submit(version=one, by=writer, now=then)
        made.append(approving.approve(version=one, by=reader, now=then))
    return made


def _addresses(
    row: Campaign, versions: list[Version], writer: UUID, then: datetime
) -> list[ShortAddress]:
    return [
        addresses.make(
            campaign=row, by=writer, now=then,
            wanted=addresses.Wanted(
                material=versions[at].material, country=country, language=language, place=place,
                path=of_campaign(row) if path == "campaign" else path,
            ),
        )
        for at, country, language, place, path, _weeks in made_up.ADDRESSES
    ]  # fmt: skip


def _visits(made: list[ShortAddress], then: datetime) -> None:
    rows = [
        Visits(address=row, day=timezone.localdate(then) + timedelta(days=7 * week),
               language=row.language, number=number)
        for row, one in zip(made, made_up.ADDRESSES, strict=True)
        for week, number in enumerate(one[-1])
    ]  # fmt: skip
    Visits.objects.bulk_create(rows)


def _calendar(row: Campaign, versions: list[Version], writer: UUID, now: datetime) -> None:
    by_name = {one.name: one for one in Organisation.objects.all()}
    today = timezone.localdate(now)
    lines = [(row.first + timedelta(days=one[0]), one) for one in made_up.CALENDAR]
    lines += [(today + timedelta(days=one[0]), one) for one in made_up.AHEAD]
    for day, (_days, channel, what, at, country, language, whose) in lines:
        planned = actions.plan(
            campaign=row, by=writer, now=now,
            line=actions.Line(
                day=day, channel=channel, country=country, language=language, what=what,
                material=None if at is None else versions[at].material,
                organisation=by_name[ORGANISATIONS[whose][0]],
            ),
        )  # fmt: skip
        if day < today:
            actions.went_out(planned=planned, day=day, by=writer, now=now)


def _channel(row: Campaign, one: made_up.Made, writer: UUID, now: datetime) -> Channel:
    about = figures.About(**{name: getattr(one, name) for name in figures.About.__slots__})
    channel = figures.keep_channel(campaign=row, channel=None, about=about, by=writer, now=now)
    if one.export:
        _exported(channel, one.number, writer, now)
    elif one.number:
        sheet = f"Made up: the count sheet of this channel.\nTogether: {one.number}\n".encode()
        figures.add_figures(
            channel=channel, by=writer, now=now, file=figures.File("count-sheet.txt", sheet),
            figures=[Figure(one.number, Period(row.first, row.last))],
        )  # fmt: skip
    return channel


def _exported(channel: Channel, number: int, writer: UUID, now: datetime) -> None:
    """As a platform gives it, through the same door as everybody's."""
    row = channel.campaign
    content = f"Start date,End date,Reach\n{row.first},{row.last},{number}\n".encode()
    kept = importing.keep(
        channel=channel, file=figures.File("reach.csv", content), by=writer, now=now
    )
    importing.take_in(export=kept, choice=guess(export_of(content)), by=writer, now=now)


def _overlaps(channels: list[Channel], writer: UUID, now: datetime) -> None:
    for one, other, least, most, counted, reason in made_up.OVERLAPS:
        figures.say_overlap(
            channel=channels[one], others=[channels[other]], by=writer, now=now,
            said=figures.Said(least, most, counted, reason),
        )  # fmt: skip
