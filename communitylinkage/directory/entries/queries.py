"""What a viewer may see of entries: those of her own organisations."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import ngettext

from communitylinkage.directory import taxonomy, texts, wording
from communitylinkage.directory.entries import reading, writing
from communitylinkage.directory.entries.content import Content, differences, safe
from communitylinkage.directory.entries.models import EntryVersion
from communitylinkage.directory.hsds import Service
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account
from communitylinkage.people.roles import Permission
from communitylinkage.values import languages
from communitylinkage.values.lists import finds
from communitylinkage.values.today import Today


@dataclass(frozen=True, slots=True)
class Mine:
    """An entry that the viewer may edit, or one that is new."""

    service_id: UUID
    organization_id: UUID
    organisation: Organisation


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in the list of its owners."""

    id: UUID
    name: str
    organisation: str
    published: bool
    draft: bool
    status: str
    confirmed: date | None
    due: bool
    stale: bool
    room: bool | None
    room_days: int
    room_old: bool
    older: bool = False
    edits: bool = True


@dataclass(frozen=True, slots=True)
class Version:
    """A line of an entry's history."""

    number: int
    who: str
    when: datetime
    changed: tuple[str, ...]
    here: bool


EDIT, CONFIRM = Permission.DIRECTORY_EDIT, Permission.DIRECTORY_CONFIRM


def organisations(viewer: Viewer, may: Permission = EDIT) -> list[Organisation]:
    """The organisations whose entries she may edit, or with `CONFIRM` only confirm."""
    where = viewer.organisations_where(may)
    return list(Organisation.objects.filter(pk__in=where).order_by("name", "pk"))


def listed(viewer: Viewer, may: Permission = EDIT) -> dict[UUID, Organisation]:
    """The organizations of the directory that she may edit, or only confirm."""
    return {one.listed_as: one for one in organisations(viewer, may) if one.listed_as}


def mine(viewer: Viewer, number: UUID, may: Permission = EDIT) -> Mine | None:
    """An entry of hers, published or only a draft; None for a stranger."""
    own = listed(viewer, may)
    found = Service.objects.filter(pk=number).values_list("organization_id", flat=True).first()
    if found is None:
        drafts = EntryVersion.objects.filter(service_id=number)
        found = drafts.values_list("organization_id", flat=True).first()
    return Mine(number, found, own[found]) if found in own else None


def content(number: UUID) -> Content:
    """What its owners see in the form: the draft, else what is published."""
    draft = EntryVersion.objects.filter(service_id=number, published_at__isnull=True).first()
    if draft:
        return Content.from_json(draft.content)
    return published(number)


def published(number: UUID) -> Content:
    """What everybody reads; empty where it is new."""
    return reading.read(number) or Content()


def has_draft(number: UUID) -> bool:
    """Whether something waits to be published."""
    return EntryVersion.objects.filter(service_id=number, published_at__isnull=True).exists()


def rows(viewer: Viewer, today: date, search: str = "") -> list[Row]:
    """Those of her entries that a search finds: those to be confirmed first, then by name.

    Who may only confirm sees what is published, and no draft.
    """
    own, edits = listed(viewer, CONFIRM), listed(viewer)
    drafts = {
        one.service_id: one
        for one in EntryVersion.objects.filter(organization_id__in=edits, published_at__isnull=True)
    }
    services = list(Service.objects.filter(organization_id__in=own).select_related("capacity"))
    older = texts.with_older([service.pk for service in services])
    found = [
        replace(
            _row(service, own, drafts, today),
            older=service.pk in older and service.organization_id in edits,
            edits=service.organization_id in edits,
        )
        for service in services
    ]
    known = {row.id for row in found}
    found += [
        Row(number, draft.content.get("name", ""), own[draft.organization_id].name, False, True,
            "", None, False, False, None, 0, False)
        for number, draft in drafts.items()
        if number not in known
    ]  # fmt: skip
    found = [row for row in found if finds(search, row.name, row.organisation)]
    return sorted(found, key=lambda row: (not row.due, row.name.casefold(), str(row.id)))


def _row(
    service: Service, own: dict[UUID, Organisation], drafts: Collection[UUID], today: date
) -> Row:
    capacity = getattr(service, "capacity", None)
    said = capacity.updated.date() if capacity else today
    return Row(
        service.pk,
        service.name,
        own[service.organization_id].name,
        True,
        service.pk in drafts,
        service.status,
        service.assured_date,
        service.status == "active" and taxonomy.is_due(service.assured_date, today),
        taxonomy.is_stale(service.assured_date, today),
        capacity.available > 0 if capacity else None,
        max(0, (today - said).days),
        taxonomy.is_room_old(said, today),
    )


def history(number: UUID) -> list[Version]:
    """What was published, the newest first, with who did it and what it changed."""
    versions = list(EntryVersion.objects.filter(service_id=number, published_at__isnull=False))
    ids = {one.published_by for one in versions if one.published_by}
    names = dict(Account.objects.filter(pk__in=ids).values_list("pk", "display_name"))
    found = []
    for at, one in enumerate(versions):
        before = Content.from_json(versions[at + 1].content) if at + 1 < len(versions) else None
        changed = differences(before, Content.from_json(one.content)) if before else ()
        words = dict.fromkeys(str(wording.CHANGED[name]) for name in changed)
        who = names.get(one.published_by, "") if one.published_by else ""
        when = one.published_at or one.saved_at
        found.append(Version(one.pk, who, when, tuple(words), at == 0))
    return found


def as_women_see_it(entry: Mine, told: Content, now: datetime) -> object:
    """The card that the guide would show if this were published; nothing stays written."""
    told = safe(told.following(published(entry.service_id)))
    with transaction.atomic():
        writing.write(entry.service_id, entry.organization_id, told, now.date())
        card: object = import_string(settings.SERVICE_CARD)(entry.service_id, now)
        transaction.set_rollback(True)
    return card


def text_languages(told: Content) -> list[tuple[str, str, str, bool]]:
    """Languages that further texts may be in: code, own name, direction, whether there are some."""
    names = sorted(languages.OWN_NAMES.items(), key=lambda one: one[1].casefold())
    found = [
        (code, name, languages.direction(code), code in told.texts)
        for code, name in names
        if code != told.language
    ]
    return sorted(found, key=lambda one: not one[3])


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """Her entries that want to be confirmed, in one line."""
    own = listed(viewer, CONFIRM)
    limit = now.date() - timedelta(days=taxonomy.REMIND_AFTER_DAYS)
    due = Service.objects.filter(organization_id__in=own, status="active")
    days = [d for d in due.values_list("assured_date", flat=True) if d is None or d <= limit]
    if not days:
        return []
    said = ngettext(
        "%(n)d entry of the directory wants to be confirmed.",
        "%(n)d entries of the directory want to be confirmed.",
        len(days),
    )
    return [Today(said % {"n": len(days)}, reverse("entries"))]
