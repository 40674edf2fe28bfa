"""The one place that knows how answers are taken: opens, asks one person once, closes."""

import secrets
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from communitylinkage.learning.joining import letters
from communitylinkage.learning.joining.queries import records_of, seats_in
from communitylinkage.learning.journalling import note
from communitylinkage.learning.models import Asked, Cohort, Enrolment, Test
from communitylinkage.learning.rules.codes import Mail, NotOpened, Seat, Wave
from communitylinkage.learning.rules.seats import NotNow
from communitylinkage.people.posts import receivers
from communitylinkage.surveys import actions as surveys
from communitylinkage.surveys.answering import actions as answering
from communitylinkage.surveys.answering.loading import hindrance
from communitylinkage.surveys.answering.models import Collection, Invitation
from communitylinkage.surveys.answering.rules import NotTakenError
from communitylinkage.surveys.answering.rules import State as Answer
from communitylinkage.surveys.models import Questionnaire, Version
from communitylinkage.surveys.queries import in_use
from communitylinkage.surveys.rules import State as VersionState


@transaction.atomic
def choose(*, cohort: Cohort, questionnaire: Questionnaire, by: UUID, now: datetime) -> Test:
    """The questions of a cohort; until the first time they are asked another can be chosen.

    Raises:
        communitylinkage.learning.rules.seats.NotNow: they were asked already.
    """
    if Test.objects.filter(cohort=cohort, before__isnull=False).exists():
        raise NotNow
    versions = Version.objects.filter(questionnaire=questionnaire).order_by("-number")
    version = in_use(questionnaire.pk) or versions[0]
    row, _made = Test.objects.update_or_create(cohort=cohort, defaults={"version": version})
    note(cohort.organisation_id, "questions_chosen", cohort.pk, by, now)
    return row


def collection_of(test: Test, wave: str) -> Collection | None:
    """The collection of one wave."""
    return test.before if wave == Wave.BEFORE else test.after


@transaction.atomic
def open_wave(*, test: Test, wave: Wave, by: UUID, now: datetime) -> None:
    """Opens the questions, and tells everybody with a seat and an address, each person once.

    Raises:
        communitylinkage.learning.rules.seats.NotNow: they are or were open, those before the
            course are not closed yet, their version was taken out of use and no other is in
            use, nobody could answer them, or open what people write.
    """
    row = Test.objects.select_for_update(of=("self",)).get(pk=test.pk)
    if collection_of(row, wave) or (
        wave == Wave.AFTER and (row.before is None or row.before.closed is None)
    ):
        raise NotNow
    if row.version.state == VersionState.RETIRED:
        newer = in_use(row.version.questionnaire_id)
        if newer is None:
            raise NotNow(NotOpened.RETIRED)
        row.version = newer
    if why := hindrance(row.version):
        raise NotNow(NotOpened(why))
    if row.version.state == VersionState.DRAFT:
        row.version = surveys.move(version=row.version, act="publish", by=by, now=now)
    team = receivers([row.cohort.organisation_id])
    if not team:
        raise NotNow(NotOpened.NO_POST)
    # Not anonymous: until both tests are closed a tag leads from her to her answers.
    opened = answering.open_collection(
        version=row.version, team=team, anonymous=False, editable=False, closes=None, by=by, now=now
    )
    setattr(row, wave, opened)
    row.save()
    seated = row.cohort.enrolments.filter(seat=Seat.ENROLLED).select_related("learner")
    for enrolment in letters.one_each(seated):
        letters.leave(enrolment, Mail.QUESTIONS, now)
    note(row.cohort.organisation_id, f"questions_open_{wave}", row.pk, by, now)


