"""Promised against true, told kindly to who keeps the entry: a line on home and a page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communitylinkage.coverage import figures
from communitylinkage.coverage.figures import Told
from communitylinkage.coverage.models import Heard
from communitylinkage.directory.hsds import Service
from communitylinkage.journal.actions import record
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.referrals.promised import AS_SAID
from communitylinkage.values.today import Today


@dataclass(frozen=True, slots=True)
class Entry:
    """One service of hers and what mentors found. `answer`: what she said to it, or nothing."""

    service: UUID
    organisation: UUID
    name: str
    told: Told
    answer: str


def _keeps(viewer: Viewer) -> dict[UUID, UUID]:
    """The directory's organisations whose entries she keeps -> her organisation."""
    mine = viewer.organisations_where(Permission.DIRECTORY_EDIT)
    rows = Organisation.objects.filter(pk__in=mine, listed_as__isnull=False)
    return {listed: pk for pk, listed in rows.values_list("pk", "listed_as") if listed}


def entries(viewer: Viewer, now: datetime) -> tuple[str, list[Entry]]:
    """The newest half of a year that is over, and her services of which something was told."""
    half = next(iter(figures.halves(AS_SAID, now)), "")
    keeps = _keeps(viewer)
    if not half or not keeps:
        return half, []
    services = Service.objects.filter(organization__in=keeps, status="active")
    heard = dict(Heard.objects.filter(half=half).values_list("service", "answer"))
    found = []
    for pk, listed, name in services.order_by("name", "pk").values_list(
        "pk", "organization_id", "name"
    ):
        told = figures.told(half, pk)
        if told and told.differs:
            found.append(Entry(pk, keeps[listed], name, told, heard.get(pk, "")))
    return half, found


def entry(viewer: Viewer, service: UUID, now: datetime) -> tuple[str, Entry | None]:
    """One of hers; None for a stranger."""
    half, found = entries(viewer, now)
    return half, next((one for one in found if one.service == service), None)


@transaction.atomic
def hear(*, entry: Entry, half: str, answer: str, by: UUID, now: datetime) -> Heard:
    """Writes down that who keeps the entry has looked, and what came of it; twice is once."""
    row, _made = Heard.objects.update_or_create(
        service=entry.service, half=half, defaults={"answer": answer, "at": now}
    )
    record(
        organisation_id=entry.organisation, act="coverage.heard", by=by,
        reference=str(entry.service), now=now,
    )  # fmt: skip
    return row


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """Something was told and nobody has looked yet."""
    waiting = sum(not one.answer for one in entries(viewer, now)[1])
    if not waiting:
        return []
    said = ngettext(
        "Mentors found something else than an entry of yours says. Please look.",
        "Mentors found something else than %(number)d entries of yours say. Please look.",
        waiting,
    )
    return [Today(said % {"number": waiting}, reverse("coverage_told"))]


def title(half: str) -> str:
    """A half of a year in words."""
    year, _dash, number = half.partition("-")
    if number == "1":
        return _("January to June %(year)s") % {"year": year}
    return _("July to December %(year)s") % {"year": year}
