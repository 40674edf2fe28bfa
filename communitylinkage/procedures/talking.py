"""Comments and proposals on a step, objections and their answers, minutes of meetings."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.journal.actions import record
from communitylinkage.procedures import letters
from communitylinkage.procedures.models import Comment, Meeting, Objection, Procedure, Version
from communitylinkage.procedures.rules import RefusedError, State, Why

OBJECTION = "objection"


@transaction.atomic
def say(*, version: Version, step: str, kind: str, language: str, text: str, organisation: UUID,
        by: UUID, now: datetime) -> Comment | Objection:  # fmt: skip
    """A comment, a proposal or an objection.

    Raises:
        RefusedError: an objection to what is signed: then a signature is taken back instead.
    """
    state = Version.objects.select_for_update().get(pk=version.pk).state
    made: Comment | Objection
    common = {"version": version, "step": step, "language": language, "text": text,
              "organisation_id": organisation, "by": by, "made_at": now}  # fmt: skip
    if kind != OBJECTION:
        made = Comment.objects.create(kind=kind, **common)
    elif state in (State.DRAFT, State.PROPOSED):
        made = Objection.objects.create(**common)
        # Nobody signs before it is answered: who waits for signatures has to know.
        letters.tell_signers(version=version, by=by, now=now)
    else:
        raise RefusedError(Why.NOT_NOW)
    _journal(organisation, f"procedure.said_{kind}", made.pk, by, now)
    return made


@transaction.atomic
def answer(*, objection: Objection, text: str, by: UUID, now: datetime) -> Objection:
    """Answers an objection, once.

    Raises:
        RefusedError: it has an answer.
    """
    row = Objection.objects.select_for_update().get(pk=objection.pk)
    if row.answered_at:
        raise RefusedError(Why.NOT_NOW)
    row.answer, row.answered_by, row.answered_at = text, by, now
    row.save()
    keeper = objection.version.procedure.organisation_id
    _journal(keeper, "procedure.objection_answered", row.pk, by, now)
    letters.tell_signers(version=objection.version, by=by, now=now, besides=row.by)
    return row


@transaction.atomic
def keep_minutes(*, procedure: Procedure, held_on: date, language: str, minutes: str, by: UUID,
                 now: datetime) -> Meeting:  # fmt: skip
    """Minutes of a meeting."""
    row = Meeting.objects.create(procedure=procedure, held_on=held_on, language=language,
                                 minutes=minutes, by=by, made_at=now)  # fmt: skip
    _journal(procedure.organisation_id, "procedure.minutes_kept", row.pk, by, now)
    return row


def _journal(organisation: UUID, act: str, reference: UUID, by: UUID, now: datetime) -> None:
    record(organisation_id=organisation, act=act, by=by, reference=str(reference), now=now)
