"""Giving, opening under, and withdrawing consent. There is no override."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from communitylinkage.consent.models import Consent, Recipient, SealedFor
from communitylinkage.consent.rules import NotConsented, in_force, refusals
from communitylinkage.journal import actions as journal
from communitylinkage.participants.models import Participant
from communitylinkage.vault import actions as vault
from communitylinkage.vault import queries as held
from communitylinkage.vault.models import Holder

# Who acts where the worker does: nobody.
CLOCK = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Named:
    """A recipient whom she named.

    Args:
        organisation: on the platform; of the directory where `outside` is set.
        holder: the key of its post, or of the one-time link of a recipient outside.
        service: of the directory: its hours set the clock, its entry is compared with what came.
    """

    organisation: UUID
    holder: Holder
    service: UUID | None = None
    outside: bool = False


@transaction.atomic
def give(
    *,
    participant: Participant,
    organisation: UUID,
    paper: bytes,
    kept_by: Sequence[Holder],
    recipients: Sequence[Named],
    until: datetime,
    by: UUID,
    now: datetime,
) -> Consent:
    """Records a consent. The paper (what, to whom, which text, how) is sealed to `kept_by`.

    Args:
        kept_by: who holds it on her side: her mentor, her receipt, the mentor's stand-in.
        organisation: whose chain of the journal tells of it: the mentor's.

    Raises:
        NotConsented: with the reasons (`rules.Why`).
    """
    why = refusals([str(named.holder.pk) for named in recipients], until, now)
    if why:
        raise NotConsented(*why)
    record = vault.seal(plain=paper, holders=kept_by, released=kept_by)
    consent = Consent.objects.create(
        participant=participant,
        organisation_id=organisation,
        paper=record.pk,
        given=now,
        until=until,
    )
    SealedFor.objects.create(consent=consent, record=record.pk)
    Recipient.objects.bulk_create(
        Recipient(
            consent=consent,
            position=position,
            organisation_id=named.organisation,
            holder=named.holder.pk,
            service_id=named.service,
            outside=named.outside,
        )
        for position, named in enumerate(recipients)
    )
    journal.record(
        organisation_id=organisation, act="consent.given", by=by, reference=str(consent.pk), now=now
    )
    return consent


def check_in_force(consent: Consent, now: datetime) -> None:
    """Asks again, from the database.

    Raises:
        NotConsented: over, or withdrawn meanwhile.
    """
    _check(Consent.objects.get(pk=consent.pk), now)


def _check(fresh: Consent, now: datetime) -> None:
    if not in_force(fresh.until, fresh.ending, now):
        raise NotConsented


def hold(consent: Consent) -> Consent:
    """Holds a consent until the transaction ends, and gives it as it stands.

    A withdrawal, or locking a recipient out, waits meanwhile, and then reaches what was sealed.
    To be held before any other row of the case: whoever holds a referral and then waits for its
    consent, and a withdrawal, would wait for each other.
    """
    return Consent.objects.select_for_update().get(pk=consent.pk)


@transaction.atomic
def seal(
    *,
    consent: Consent,
    plain: bytes,
    kept_by: Sequence[Holder],
    recipients: Sequence[Holder],
    now: datetime,
) -> UUID:
    """Seals content under a consent: open to `kept_by`, waiting for release to recipients.

    It holds the consent: else a withdrawal of this moment would not see what is sealed, and what is
    released next would stay with the service.

    Raises:
        NotConsented: not in force, or a recipient whom she did not name.
    """
    _check(hold(consent), now)
    named = set(consent.recipients.values_list("holder", flat=True))
    if not {holder.pk for holder in recipients} <= named:
        raise NotConsented
    record = vault.seal(plain=plain, holders=[*kept_by, *recipients], released=kept_by)
    SealedFor.objects.create(consent=consent, record=record.pk)
    return record.pk


@transaction.atomic
def erase(*, records: Iterable[UUID]) -> None:
    """Erases what was sealed under a consent, and that it hangs there: no row points to nothing."""
    numbers = list(records)
    vault.erase(records=numbers)
    SealedFor.objects.filter(record__in=numbers).delete()


def open_record(
    *, record: UUID, holder: UUID, private_key: bytes, organisation: UUID, by: UUID, now: datetime
) -> bytes:
    """Asks the consent again, opens, and journals; what cannot be journalled does not open.

    Raises:
        NotConsented: no consent in force.
        communitylinkage.vault.keys.Locked: no grant, or not released.
    """
    with transaction.atomic():
        found = SealedFor.objects.select_related("consent").filter(record=record).first()
        if found is None:
            raise NotConsented
        check_in_force(found.consent, now)
        plain = vault.open_record(record=record, holder=holder, private_key=private_key)
        journal.record(
            organisation_id=organisation,
            act="content.opened",
            by=by,
            reference=str(record),
            now=now,
        )
    return plain


@transaction.atomic
def hand_over(
    *,
    consent: Consent,
    holder: UUID,
    private_key: bytes,
    to: Holder,
    leaves: UUID | None,
    by: UUID,
    now: datetime,
) -> None:
    """Lets another of her side hold what one of them holds, while the consent is in force.

    What nobody can open any more, because it was erased or a restored copy has no halves of it,
    is not there to be handed over and stops nothing; the paper must be.

    Args:
        holder, private_key: of who opens: her mentor, or the stand-in to whom she agreed.
        leaves: the holder that is locked out afterwards.

    Raises:
        NotConsented: over, or withdrawn.
        communitylinkage.vault.keys.Locked: `holder` cannot open it.
    """
    check_in_force(consent, now)
    records = list(consent.records.values_list("record", flat=True))
    for record in {consent.paper} | held.opened_by_somebody(records):
        if not vault.holds(record=record, holder=to.pk):
            # She may have held it before, and be locked out since: the old grant gives way.
            vault.grant(record=record, by=holder, private_key=private_key, to=to)
            vault.release(record=record, holder=to.pk)
    if leaves and leaves != to.pk:
        vault.destroy_lock_halves(records=records, holders=[leaves])
    journal.record(
        organisation_id=consent.organisation_id,
        act="consent.handed_over",
        by=by,
        reference=str(consent.pk),
        now=now,
    )


def withdraw(*, consent: Consent, by: UUID, now: datetime) -> None:
    """Locks every recipient out at once, then closes what hangs on the consent.

    Three commits on purpose: the wish is written, the lock halves (another database) go, the rest
    follows. A crash after any of them leaves all locked, and `finish_withdrawals` ends the work.
    Not to be called within a transaction.
    """
    Consent.objects.filter(pk=consent.pk, ending=None).update(ending=now)
    _finish(Consent.objects.get(pk=consent.pk), by, now)


def finish_withdrawals(*, now: datetime, by: UUID = CLOCK) -> int:
    """Ends what is over, and withdrawals that a crash interrupted; returns how many."""
    Consent.objects.filter(until__lte=now, ending=None).update(ending=now)
    waiting = list(Consent.objects.filter(ending__isnull=False, ended=None))
    for consent in waiting:
        _finish(consent, by, now)
    return len(waiting)


def _finish(consent: Consent, by: UUID, now: datetime) -> None:
    vault.destroy_lock_halves(
        records=list(consent.records.values_list("record", flat=True)),
        holders=list(consent.recipients.values_list("holder", flat=True)),
    )
    with transaction.atomic():
        if not Consent.objects.filter(pk=consent.pk, ended=None).update(ended=now):
            return
        for path in settings.ON_WITHDRAWAL:
            import_string(path)(consent=consent, by=by, now=now)
        journal.record(
            organisation_id=consent.organisation_id,
            act="consent.over" if consent.is_over else "consent.withdrawn",
            by=by,
            reference=str(consent.pk),
            now=now,
        )
