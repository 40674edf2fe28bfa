"""Who could open what now, without opening anything."""

from collections.abc import Iterable
from uuid import UUID

from communitylinkage.vault.models import Grant, Holder, LockHalf


def _pairs(records: Iterable[UUID], given_out: bool) -> set[tuple[UUID, UUID]]:
    grants = Grant.objects.filter(record_id__in=list(records))
    pairs = {grant.pk: (grant.record_id, grant.holder_id) for grant in grants}
    there = LockHalf.objects.filter(pk__in=list(pairs), released=given_out)
    return {pairs[pk] for pk in there.values_list("pk", flat=True)}


def released(records: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """The pairs of record and holder whose lock half was given out and is still there."""
    return _pairs(records, True)


def waiting(records: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """The pairs whose lock half is there, but was not given out yet."""
    return _pairs(records, False)


def opened_by_somebody(records: Iterable[UUID]) -> set[UUID]:
    """Those that at least one holder could open now; the others are closed for ever."""
    return {record for record, _holder in released(records)}


def keepers(record: UUID, besides: Iterable[UUID]) -> list[Holder]:
    """Who could open a record now, but for some holders."""
    now = {holder for _record, holder in released([record])}
    return list(Holder.objects.filter(pk__in=now - set(besides)))
