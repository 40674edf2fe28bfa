"""Sent for review, reviewed, published, withdrawn: one line of the table at a time."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.organisations.models import Organisation
from communitylinkage.practices.actions import FIELDS, journal, list_it, locked, unlist
from communitylinkage.practices.models import Adoption, Review, Version
from communitylinkage.practices.rules import review as rules
from communitylinkage.practices.rules import states
from communitylinkage.practices.rules.states import Act, RefusedError, State, Why


@transaction.atomic
def submit(*, version: Version, by: UUID, now: datetime) -> Version:
    """Sends a draft for review; what was said about an earlier text counts no more.

    Raises:
        RefusedError: it is no draft, or something is not written yet.
    """
    row = locked(version)
    row.state = states.after(Act.SUBMIT, row.state)
    texts = list(row.texts.all())
    if not any(all(getattr(one, name) for name in FIELDS) for one in texts):
        raise RefusedError(Why.NO_TEXT)
    if not row.topics:
        raise RefusedError(Why.NO_TOPIC)
    row.reviews.update(counts=False)
    row.save()
    journal(row, Act.SUBMIT, by, now)
    return row


@transaction.atomic
def take_back(*, version: Version, by: UUID, now: datetime) -> Version:
    """Takes it out of review, to change it.

    Raises:
        RefusedError: it is not in review.
    """
    row = locked(version)
    row.state = states.after(Act.TAKE_BACK, row.state)
    row.save()
    journal(row, Act.TAKE_BACK, by, now)
    return row


@transaction.atomic
def review(
    *, version: Version, organisation: Organisation, marks: Mapping[str, str],
    words: Mapping[str, str], language: str, by: UUID, now: datetime,
) -> Review:  # fmt: skip
    """Keeps a review; one that does not say ready asks for changes at once.

    Args:
        marks: what is said to each criterion. words: why, to each.

    Raises:
        RefusedError: it is not in review, or this organisation may not review it.
    """
    row = locked(version)
    if row.state != State.IN_REVIEW:
        raise RefusedError(Why.NOT_NOW)
    done = Review.objects.filter(version=row, counts=True)
    rules.check_reviewer(
        organisation=organisation.pk, country=organisation.country,
        of=row.practice.organisation_id, of_country=row.practice.country,
        done=done.values_list("organisation", flat=True),
    )  # fmt: skip
    said = Review.objects.create(
        version=row, organisation=organisation, language=language, marks=dict(marks),
        words=dict(words), ready=rules.ready(marks), by=by, made_at=now,
    )  # fmt: skip
    if not said.ready:
        row.state = states.after(Act.ASK_CHANGES, row.state)
        row.save()
    journal(row, "reviewed", by, now, organisation.pk)
    return said


@transaction.atomic
def publish(*, version: Version, by: UUID, now: datetime) -> Version:
    """Gives it its lasting address; the version before is replaced.

    Raises:
        RefusedError: it is not in review, or too few said that it is ready.
    """
    row = locked(version)
    row.state = states.after(Act.PUBLISH, row.state)
    counting = Review.objects.filter(version=row, counts=True)
    if not rules.enough(rules.Reviewed(one.organisation_id, one.ready) for one in counting):
        raise RefusedError(Why.REVIEWS)
    for before in Version.objects.filter(practice=row.practice, state=State.PUBLISHED):
        before.state = states.after(Act.REPLACE, before.state)
        before.save()
    row.published_at = row.practice.published = now
    row.save()
    row.practice.save()
    list_it(row)
    journal(row, Act.PUBLISH, by, now)
    return row


@transaction.atomic
def withdraw(*, version: Version, reason: str, by: UUID, now: datetime) -> Version:
    """Takes it out of the list. Its page stays and says why; who took it over is told on home.

    Raises:
        RefusedError: it is not published.
    """
    row = locked(version)
    row.state = states.after(Act.WITHDRAW, row.state)
    row.reason, row.withdrawn_at, row.practice.published = reason, now, None
    row.save()
    row.practice.save()
    Adoption.objects.filter(practice=row.practice).update(told=False)
    unlist(row.practice)
    journal(row, Act.WITHDRAW, by, now)
    return row
