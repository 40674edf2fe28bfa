"""Writes of entries. Each checks, saves and journals in one transaction."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communitylinkage.directory import candidates, wording
from communitylinkage.directory.entries import queries, reading, writing
from communitylinkage.directory.entries.ages import Answers
from communitylinkage.directory.entries.content import Content, fingerprint, hidden, safe
from communitylinkage.directory.entries.models import EntryVersion, Reminder
from communitylinkage.directory.entries.queries import Mine
from communitylinkage.directory.hsds import Location, Organization, Service
from communitylinkage.directory.models import ServiceCapacity
from communitylinkage.journal.actions import record
from communitylinkage.organisations.models import Organisation

NOT_ASKED = Answers()


class NotPossible(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """Something was refused; the first argument is a sentence for people."""


class ChangedMeanwhile(NotPossible):
    """Somebody else wrote while she looked: what she said was about other words."""


@transaction.atomic
def save_draft(*, entry: Mine, content: Content, seen: str, by: UUID, now: datetime) -> None:
    """Keeps what was written; nobody but the organisation sees it.

    Args:
        seen: the fingerprint of what stood in the form when it was opened. The form sends every
            field, so saving over something else would undo what a colleague changed.

    Raises:
        ChangedMeanwhile: something else is there now.
    """
    # Two who save at once stand in line here: there may be no draft yet that could be locked.
    list(Organization.objects.select_for_update().filter(pk=entry.organization_id))
    if seen != fingerprint(queries.content(entry.service_id)):
        raise ChangedMeanwhile(wording.CHANGED_WHILE_WRITING)
    EntryVersion.objects.update_or_create(
        service_id=entry.service_id,
        published_at=None,
        defaults={
            "organization_id": entry.organization_id,
            "content": safe(content).as_json(),
            "saved_by": by,
            "saved_at": now,
        },
    )
    _journal(entry, "entry.drafted", by, now)


@transaction.atomic
def drop_draft(*, entry: Mine, by: UUID, now: datetime) -> None:
    """Throws the draft away; what is published stays."""
    EntryVersion.objects.filter(service_id=entry.service_id, published_at=None).delete()
    _journal(entry, "entry.draft_dropped", by, now)


@transaction.atomic
def publish(*, entry: Mine, by: UUID, now: datetime, answers: Answers = NOT_ASKED) -> None:
    """Makes the draft what everybody reads; who publishes confirms it thereby.

    Args:
        answers: about the texts in other languages; those of which nothing is said are marked as
            maybe older. Answers may come without a draft, about texts that are marked already.

    Raises:
        ChangedMeanwhile: what she answered about is not there any more.
        NotPossible: there is no draft, or it was published meanwhile.
    """
    draft = (
        EntryVersion.objects.select_for_update()
        .filter(service_id=entry.service_id, published_at=None)
        .first()
    )
    current = reading.read(entry.service_id) or Content()
    content = Content.from_json(draft.content) if draft else current
    if answers.seen and answers.seen != fingerprint(current, content):
        raise ChangedMeanwhile(_("This entry was changed meanwhile. Please look at it again."))
    content = safe(content.telling(answers.anew).following(current, answers.vouched))
    if draft:
        draft.delete()
    elif content == current:
        raise NotPossible(_("There is nothing to publish: perhaps a colleague did it already."))
    _published(entry, content, by, now)
    _journal(entry, "entry.published", by, now)


@transaction.atomic
def publish_again(*, entry: Mine, number: int, by: UUID, now: datetime) -> None:
    """Takes back what came later: an older version is what everybody reads again.

    All its texts come back together, and with them which of them were older. A version that was
    kept before that was written down cannot tell: then whatever stays as it is now is marked.

    Raises:
        NotPossible: no such version.
    """
    versions = EntryVersion.objects.filter(
        service_id=entry.service_id, published_at__isnull=False, pk=number
    )
    older = versions.first()
    if older is None:
        raise NotPossible(_("There is no such version any more."))
    content = Content.from_json(older.content)
    if "older" not in older.content:
        content = content.following(reading.read(entry.service_id) or Content())
    _published(entry, safe(content), by, now)
    _journal(entry, "entry.published_again", by, now)


def _published(entry: Mine, content: Content, by: UUID, now: datetime) -> None:
    _keep_what_was(entry, now)
    writing.write(entry.service_id, entry.organization_id, content, now.date())
    candidates.refresh(services=[entry.service_id])
    EntryVersion.objects.create(
        service_id=entry.service_id,
        organization_id=entry.organization_id,
        content=content.as_json(),
        saved_by=by,
        saved_at=now,
        published_by=by,
        published_at=now,
    )
    if content.secret:
        forget_streets([entry.service_id])


def forget_streets(services: Iterable[UUID]) -> None:
    """An older version of an entry whose address is secret, or a draft, would still hold it; so
    would a location that was taken from the service before, and stands alone."""
    streets = set()
    for version in EntryVersion.objects.filter(service_id__in=list(services)):
        content = Content.from_json(version.content)
        kept = hidden(content).as_json()
        if kept != version.content:
            streets.add((version.organization_id, content.street))
            version.content = kept
            version.save()
    for organization, street in streets:
        alone = Location.objects.filter(organization_id=organization, service_at_locations=None)
        alone.filter(addresses__address_1=street).exclude(addresses__address_1="").delete()


def _keep_what_was(entry: Mine, now: datetime) -> None:
    """An import or the demo may have written meanwhile: that becomes a version too."""
    before = reading.read(entry.service_id)
    last = EntryVersion.objects.filter(
        service_id=entry.service_id, published_at__isnull=False
    ).first()
    if before is None or (last and Content.from_json(last.content) == before):
        return
    EntryVersion.objects.create(
        service_id=entry.service_id,
        organization_id=entry.organization_id,
        content=before.as_json(),
        saved_at=now,
        published_at=now,
    )


@transaction.atomic
def confirm(*, entry: Mine, by: UUID, now: datetime) -> None:
    """Says that the published entry is still right today."""
    _of_published(entry).update(assured_date=now.date())
    Reminder.objects.filter(pk=entry.service_id).delete()
    _journal(entry, "entry.confirmed", by, now)


@transaction.atomic
def say_room(*, entry: Mine, available: bool, by: UUID, now: datetime) -> None:
    """Says whether the service has room now; visible at once, with its age."""
    if not _of_published(entry).exists():
        raise NotPossible(_("Publish the entry first."))
    ServiceCapacity.objects.update_or_create(
        service_id=entry.service_id, defaults={"available": int(available), "updated": now}
    )
    candidates.refresh(services=[entry.service_id])
    _journal(entry, "entry.room", by, now)


@transaction.atomic
def list_organisation(*, organisation: Organisation, by: UUID, now: datetime) -> UUID:
    """Puts an organisation that is not in the directory yet into it; returns its id there."""
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if locked.listed_as is None:
        locked.listed_as = Organization.objects.create(name=locked.name).pk
        locked.save()
        record(
            organisation_id=locked.pk, act="organisation.listed", by=by,
            reference=str(locked.listed_as), now=now,
        )  # fmt: skip
    return locked.listed_as


def _of_published(entry: Mine) -> QuerySet[Service]:
    return Service.objects.filter(pk=entry.service_id, organization_id=entry.organization_id)


def _journal(entry: Mine, act: str, by: UUID, now: datetime) -> None:
    record(
        organisation_id=entry.organisation.pk, act=act, by=by,
        reference=str(entry.service_id), now=now,
    )  # fmt: skip
