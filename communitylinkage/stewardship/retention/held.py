"""All that belongs to a case: what would be deleted with it, what is sealed for it, its keys.

Erasing and telling read the same, so that nothing is told that is not erased, and the other way
round.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.db.models.deletion import Collector

from communitylinkage.participants.models import Participant
from communitylinkage.referrals.models import Link
from communitylinkage.support.models import KeptPlan
from communitylinkage.vault.models import Grant

# The fields that name a record of the vault. A test finds those that are missing here.
RECORDS: dict[str, tuple[str, ...]] = {
    "consent.Consent": ("paper",),
    "consent.SealedFor": ("record",),
    "referrals.Referral": ("summary", "content"),
    "referrals.Message": ("record",),
    "referrals.Ask": ("record",),
    "referrals.Answer": ("record",),
    "referrals.Reply": ("record",),
    "referrals.MentorRequest": ("summary", "details"),
    "referrals.Wish": ("record",),
    "support.SupportAction": ("plan", "number", "backup_number", "debrief"),
    "support.KeptPlan": ("record",),
    "support.Complaint": ("record",),
    "learning.Note": ("record",),
}
# Those that name a key that is the case's alone, and goes with it.
HOLDERS: dict[str, tuple[str, ...]] = {
    "participants.Receipt": ("holder",),
    "referrals.Link": ("holder",),
}
# Those that name colleagues, organisations, services and their keys: they stay.
OTHERS = frozenset(
    {
        "organisation_id", "holder", "service_id", "mentor_id", "taken_by", "post_holder",
        "asked_by", "account_id", "mentor", "mentor_holder", "backup", "backup_holder",
        "confirmed_by", "made_by", "about",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """The rows by their table, and the vault's records and holders."""

    rows: dict[type[models.Model], tuple[models.Model, ...]]
    records: frozenset[UUID]
    holders: frozenset[UUID]

    def of(self, label: str) -> tuple[models.Model, ...]:
        """The rows of one table."""
        for model, rows in self.rows.items():
            if model._meta.label == label:
                return rows
        return ()


def collected(roots: Sequence[models.Model]) -> dict[type[models.Model], set[models.Model]]:
    """What deleting the roots would delete, by the keys between tables."""
    collector = Collector(using="default")
    for root in roots:
        collector.collect([root])
    found: dict[type[models.Model], set[models.Model]] = {}
    for model, rows in collector.data.items():
        found.setdefault(model, set()).update(rows)
    for query in collector.fast_deletes:
        found.setdefault(query.model, set()).update(query)
    return {model: rows for model, rows in found.items() if rows}


def _ids(rows: Sequence[models.Model], fields: tuple[str, ...]) -> set[UUID]:
    return {value for row in rows for name in fields if (value := getattr(row, name)) is not None}


def _links(
    found: dict[type[models.Model], set[models.Model]], records: set[UUID]
) -> list[models.Model]:
    """Links outside: those that a consent names, and those for whose key something is sealed.

    The second finds a link whose consent does not name it any more.
    """
    asked = {
        row.holder  # type: ignore[attr-defined]
        for model, rows in found.items()
        if model._meta.label == "consent.Recipient"
        for row in rows
    }
    granted = Grant.objects.filter(record__in=records).values_list("holder", flat=True)
    return list(Link.objects.filter(holder__in=asked | set(granted)))


def of(roots: Sequence[models.Model]) -> Held:
    """What belongs to a case, or to rows that no case has."""
    found = collected(roots)
    for model in list(found):
        if model._meta.label == "participants.Receipt":
            keys = _ids(list(found[model]), ("holder",))
            found[KeptPlan] = set(KeptPlan.objects.filter(holder__in=keys))
    records: set[UUID] = set()
    for model, rows in found.items():
        records |= _ids(list(rows), RECORDS.get(model._meta.label, ()))
    if links := _links(found, records):
        found[Link] = set(links)
    holders: set[UUID] = set()
    for model, rows in found.items():
        holders |= _ids(list(rows), HOLDERS.get(model._meta.label, ()))
    ordered = {
        model: tuple(sorted(found[model], key=lambda row: str(row.pk)))
        for model in sorted(found, key=lambda one: one._meta.label)
        if found[model]
    }
    return Held(ordered, frozenset(records), frozenset(holders))


def of_person(participant: Participant) -> Held:
    """The whole case of one woman."""
    return of([participant])