@transaction.atomic
def ask(*, enrolment: Enrolment, wave: Wave, now: datetime) -> str:
    """Where she answers; a link that was not used to the end is replaced, so that one answer stays.

    A person with two seats in the cohort answers once, with either. Where she answered the other
    time with her other seat, she is asked as that one, so that both answers are laid side by side.

    Raises:
        communitylinkage.learning.rules.seats.NotNow: nothing is asked now, or she has answered.
    """
    # Held, so that both seats of one person are not asked at the same moment.
    hers = Enrolment.objects.filter(learner__in=records_of(enrolment.learner))
    rows = {
        row.pk: row
        for row in hers.filter(cohort=enrolment.cohort_id).select_for_update().order_by("pk")
    }
    row = rows[enrolment.pk]
    test = Test.objects.filter(cohort=row.cohort_id).first()
    collection = test and collection_of(test, wave)
    if not collection or collection.closed or row.seat != Seat.ENROLLED:
        raise NotNow
    before = list(Asked.objects.filter(enrolment__in=list(rows)).order_by("pk"))
    done = [one for one in before if _answered(one)]
    if any(one.wave == wave for one in done):
        raise NotNow
    for one in before:
        if one.wave == wave and one.invitation:
            Invitation.objects.filter(pk=one.invitation).delete()
            Asked.objects.filter(pk=one.pk).update(invitation=None)
    if done and row.pk not in {one.enrolment_id for one in done}:
        row = rows[done[0].enrolment_id]
    asked, _made = Asked.objects.get_or_create(enrolment=row, wave=wave)
    if not row.pair:
        row.pair = secrets.token_hex(10)
        row.save(update_fields=["pair"])
    group = {"pair": row.pair, "country": row.cohort.country}
    try:
        invitation, token = answering.invite(
            collection=collection, group=group, by=collection.pk, now=now
        )
    except NotTakenError as closed:
        raise NotNow from closed
    asked.invitation = invitation.pk
    asked.save()
    return settings.SITE_ADDRESS + reverse("answer", kwargs={"token": token})


def _answered(asked: Asked) -> bool:
    if asked.answered or asked.invitation is None:
        return asked.answered
    return Invitation.objects.filter(pk=asked.invitation, state=Answer.FINISHED).exists()


def waves_of(enrolment: Enrolment) -> list[tuple[str, bool]]:
    """The questions that are open for her now, each with whether she has answered, with whichever
    seat of hers."""
    test = Test.objects.select_related("before", "after").filter(cohort=enrolment.cohort_id).first()
    if test is None or enrolment.seat != Seat.ENROLLED:
        return []
    hers = Asked.objects.filter(enrolment__in=seats_in(enrolment.cohort, enrolment.learner))
    done = {one.wave for one in hers if _answered(one)}
    found = []
    for wave in Wave:
        collection = collection_of(test, wave)
        if collection and collection.closed is None:
            found.append((wave.value, wave in done))
    return found


@transaction.atomic
def close_wave(*, test: Test, wave: Wave, by: UUID, now: datetime) -> None:
    """Closes the questions. That she answered is kept; after the second, whose they are is not.

    Raises:
        communitylinkage.learning.rules.seats.NotNow: they are not open.
    """
    row = Test.objects.select_for_update(of=("self",)).get(pk=test.pk)
    collection = collection_of(row, wave)
    if collection is None or collection.closed:
        raise NotNow
    answering.close_collection(collection=collection, by=by, now=now)
    asked = Asked.objects.filter(enrolment__cohort=row.cohort, wave=wave)
    done = Invitation.objects.filter(collection=collection, state=Answer.FINISHED)
    asked.filter(invitation__in=done.values("pk")).update(answered=True)
    asked.update(invitation=None)
    if wave == Wave.AFTER:
        row.cohort.enrolments.update(pair="")
    note(row.cohort.organisation_id, f"questions_closed_{wave}", row.pk, by, now)


def answered(cohort: Cohort) -> dict[UUID, set[str]]:
    """Record -> which of the two tests she has answered, closed or still open."""
    rows = list(Asked.objects.filter(enrolment__cohort=cohort).select_related("enrolment"))
    open_ones = [one.invitation for one in rows if one.invitation and not one.answered]
    done = set(
        Invitation.objects.filter(pk__in=open_ones, state=Answer.FINISHED).values_list(
            "pk", flat=True
        )
    )
    found: dict[UUID, set[str]] = {}
    for one in rows:
        if one.answered or one.invitation in done:
            found.setdefault(one.enrolment.learner_id, set()).add(one.wave)
    return found
