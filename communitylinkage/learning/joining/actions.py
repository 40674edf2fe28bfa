"""Writing a person down, changing what is known of her, one person twice, and forgetting her."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.learning.chain.actions import follow_name
from communitylinkage.learning.chain.certifying import write_down
from communitylinkage.learning.joining import seats
from communitylinkage.learning.joining.queries import learner_with, merges_of, records_of
from communitylinkage.learning.journalling import note
from communitylinkage.learning.models import Cohort, Enrolment, Feed, Learner
from communitylinkage.network.rules.engaging import NotThese, check_merge
from communitylinkage.people.models import Account


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person who learns: the least."""

    name: str
    email: str
    telephone: str
    language: str
    country: str
    track: str
    works_at: str


@transaction.atomic
def write(
    *, learner: Learner | None, organisation: UUID, known: Known, account: Account | None,
    by: UUID, now: datetime,
) -> Learner:  # fmt: skip
    """Adds a person, or changes what is known of her.

    A corrected name makes her certificates anew.

    Args:
        account: hers, where she signs in here; her certificates are then known to the matching.

    Raises:
        communitylinkage.certificates.rules.NotGivenError: she has a certificate, and the name has
            no letter.
    """
    row = learner or Learner(organisation_id=organisation, made_at=now)
    before = row.account_id
    for name, value in asdict(known).items():
        setattr(row, name, value)
    row.account = account
    row.save()
    if learner:
        follow_name(learner=row, by=by, now=now)
    note(row.organisation_id, "person_kept", row.pk, by, now)
    for one in {before, row.account_id}:
        if one is not None:
            write_down(account=one, by=by, now=now)
    return row


@transaction.atomic
def ask_for_seat(*, cohort: Cohort, known: Known, reminders: bool, now: datetime) -> Enrolment:
    """Somebody asks for a seat on the open page: a new person, never matched by her name.

    Of records with her address, one that counts comes before one that was put together with
    another; the seat is that record's, because our letter goes to the address that she typed.

    Raises:
        communitylinkage.learning.rules.seats.NotNow: she has a seat or waits already.
    """
    learner = learner_with(cohort, known.email)
    if learner is None:
        learner = Learner(organisation=cohort.organisation, made_at=now)
        for name, value in asdict(known).items():
            setattr(learner, name, value)
        learner.save()
    return seats.enrol(
        cohort=cohort, learner=learner, reminders=reminders, by=seats.HERSELF, now=now
    )


@transaction.atomic
def merge(*, kept: Learner, gone: Learner, by: UUID, now: datetime) -> None:
    """Two records are one person's: seats, hours and certificates count once. Nothing is copied.

    Where both had a seat in a cohort, one is free now: who waited longest moves up.

    Raises:
        communitylinkage.network.rules.engaging.NotThese: of two organisations, or not two records
            that both count.
    """
    if kept.organisation_id != gone.organisation_id:
        raise NotThese
    # Read, not counted: a count holds no row.
    list(Learner.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk"))
    check_merge(kept.pk, gone.pk, merges_of(kept.organisation_id))
    hers = records_of(gone)
    Learner.objects.filter(pk=gone.pk).update(merged_into=kept)
    note(kept.organisation_id, "merged", gone.pk, by, now)
    _write_down(kept, by, now)
    for one in Cohort.objects.filter(enrolments__learner__in=hers).order_by("pk").distinct():
        seats.fill(cohort=one, by=by, now=now)


@transaction.atomic
def part(*, gone: Learner, by: UUID, now: datetime) -> None:
    """They were two persons after all.

    Raises:
        communitylinkage.network.rules.engaging.NotThese: it was not put together with another.
    """
    kept = gone.merged_into
    if kept is None or not Learner.objects.filter(pk=gone.pk, merged_into__isnull=False).update(
        merged_into=None
    ):
        raise NotThese
    note(gone.organisation_id, "apart", gone.pk, by, now)
    _write_down(kept, by, now)
    _write_down(Learner.objects.get(pk=gone.pk), by, now)


def _write_down(learner: Learner, by: UUID, now: datetime) -> None:
    """The certificates of a person are known by whichever of her records has her account."""
    rows = Learner.objects.filter(pk__in=records_of(learner), account__isnull=False)
    for account in rows.values_list("account", flat=True):
        write_down(account=account, by=by, now=now)


@transaction.atomic
def forget(*, learner: Learner, by: UUID, now: datetime) -> None:
    """Her name and addresses go, from every record of hers; what was counted stays counted."""
    rows = Learner.objects.filter(pk__in=records_of(learner))
    accounts = [one for one in rows.values_list("account", flat=True) if one]
    rows.update(name="–", email="", telephone="", works_at="", account=None)
    Feed.objects.filter(learner__in=rows).delete()
    for account in accounts:
        write_down(account=account, by=by, now=now)
    note(learner.organisation_id, "forgotten", learner.pk, by, now)


@transaction.atomic
def new_calendar(*, learner: Learner, now: datetime) -> Feed:
    """A new calendar address; the old one, of whichever record of hers, leads nowhere any more."""
    # Held, so that two clicks at once make one address after the other.
    records = records_of(learner)
    list(Learner.objects.select_for_update().filter(pk__in=records).order_by("pk"))
    Feed.objects.filter(learner__in=records).delete()
    return Feed.objects.create(learner=learner, made_at=now)
