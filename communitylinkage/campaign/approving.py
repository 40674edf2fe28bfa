"""Materials: begun from the messages, written, approved by a second person, replaced, withdrawn."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.campaign.actions import Words
from communitylinkage.campaign.journalling import note
from communitylinkage.campaign.models import Campaign, Material, Text, Version
from communitylinkage.campaign.rules import states
from communitylinkage.campaign.rules.states import (
    OVER,
    WRITTEN,
    Act,
    RefusedError,
    State,
    Why,
    check_other_eyes,
)


def _locked(version: Version) -> Version:
    """The material first, so that two acts on two of its versions wait for each other."""
    Material.objects.select_for_update().get(pk=version.material_id)
    rows = Version.objects.select_for_update(of=("self",)).select_related("material__campaign")
    return rows.get(pk=version.pk)


def _journal(row: Version, act: str, by: UUID, now: datetime) -> None:
    note(row.material.campaign, f"material_{act}", row.pk, by, now)


@transaction.atomic
def begin(
    *, campaign: Campaign, kind: str, group: str, name: str, by: UUID, now: datetime
) -> Version:
    """A draft with the words of the group's messages, in every language that there is.

    Raises:
        RefusedError: nothing is written for this group yet.
    """
    messages = list(campaign.messages.filter(group=group))
    if not messages:
        raise RefusedError(Why.NO_MESSAGE)
    material = Material.objects.create(campaign=campaign, kind=kind, group=group, name=name)
    row = Version.objects.create(material=material, number=1, writers=[str(by)], made_at=now)
    for one in messages:
        _text(row, one.language, Words(one.headline, one.body, one.call))
    _journal(row, "begun", by, now)
    return row


def _text(row: Version, language: str, words: Words) -> Text:
    said = {name: getattr(words, name).strip() for name in Words.__slots__}
    return Text.objects.update_or_create(version=row, language=language, defaults=said)[0]


@transaction.atomic
def write(*, version: Version, language: str, words: Words, by: UUID, now: datetime) -> Version:
    """Keeps its text in one language; who writes cannot approve.

    Raises:
        RefusedError: it is no draft.
    """
    row = _locked(version)
    if row.state not in WRITTEN:
        raise RefusedError(Why.NOT_NOW)
    _text(row, language, words)
    row.writers = sorted({*row.writers, str(by)})
    row.save()
    _journal(row, "written", by, now)
    return row


@transaction.atomic
def submit(*, version: Version, by: UUID, now: datetime) -> Version:
    """Asks a second person.

    Raises:
        RefusedError: it is no draft, or has no text.
    """
    row = _locked(version)
    row.state = states.after(Act.SUBMIT, row.state)
    if not row.texts.exists():
        raise RefusedError(Why.NO_TEXT)
    row.sent_by, row.asked = by, ""
    row.save()
    _journal(row, Act.SUBMIT, by, now)
    return row


@transaction.atomic
def take_back(*, version: Version, by: UUID, now: datetime) -> Version:
    """Makes it a draft again.

    Raises:
        RefusedError: it does not wait.
    """
    row = _locked(version)
    row.state = states.after(Act.TAKE_BACK, row.state)
    row.save()
    _journal(row, Act.TAKE_BACK, by, now)
    return row


@transaction.atomic
def approve(*, version: Version, by: UUID, now: datetime) -> Version:
    """A second person says yes; the version before gives its place.

    Raises:
        RefusedError: it does not wait, or she has written on it.
    """
    row = _locked(version)
    _check_eyes(row, by)
    row.state = states.after(Act.APPROVE, row.state)
    row.approved_by, row.approved_at = by, now
    row.material.versions.filter(state=State.APPROVED).update(state=State.REPLACED)
    row.save()
    _journal(row, Act.APPROVE, by, now)
    return row


@transaction.atomic
def ask_changes(*, version: Version, asked: str, by: UUID, now: datetime) -> Version:
    """A second person says what has to change.

    Raises:
        RefusedError: it does not wait, or she has written on it.
    """
    row = _locked(version)
    _check_eyes(row, by)
    row.state = states.after(Act.ASK_CHANGES, row.state)
    row.asked = asked.strip()
    row.save()
    _journal(row, Act.ASK_CHANGES, by, now)
    return row


def _check_eyes(row: Version, by: UUID) -> None:
    check_other_eyes(str(by), [*row.writers, str(row.sent_by)])


@transaction.atomic
def withdraw(*, version: Version, reason: str, by: UUID, now: datetime) -> Version:
    """Its papers cannot be taken any more; its short addresses lead on.

    Raises:
        RefusedError: it is not approved.
    """
    row = _locked(version)
    row.state = states.after(Act.WITHDRAW, row.state)
    row.asked = reason.strip()
    row.save()
    _journal(row, Act.WITHDRAW, by, now)
    return row


@transaction.atomic
def again(*, version: Version, by: UUID, now: datetime) -> Version:
    """The next version, as a draft; a second press finds the first's.

    Raises:
        RefusedError: this one was neither approved nor withdrawn.
    """
    row = _locked(version)
    open_one = row.material.versions.filter(number__gt=row.number).first()
    if open_one:
        return open_one
    if row.state not in OVER:
        raise RefusedError(Why.NOT_NOW)
    made = Version.objects.create(
        material=row.material, number=row.number + 1, writers=[str(by)], made_at=now
    )
    for text in row.texts.all():
        _text(made, text.language, Words(text.headline, text.body, text.call))
    _journal(made, "again", by, now)
    return made
