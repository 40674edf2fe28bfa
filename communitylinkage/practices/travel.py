"""A practice travels: taken over, its results told, asked about, looked for."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from communitylinkage.facts.actions import count
from communitylinkage.journal.actions import record
from communitylinkage.organisations.models import Organisation
from communitylinkage.practices.actions import check_takes, journal, locked
from communitylinkage.practices.models import Adoption, Practice, Question, Result, Version, Wanted
from communitylinkage.practices.rules.states import RefusedError, Why
from communitylinkage.practices.rules.travel import Outcome, due


@transaction.atomic
def adopt(
    *, version: Version, organisation: Organisation, since: date, agreed: bool, by: UUID,
    now: datetime,
) -> Adoption:  # fmt: skip
    """Writes down that an organisation took it over; abroad, it is counted.

    Raises:
        RefusedError: it is her own, not public now, taken over already, or they must be asked.
    """
    row = locked(version)
    check_takes(row, organisation, agreed)
    if Adoption.objects.filter(practice=row.practice, organisation=organisation).exists():
        raise RefusedError(Why.TAKEN_ALREADY)
    made = Adoption.objects.create(
        version=row, practice=row.practice, organisation=organisation, since=since
    )
    if organisation.country != row.practice.country:
        count(
            kind="practice_adopted_abroad", region=organisation.country,
            codes=[f"from:{row.practice.country}"], now=now,
        )  # fmt: skip
    journal(row, "adopted", by, now, organisation.pk)
    return made


@transaction.atomic
def tell(
    *, adoption: Adoption, months: int, outcome: Outcome, words: str, language: str, by: UUID,
    now: datetime,
) -> Result:  # fmt: skip
    """The result after so many months.

    Raises:
        RefusedError: it is too early, or it is told already.
    """
    row = Adoption.objects.select_for_update().get(pk=adoption.pk)
    told = Result.objects.filter(adoption=row).values_list("months", flat=True)
    if months not in due(row.since, told, timezone.localdate(now)):
        raise RefusedError(Why.TOO_EARLY)
    made = Result.objects.create(
        adoption=row, months=months, outcome=outcome.value, words=words, language=language,
        made_at=now,
    )  # fmt: skip
    journal(row.version, "result", by, now, row.organisation_id)
    return made


@transaction.atomic
def understood(*, adoption: Adoption, by: UUID, now: datetime) -> None:
    """Who took it over has read that it was withdrawn, and why."""
    Adoption.objects.filter(pk=adoption.pk).update(told=True)
    journal(adoption.version, "understood", by, now, adoption.organisation_id)


@transaction.atomic
def ask(
    *, practice: Practice, answers: Question | None, organisation: UUID, text: str, language: str,
    by: UUID, now: datetime,
) -> Question:  # fmt: skip
    """A question, or an answer to one."""
    made = Question.objects.create(
        practice=practice, answers=answers, organisation_id=organisation, text=text,
        language=language, by=by, made_at=now,
    )  # fmt: skip
    newest = practice.versions.latest("number")
    journal(newest, "answered" if answers else "asked", by, now, organisation)
    return made


@transaction.atomic
def want(*, organisation: UUID, topics: Iterable[str], by: UUID, now: datetime) -> None:
    """The problems for which an organisation looks for practices, instead of those before."""
    Wanted.objects.filter(organisation=organisation).delete()
    Wanted.objects.bulk_create(
        [Wanted(organisation_id=organisation, topic=one) for one in dict.fromkeys(topics)]
    )
    record(
        organisation_id=organisation, act="practice.wanted", by=by, reference=str(organisation),
        now=now,
    )  # fmt: skip
