"""Erases: lock halves first, then rows, then what the disk still has."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connections, models, transaction

from communitylinkage.consent.actions import CLOCK
from communitylinkage.journal import actions as journal
from communitylinkage.participants.models import Participant
from communitylinkage.referrals.outside.actions import forget
from communitylinkage.stewardship.retention import held, moments
from communitylinkage.stewardship.rules.cases import Standing
from communitylinkage.vault import actions as vault
from communitylinkage.vault.models import Grant, Holder


@transaction.atomic
def erase_case(*, participant: UUID, now: datetime) -> bool:
    """One case whose time is over; asked again under a lock, so that a hold of this moment counts.

    The lock halves lie in another database and are gone at once: a crash after that leaves all
    locked, and the next round goes on. False: it is not its time, or a hold keeps it.
    """
    row = Participant.objects.select_for_update().filter(pk=participant).first()
    if row is not None:
        moments.lock(row.pk)
    if row is None or moments.standings([row.pk], now)[row.pk] != Standing.DUE:
        return False
    found = held.of_person(row)
    organisations = _organisations(found)
    _erase(found)
    row.delete()
    for organisation in sorted(organisations, key=str):
        journal.record(
            organisation_id=organisation, act="case.erased", by=CLOCK, reference=row.reference,
            now=now,
        )  # fmt: skip
    return True


@transaction.atomic
def erase_rows(*, rows: Iterable[models.Model]) -> int:
    """Rows that belong to no case, with all that is sealed for them; how many."""
    roots = list(rows)
    if not roots:
        return 0
    _erase(held.of(roots))
    for row in roots:
        row.delete()
    return len(roots)


def _erase(found: held.Held) -> None:
    vault.erase(records=found.records)
    for link in found.of("referrals.Link"):
        forget(link=link.pk)
        link.delete()
    for plan in found.of("support.KeptPlan"):
        plan.delete()
    let_go(found.holders)


def let_go(holders: Iterable[UUID]) -> None:
    """Takes keys out of the vault, and with them what only they could open."""
    keys = list(holders)
    records = Grant.objects.filter(holder__in=keys).values_list("record", flat=True)
    vault.destroy_lock_halves(records=list(records), holders=keys)
    Grant.objects.filter(holder__in=keys).delete()
    Holder.objects.filter(pk__in=keys).delete()


def _organisations(found: held.Held) -> set[UUID]:
    """Whose chain of the journal tells that it was erased."""
    given = {row.organisation_id for row in found.of("consent.Consent")}  # type: ignore[attr-defined]
    asked = {row.post.organisation_id for row in found.of("referrals.Ask")}  # type: ignore[attr-defined]
    return given | asked


def scrub() -> None:
    """Lets the databases write over what was deleted; not to be called within a transaction.

    SQLite overwrites with zeros what it frees (secure_delete) and empties its log here. PostgreSQL
    gives the room free to be written over; what its own log and replicas keep is theirs to drop
    (docs/security/threat-model.md). Either way the destroyed halves are the guarantee.
    """
    for alias in connections:
        connection = connections[alias]
        if connection.in_atomic_block:
            continue
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                cursor.execute("VACUUM")
