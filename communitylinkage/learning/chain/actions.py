"""Giving a certificate by the rule of its course, and taking it back."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from communitylinkage.certificates import queries as certificates
from communitylinkage.credentials import Why as Doubt
from communitylinkage.facts import actions as facts
from communitylinkage.learning.chain import issuing
from communitylinkage.learning.chain.certifying import write_down
from communitylinkage.learning.chain.queries import standing_of
from communitylinkage.learning.joining import letters
from communitylinkage.learning.joining.queries import records_of
from communitylinkage.learning.journalling import note
from communitylinkage.learning.models import Award, Enrolment, Learner
from communitylinkage.learning.rules import earning
from communitylinkage.learning.rules.codes import Mail, Why
from communitylinkage.learning.rules.seats import NotNow


class AwardedAlready(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """She has a certificate of this cohort that stands, on whichever record of hers."""


@transaction.atomic
def award(*, enrolment: Enrolment, day: date, by: UUID, now: datetime) -> Award:
    """A certificate, where the rule of the course is met; a mentor's is written into `mentors`.

    It is issued at once, and she is told where she gave an address.

    Raises:
        communitylinkage.learning.rules.earning.NotEarned: it is not met.
        AwardedAlready: she has it.
        communitylinkage.certificates.rules.NotGivenError: it cannot be issued so.
    """
    course, learner = enrolment.cohort.course, enrolment.learner
    standing = standing_of(enrolment)
    earning.check(earning.Rule(course.share, course.tests), standing)
    if _has_one(enrolment):
        raise AwardedAlready
    try:
        with transaction.atomic():
            row = Award.objects.create(
                learner=learner, cohort=enrolment.cohort, day=day, share=standing.share,
                tests=standing.tests,
            )  # fmt: skip
    except IntegrityError as twice:
        raise AwardedAlready from twice
    issuing.issue(cohort=enrolment.cohort, awards=[row], by=by, now=now)
    letters.leave(enrolment, Mail.AWARDED, now)
    _count("trained", row, now)
    _changed(row, "awarded", by, now)
    return row


def _has_one(enrolment: Enrolment) -> bool:
    # Held, so that two seats of one person are not awarded at the same moment.
    records = records_of(enrolment.learner)
    list(Learner.objects.select_for_update().filter(pk__in=records).order_by("pk"))
    rows = Award.objects.filter(cohort=enrolment.cohort, learner__in=records)
    return rows.filter(revoked_on__isnull=True).exists()


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
    issuing.take_back(award=row, by=by, now=now)
    if why == Why.MISTAKE:
        _count("trained_undone", row, now)
    _changed(row, "revoked", by, now)
    return row


@transaction.atomic
def make_anew(*, award: Award, by: UUID, now: datetime) -> Award:
    """Issues the certificate once more: her name was corrected, its key is not believed any more,
    or none was issued yet. The old one is taken back, and she is told.

    Raises:
        communitylinkage.learning.rules.seats.NotNow: it does not stand any more.
        communitylinkage.certificates.rules.NotGivenError: it cannot be issued so.
    """
    row = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
    if row.revoked_on is not None:
        raise NotNow
    issuing.issue_anew(award=row, by=by, now=now)
    seat = Enrolment.objects.filter(cohort=row.cohort, learner=row.learner).first()
    if seat:
        letters.leave(seat, Mail.RENEWED, now)
    note(row.cohort.organisation_id, "made_anew", row.reference, by, now)
    return row


@transaction.atomic
def follow_name(*, learner: Learner, by: UUID, now: datetime) -> int:
    """Makes those certificates anew that were issued to another name than hers is now; how many.

    Raises:
        communitylinkage.certificates.rules.NotGivenError: her name has no letter.
    """
    rows = Award.objects.filter(
        learner=learner, revoked_on__isnull=True, credential__isnull=False
    ).select_related("credential")
    others = [row for row in rows if _is_for_another(row, learner.name, now)]
    for row in others:
        make_anew(award=row, by=by, now=now)
    return len(others)


def _is_for_another(row: Award, name: str, now: datetime) -> bool:
    assert row.credential is not None  # nosec B101 -- the query left those out
    return certificates.standing(row.credential, now, name).why == Doubt.OTHER_NAME


def _count(kind: str, row: Award, now: datetime) -> None:
    cohort = row.cohort
    codes = [f"track:{cohort.course.track}"]
    facts.count(kind=kind, region=cohort.country, codes=codes, now=now)


def _changed(row: Award, act: str, by: UUID, now: datetime) -> None:
    note(row.cohort.organisation_id, act, row.reference, by, now)
    records = Learner.objects.filter(pk__in=records_of(row.learner), account__isnull=False)
    for account in records.values_list("account", flat=True):
        write_down(account=account, by=by, now=now)
