"""Giving a certificate by the rule of its course, and taking it back."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from communitylinkage.facts import actions as facts
from communitylinkage.learning.chain.certifying import write_down
from communitylinkage.learning.chain.queries import standing_of
from communitylinkage.learning.joining.queries import records_of
from communitylinkage.learning.journalling import note
from communitylinkage.learning.models import Award, Enrolment, Learner
from communitylinkage.learning.rules import earning
from communitylinkage.learning.rules.codes import Why
from communitylinkage.learning.rules.seats import NotNow


class AwardedAlready(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """She has a certificate of this cohort that stands."""


@transaction.atomic
def award(*, enrolment: Enrolment, day: date, by: UUID, now: datetime) -> Award:
    """A certificate, where the rule of the course is met; a mentor's is written into `mentors`.

    Raises:
        communitylinkage.learning.rules.earning.NotEarned: it is not met.
        AwardedAlready: she has it.
    """
    course, learner = enrolment.cohort.course, enrolment.learner
    standing = standing_of(enrolment)
    earning.check(earning.Rule(course.share, course.tests), standing)
    try:
        with transaction.atomic():
            row = Award.objects.create(
                learner=learner, cohort=enrolment.cohort, day=day, share=standing.share,
                tests=standing.tests,
            )  # fmt: skip
    except IntegrityError as twice:
        raise AwardedAlready from twice
    _count("trained", row, now)
    _changed(row, "awarded", by, now)
    return row


@transaction.atomic
def revoke(*, award: Award, why: Why, day: date, by: UUID, now: datetime) -> Award:
    """From a day on it does not stand any more. Sessions that she taught before stay counted.

    Raises:
        communitylinkage.learning.rules.seats.NotNow: it was revoked already.
    """
    row = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
    if row.revoked_on is not None:
        raise NotNow
    row.revoked_on, row.why = max(day, row.day), why
    row.save(update_fields=["revoked_on", "why"])
    if why == Why.MISTAKE:
        _count("trained_undone", row, now)
    _changed(row, "revoked", by, now)
    return row


@transaction.atomic
def keep_credential(*, award: Award, text: str, by: UUID, now: datetime) -> None:
    """Keeps the signed text of a certificate, once it was issued.

    Raises:
        communitylinkage.learning.rules.seats.NotNow: it does not stand any more.
    """
    rows = Award.objects.filter(pk=award.pk, revoked_on__isnull=True)
    if not rows.update(credential=text):
        raise NotNow
    note(award.cohort.organisation_id, "credential_kept", award.reference, by, now)


def _count(kind: str, row: Award, now: datetime) -> None:
    cohort = row.cohort
    codes = [f"track:{cohort.course.track}"]
    facts.count(kind=kind, region=cohort.country, codes=codes, now=now)


def _changed(row: Award, act: str, by: UUID, now: datetime) -> None:
    note(row.cohort.organisation_id, act, row.reference, by, now)
    records = Learner.objects.filter(pk__in=records_of(row.learner), account__isnull=False)
    for account in records.values_list("account", flat=True):
        write_down(account=account, by=by, now=now)
