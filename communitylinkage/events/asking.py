"""Questions with the registration and after the event, on the questionnaires of the organisation.

Answers are anonymous: that somebody was invited to answer is known, never what she said.
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from communitylinkage.events import letters, seating
from communitylinkage.events.journalling import note
from communitylinkage.events.models import Asked, Asking, Event, Registration
from communitylinkage.events.rules import days
from communitylinkage.events.rules.codes import Mail, RefusedError, State, Wave, Why
from communitylinkage.learning.rules.codes import Seat
from communitylinkage.people.access import Viewer
from communitylinkage.people.posts import receivers
from communitylinkage.people.roles import Permission
from communitylinkage.surveys import actions as surveys
from communitylinkage.surveys.answering import actions as answering
from communitylinkage.surveys.answering.loading import hindrance
from communitylinkage.surveys.answering.models import Invitation
from communitylinkage.surveys.answering.rules import NotTakenError
from communitylinkage.surveys.answering.rules import State as Answer
from communitylinkage.surveys.models import Questionnaire, Version
from communitylinkage.surveys.queries import in_use
from communitylinkage.surveys.rules import State as VersionState
from communitylinkage.vault.models import Holder

_USABLE = (VersionState.PUBLISHED.value, VersionState.DRAFT.value)


def questionnaires(viewer: Viewer) -> list[Questionnaire]:
    """Those of her organisations of which a version is published, or can be."""
    mine = viewer.organisations_where(Permission.QUESTIONNAIRE_KEEP)
    rows = Questionnaire.objects.filter(organisation__in=mine, versions__state__in=_USABLE)
    return list(rows.distinct().order_by("title", "pk"))


def retired(questionnaire: Questionnaire) -> bool:
    """Whether nobody can be asked by it anew: no version is published, or can be."""
    return not questionnaire.versions.filter(state__in=_USABLE).exists()


@transaction.atomic
def open_questions(
    *, event: Event, wave: Wave, questionnaire: Questionnaire, by: UUID, now: datetime
) -> Asking:
    """Opens them; after the event, everybody who came and has an address is told. Others that
    nobody has begun to answer are replaced.

    Raises:
        RefusedError: somebody answers those of before, it is not the time, nobody could open what
            people write, or no version of the questionnaire can be asked or answered.
    """
    row = seating.held(event)
    too_early = wave == Wave.AFTER and row.ends > now
    before = row.askings.filter(wave=wave).select_related("collection").first()
    if row.state != State.OPEN or too_early or (before and begun(before)):
        raise RefusedError(Why.NOT_NOW)
    if before:
        before.delete()
        answering.erase(collection=before.collection, by=by, now=now)
    collection = answering.open_collection(
        version=version_of(questionnaire, by, now), team=team_of(row), anonymous=True,
        editable=False, closes=None, by=by, now=now,
    )  # fmt: skip
    made = Asking.objects.create(event=row, wave=wave, collection=collection)
    if wave == Wave.AFTER and not before:
        for guest in row.registrations.filter(came_at__isnull=False):
            letters.leave(guest, Mail.AFTER, now)
    note(row, f"questions_open_{wave}", made.pk, by, now)
    return made


def begun(asking: Asking) -> bool:
    """Whether somebody has begun to answer: then the questions stay."""
    rows = Invitation.objects.filter(collection=asking.collection)
    return rows.exclude(state=Answer.OPEN).exists()


def team_of(event: Event) -> list[Holder]:
    """To whom what people write is sealed: the posts of who holds the event.

    Raises:
        RefusedError: it has none with a key.
    """
    team = receivers([event.organisation_id])
    if not team:
        raise RefusedError(Why.NO_POST)
    return team


def version_of(questionnaire: Questionnaire, by: UUID, now: datetime) -> Version:
    """The published one, else the newest draft, which is published now.

    Raises:
        RefusedError: both are missing, or nobody could answer it.
    """
    drafts = questionnaire.versions.filter(state=VersionState.DRAFT).order_by("-number")
    found = in_use(questionnaire.pk) or drafts.first()
    if found is None:
        raise RefusedError(Why.RETIRED)
    if why := hindrance(found):
        raise RefusedError(Why(why))
    if found.state == VersionState.DRAFT:
        found = surveys.move(version=found, act="publish", by=by, now=now)
    return found


@transaction.atomic
def close_questions(*, asking: Asking, by: UUID, now: datetime) -> None:
    """Closes them.

    Raises:
        RefusedError: they are closed.
    """
    if asking.collection.closed:
        raise RefusedError(Why.NOT_NOW)
    answering.close_collection(collection=asking.collection, by=by, now=now)
    note(asking.event, f"questions_closed_{asking.wave}", asking.pk, by, now)


@transaction.atomic
def ask(*, registration: Registration, wave: Wave, now: datetime) -> str:
    """Where she answers; a link that was not used to the end is replaced, so one answer stays.

    Raises:
        RefusedError: nothing is asked of her now, or she has answered.
    """
    row = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    asking = _open_to(row, now).get(wave)
    if asking is None:
        raise RefusedError(Why.NOT_NOW)
    asked, _made = Asked.objects.get_or_create(registration=row, asking=asking)
    if _answered(asked):
        raise RefusedError(Why.NOT_NOW)
    if asked.invitation:
        Invitation.objects.filter(pk=asked.invitation).delete()
    try:
        invitation, token = answering.invite(
            collection=asking.collection, group={"country": row.country},
            by=asking.collection.pk, now=now,
        )  # fmt: skip
    except NotTakenError as closed:
        raise RefusedError(Why.NOT_NOW) from closed
    asked.invitation = invitation.pk
    asked.save()
    return settings.SITE_ADDRESS + reverse("answer", kwargs={"token": token})


def _answered(asked: Asked) -> bool:
    if asked.invitation is None:
        return False
    return Invitation.objects.filter(pk=asked.invitation, state=Answer.FINISHED).exists()


def _open_to(row: Registration, now: datetime) -> dict[str, Asking]:
    """Before: whoever has a place or waits, while it lies ahead. After: who came."""
    rows = row.event.askings.filter(collection__closed=None).select_related("collection")
    stands = {
        Wave.BEFORE: row.seat in {Seat.ENROLLED, Seat.WAITING}
        and days.lies_ahead(now, row.event.state, row.event.ends),
        Wave.AFTER: row.came_at is not None,
    }
    return {one.wave: one for one in rows if stands[Wave(one.wave)]}


def waves_of(row: Registration, now: datetime) -> list[tuple[str, bool]]:
    """The questions that are open for her now, each with whether she has answered."""
    asked = {one.asking_id: one for one in Asked.objects.filter(registration=row)}
    found = _open_to(row, now)
    return [(wave, one.pk in asked and _answered(asked[one.pk])) for wave, one in found.items()]
