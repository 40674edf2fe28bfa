"""Channels, figures with their evidence, and what is said of overlaps."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.campaign.journalling import note
from communitylinkage.campaign.models import Campaign, Channel, Evidence, Figure, Overlap
from communitylinkage.campaign.rules import reach
from communitylinkage.campaign.rules.states import RefusedError, Why
from communitylinkage.surveys.answering.uploads import kind_of, name_of


@dataclass(frozen=True, slots=True)
class About:
    """A channel and how its numbers are read."""

    name: str
    kind: str
    side: str
    country: str
    how: str
    margin: int
    times: int | None
    method: str


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came. `export`: it was read as a platform's export."""

    name: str
    content: bytes
    export: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of two channels."""

    least: int
    most: int | None
    counted: bool
    reason: str


@transaction.atomic
def keep_channel(
    *, campaign: Campaign, channel: Channel | None, about: About, by: UUID, now: datetime
) -> Channel:
    """Adds a channel, or changes how its numbers are read."""
    row = channel or Channel(campaign=campaign, made_at=now)
    for name in About.__slots__:
        setattr(row, name, getattr(about, name))
    row.save()
    note(campaign, "channel", row.pk, by, now)
    return row


@transaction.atomic
def add_figures(
    *, channel: Channel, figures: Iterable[reach.Figure], file: File, by: UUID, now: datetime
) -> list[Figure]:
    """Figures that one file proves. The file is kept as it came, with its digest.

    Raises:
        communitylinkage.surveys.answering.uploads.WrongFileError: empty, too large, or of a kind
            that we do not keep.
    """
    proof = _evidence(channel.campaign, file, now)
    made = [
        Figure(
            channel=channel, first=one.period.first, last=one.period.last, number=one.number,
            evidence=proof, by=by, made_at=now,
        )
        for one in figures
    ]  # fmt: skip
    rows = Figure.objects.bulk_create(made)
    note(channel.campaign, "figures", proof.pk, by, now)
    return rows


def _evidence(campaign: Campaign, file: File, now: datetime) -> Evidence:
    # An export may be UTF-16, which is text only to who knows it.
    media = "text/plain" if file.export else kind_of(file.content, "file")
    name = name_of(file.name, media)
    if file.export:
        media, name = "text/csv", name.removesuffix(".txt") + ".csv"
    return Evidence.objects.create(
        campaign=campaign, name=name, media=media, size=len(file.content),
        digest=hashlib.sha256(file.content).hexdigest(), content=file.content, made_at=now,
    )  # fmt: skip


@transaction.atomic
def drop_figure(*, figure: Figure, by: UUID, now: datetime) -> None:
    """Takes a wrong figure away; evidence of nothing goes with it. The journal keeps that it was
    there.
    """
    proof = figure.evidence
    note(figure.channel.campaign, "figure_dropped", figure.pk, by, now)
    figure.delete()
    if not proof.figures.exists():
        proof.delete()


@transaction.atomic
def say_overlap(
    *, channel: Channel, others: Iterable[Channel], said: Said, by: UUID, now: datetime
) -> list[Overlap]:
    """The same is said of a channel with each of several others.

    Raises:
        RefusedError: something is said of one of the pairs already.
    """
    made = []
    for other in others:
        one, two = sorted((channel, other), key=lambda row: str(row.pk))
        row, new = Overlap.objects.get_or_create(
            one=one, other=two,
            defaults={"made_at": now} | {name: getattr(said, name) for name in Said.__slots__},
        )  # fmt: skip
        if not new:
            raise RefusedError(Why.TWICE)
        note(channel.campaign, "overlap", row.pk, by, now)
        made.append(row)
    return made


@transaction.atomic
def drop_overlap(*, overlap: Overlap, by: UUID, now: datetime) -> None:
    """Takes back what was said of two channels."""
    note(overlap.one.campaign, "overlap_dropped", overlap.pk, by, now)
    overlap.delete()
