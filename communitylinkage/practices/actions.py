"""Writing a practice: begun, adapted, its facts and words kept, begun anew; and its index."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.journal.actions import record
from communitylinkage.organisations.models import Organisation
from communitylinkage.practices import wording
from communitylinkage.practices.models import Practice, Text, Version, Word
from communitylinkage.practices.rules.content import (
    Proof,
    Rights,
    may_adapt,
    rights_of_adapted,
)
from communitylinkage.practices.rules.states import (
    OVER,
    WRITTEN,
    RefusedError,
    State,
    Why,
)
from communitylinkage.values import words

FIELDS = ("title", *wording.PARTS)


def locked(version: Version) -> Version:
    """The practice first, so that two acts on two of its versions wait for each other."""
    Practice.objects.select_for_update().get(pk=version.practice_id)
    rows = Version.objects.select_for_update().select_related("practice__organisation")
    return rows.get(pk=version.pk)


def journal(row: Version, act: str, by: UUID, now: datetime, whose: UUID | None = None) -> None:
    """A line in the chain of the organisation that acts."""
    record(
        organisation_id=whose or row.practice.organisation_id, act=f"practice.{act}", by=by,
        reference=str(row.pk), now=now,
    )  # fmt: skip


@transaction.atomic
def begin(
    *, organisation: Organisation, language: str, texts: Mapping[str, str], by: UUID, now: datetime
) -> Version:
    """A draft in one language, kept by an organisation."""
    practice = Practice.objects.create(
        organisation=organisation, country=organisation.country, made_at=now
    )
    row = Version.objects.create(practice=practice, number=1, made_at=now)
    Text.objects.create(version=row, language=language, **_whole(texts))
    journal(row, "begun", by, now)
    return row


@transaction.atomic
def adapt(
    *, version: Version, organisation: Organisation, changed: str, agreed: bool, by: UUID,
    now: datetime,
) -> Version:  # fmt: skip
    """A draft of her own organisation's, with the texts of what it was changed from.

    Args:
        changed: what is different, and why. agreed: they were asked, where its rights say so.

    Raises:
        RefusedError: it is her own, not public now, or its rights do not allow it.
    """
    source = locked(version)
    rights = Rights(source.rights)
    check_takes(source, organisation, agreed)
    if not may_adapt(rights):
        raise RefusedError(Why.RIGHTS)
    practice = Practice.objects.create(
        organisation=organisation, country=organisation.country, adapted_from=source, made_at=now
    )
    row = Version.objects.create(
        practice=practice, number=1, topics=source.topics, changed=changed, made_at=now,
        rights=rights_of_adapted(rights)[0].value,
    )  # fmt: skip
    _copy_texts(source, row)
    journal(row, "adapted", by, now)
    return row


def check_takes(source: Version, organisation: Organisation, agreed: bool) -> None:
    """Whether an organisation may take over what another published.

    Raises:
        RefusedError: it is her own, not public now, or they have to be asked first.
    """
    if source.state != State.PUBLISHED:
        raise RefusedError(Why.NOT_NOW)
    if source.practice.organisation_id == organisation.pk:
        raise RefusedError(Why.OWN)
    if source.rights == Rights.ASK and not agreed:
        raise RefusedError(Why.ASK_THEM)


@transaction.atomic
def keep_facts(
    *, version: Version, topics: Sequence[str], rights: Rights, evidence: Sequence[Proof],
    changed: str, by: UUID, now: datetime,
) -> Version:  # fmt: skip
    """What it answers, under which terms it goes, and what proves it.

    Raises:
        RefusedError: it is no draft, or what it was adapted from does not allow these terms.
    """
    row = _draft(version)
    if rights not in rights_open(row):
        raise RefusedError(Why.RIGHTS)
    row.topics, row.rights, row.changed = list(topics), rights.value, changed
    row.evidence = [[one.to, one.title] for one in evidence]
    row.save()
    journal(row, "facts", by, now)
    return row


def rights_open(row: Version) -> tuple[Rights, ...]:
    """The terms under which it may go out."""
    source = row.practice.adapted_from
    return rights_of_adapted(Rights(source.rights)) if source else tuple(Rights)


@transaction.atomic
def keep_words(
    *, version: Version, language: str, texts: Mapping[str, str], by: UUID, now: datetime
) -> Text:
    """Its text in one language.

    Raises:
        RefusedError: it is no draft.
    """
    row = _draft(version)
    text, _new = Text.objects.update_or_create(
        version=row, language=language, defaults=_whole(texts)
    )
    journal(row, "words", by, now)
    return text


@transaction.atomic
def again(*, version: Version, by: UUID, now: datetime) -> Version:
    """The next version, as a draft; a second press finds the first's.

    Raises:
        RefusedError: this one was not published, or is not the newest that was.
    """
    row = locked(version)
    open_one = Version.objects.filter(practice=row.practice, number__gt=row.number).first()
    if open_one:
        return open_one
    if row.state not in OVER:
        raise RefusedError(Why.NOT_NOW)
    made = Version.objects.create(
        practice=row.practice, number=row.number + 1, topics=row.topics, rights=row.rights,
        evidence=row.evidence, made_at=now,
    )  # fmt: skip
    _copy_texts(row, made)
    journal(made, "again", by, now)
    return made


def _whole(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: texts[name].strip() for name in FIELDS}


def _copy_texts(source: Version, to: Version) -> None:
    for text in source.texts.all():
        said = {name: getattr(text, name) for name in FIELDS}
        Text.objects.create(version=to, language=text.language, **said)


def _draft(version: Version) -> Version:
    row = locked(version)
    if row.state not in WRITTEN:
        raise RefusedError(Why.NOT_NOW)
    return row


def list_it(row: Version) -> None:
    """Puts the words of a published version in the place of those before."""
    texts = list(row.texts.all())
    marks = {
        "topic": row.topics,
        "country": [row.practice.country],
        "language": [text.language for text in texts],
    }
    told = [getattr(text, name) for text in texts for name in FIELDS]
    told.append(row.practice.organisation.name)
    found = words.words_of(told, marks)
    unlist(row.practice)
    Word.objects.bulk_create(
        [Word(practice=row.practice, word=one.encode()) for one in sorted(found)], batch_size=400
    )


def unlist(practice: Practice) -> None:
    """Takes a practice out of the search."""
    Word.objects.filter(practice=practice).delete()
