"""Demands: bodies named, a draft begun, its words and evidence kept, published, withdrawn."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.advocacy.models import Body, Demand, DemandText, Evidence, Meeting
from communitylinkage.advocacy.rules import demands
from communitylinkage.advocacy.rules.demands import (
    ASKED,
    Act,
    Kind,
    Level,
    RefusedError,
    State,
    Why,
)
from communitylinkage.journal.actions import record
from communitylinkage.organisations.models import Organisation


def locked(demand: Demand) -> Demand:
    """The demand, so that two acts on it wait for each other."""
    rows = Demand.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(pk=demand.pk)


def journal(organisation: UUID, act: str, reference: UUID, by: UUID, now: datetime) -> None:
    """A line in the chain of the organisation that asks."""
    record(
        organisation_id=organisation, act=f"advocacy.{act}", by=by, reference=str(reference),
        now=now,
    )  # fmt: skip


@transaction.atomic
def keep_body(
    *, body: Body | None, organisation: Organisation, name: str, country: str, level: Level,
    address: str, by: UUID, now: datetime,
) -> Body:  # fmt: skip
    """Writes a body down, or mends it.

    Args:
        body: the one to mend; None: a new one. address: its page in the web, or nothing.

    Raises:
        ValueError: the level does not fit the country.
    """
    if not demands.fits(level, country):
        raise ValueError("a level that does not fit the country")
    row = body or Body(organisation=organisation)
    row.name, row.country, row.level, row.address = name.strip(), country, level.value, address
    row.save()
    journal(organisation.pk, "body", row.pk, by, now)
    return row


@transaction.atomic
def begin(
    *, organisation: Organisation, language: str, what: str, why: str, by: UUID, now: datetime
) -> Demand:
    """A draft in one language."""
    row = Demand.objects.create(organisation=organisation, made_at=now)
    DemandText.objects.create(demand=row, language=language, what=what.strip(), why=why.strip())
    journal(organisation.pk, "begun", row.pk, by, now)
    return row


@transaction.atomic
def keep_words(
    *, demand: Demand, language: str, what: str, why: str, by: UUID, now: datetime
) -> DemandText:
    """Its words in one language.

    Raises:
        RefusedError: these words are published; a further language may still be added.
    """
    row = locked(demand)
    if row.state == State.WITHDRAWN:
        raise RefusedError(Why.NOT_NOW)
    if row.state != State.DRAFT and row.texts.filter(language=language).exists():
        raise RefusedError(Why.PUBLISHED_TEXT)
    text, _new = DemandText.objects.update_or_create(
        demand=row, language=language, defaults={"what": what.strip(), "why": why.strip()}
    )
    journal(row.organisation_id, "words", row.pk, by, now)
    return text


@transaction.atomic
def address_to(*, demand: Demand, bodies: Iterable[Body], by: UUID, now: datetime) -> Demand:
    """Says whom it asks; once it is published, more may be asked and none fewer.

    Raises:
        RefusedError: it is withdrawn, or one that was asked in public would be left out.
    """
    row, chosen = locked(demand), list(bodies)
    before = set(row.bodies.all())
    if row.state == State.WITHDRAWN or (row.state != State.DRAFT and not before <= set(chosen)):
        raise RefusedError(Why.NOT_NOW)
    row.bodies.set(chosen)
    journal(row.organisation_id, "addressed", row.pk, by, now)
    return row


@transaction.atomic
def add_evidence(
    *, demand: Demand, kind: Kind, address: str, label: str, by: UUID, now: datetime
) -> Evidence:
    """Says what it stands on; the same address a second time is the first, mended.

    Raises:
        RefusedError: it is withdrawn. ValueError: the address leads nowhere.
    """
    row = locked(demand)
    if not demands.is_address(address):
        raise ValueError("an address that leads nowhere")
    if row.state == State.WITHDRAWN:
        raise RefusedError(Why.NOT_NOW)
    made, _new = Evidence.objects.update_or_create(
        demand=row, address=address, defaults={"kind": kind.value, "label": label.strip()}
    )
    journal(row.organisation_id, "evidence", row.pk, by, now)
    return made


@transaction.atomic
def drop_evidence(*, evidence: Evidence, by: UUID, now: datetime) -> None:
    """Takes it out again.

    Raises:
        RefusedError: the demand is published, and somebody may have read it with this.
    """
    row = locked(evidence.demand)
    if row.state != State.DRAFT:
        raise RefusedError(Why.NOT_NOW)
    evidence.delete()
    journal(row.organisation_id, "evidence_dropped", row.pk, by, now)


@transaction.atomic
def move(*, demand: Demand, act: Act, by: UUID, now: datetime) -> Demand:
    """Publishes it, says that it was reached, asks for it again.

    Raises:
        RefusedError: the table has no such line, or something is not said yet.
    """
    row = locked(demand)
    row.state = demands.after(act, row.state)
    if act is Act.PUBLISH:
        _check_whole(row)
        row.published_at = now
    row.save()
    journal(row.organisation_id, act.value, row.pk, by, now)
    return row


def _check_whole(row: Demand) -> None:
    if not any(text.what and text.why for text in row.texts.all()):
        raise RefusedError(Why.NO_TEXT)
    if not row.bodies.exists():
        raise RefusedError(Why.NO_BODY)
    if not row.evidence.exists():
        raise RefusedError(Why.NO_EVIDENCE)


@transaction.atomic
def withdraw(*, demand: Demand, reason: str, by: UUID, now: datetime) -> Demand:
    """Asks for it no more; its page stays and says why, and so do the promises.

    Raises:
        RefusedError: it is not public.
    """
    row = locked(demand)
    row.state, row.reason = demands.after(Act.WITHDRAW, row.state), reason.strip()
    row.save()
    journal(row.organisation_id, Act.WITHDRAW.value, row.pk, by, now)
    return row


@transaction.atomic
def keep_meeting(
    *, demand: Demand, meeting: Meeting | None, body: Body, day: date, notes: str, by: UUID,
    now: datetime,
) -> Meeting:  # fmt: skip
    """A meeting that was or will be, or what was said at one.

    Args:
        meeting: the one to complete; None: a new one.

    Raises:
        RefusedError: it is not asked for, or not of this body.
    """
    row = locked(demand)
    check_asked(row, body)
    made = meeting or Meeting(demand=row)
    made.body, made.day, made.notes = body, day, notes.strip()
    made.save()
    journal(row.organisation_id, "meeting", made.pk, by, now)
    return made


def check_asked(row: Demand, body: Body) -> None:
    """Whether a body is asked for it now.

    Raises:
        RefusedError: it is no longer or not yet asked for, or not of this body.
    """
    if row.state not in ASKED or not row.bodies.filter(pk=body.pk).exists():
        raise RefusedError(Why.NOT_ASKED)
