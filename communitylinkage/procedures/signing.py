"""Proposed, signed, in force, suspended, replaced: one line of the table at a time."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from communitylinkage.journal.actions import record
from communitylinkage.procedures import letters, queries, rules
from communitylinkage.procedures.graph.checking import hinders
from communitylinkage.procedures.models import Procedure, Signature, Version
from communitylinkage.procedures.rules import Act, RefusedError, State, Why


@transaction.atomic
def move(*, version: Version, act: Act, by: UUID, now: datetime) -> Version:
    """Proposes, takes back to draft, lets enter into force, suspends, resumes, or was reviewed.

    Raises:
        RefusedError: the table has no such line, or something stands against it.
    """
    row = _locked(version)
    row.state = rules.after(act, row.state)
    if act == Act.PROPOSE:
        _check_ready(row, now)
    if act == Act.TAKE_BACK:
        row.signatures.filter(taken_back=None).update(taken_back=now)
    if act == Act.REVIEW:
        _review(row, now)
    elif row.state == State.IN_FORCE:
        if queries.missing_signatures(row):
            raise RefusedError(Why.SIGNATURES)
        _enter(row, now)
    row.save(update_fields=["state", "in_force_at", "review_on", "reminded_on"])
    _journal(row, f"procedure.{act.value}", by, now)
    _stop_cases(row, by, now)
    if act != Act.TAKE_BACK:
        letters.tell_signers(version=row, by=by, now=now)
    return row


@transaction.atomic
def sign(*, version: Version, organisation: UUID, text: str, by: UUID,
         now: datetime) -> Version:  # fmt: skip
    """Signs for a party; the last signature completes it.

    Args:
        text: the mark of what was read (`queries.text_of`). A version that went back to draft and
            was proposed anew keeps its number: only its text says whether it is the same.

    Raises:
        RefusedError: not a party, signed already, another text than was read, or something stands
            against it.
    """
    row = _locked(version)
    rules.after(Act.SIGN, row.state)
    if organisation not in {one.pk for one in queries.parties(row).values()}:
        raise RefusedError(Why.NOT_A_PARTY)
    if row.signatures.filter(organisation=organisation, taken_back=None).exists():
        raise RefusedError(Why.SIGNED_ALREADY)
    if text != queries.text_of(row):
        raise RefusedError(Why.READ_AGAIN)
    _check_ready(row, now)
    Signature.objects.create(version=row, organisation_id=organisation, by=by, made_at=now)
    complete = not queries.missing_signatures(row)
    if row.state == State.PROPOSED and complete:
        row.state = rules.after(Act.COMPLETE, row.state)
        row.save(update_fields=["state"])
    _journal(row, "procedure.sign", by, now, organisation)
    if complete:
        letters.tell_signers(version=row, by=by, now=now)
    return row


@transaction.atomic
def unsign(*, version: Version, organisation: UUID, by: UUID, now: datetime) -> Version:
    """Takes a party's signature back; what was in force is suspended by it.

    Raises:
        RefusedError: there is no signature of it, or the state does not allow it.
    """
    row = _locked(version)
    state = rules.after(Act.UNSIGN, row.state)
    signed = row.signatures.filter(organisation=organisation, taken_back=None)
    if not signed.update(taken_back=now):
        raise RefusedError(Why.NOT_NOW)
    row.state = state
    row.save(update_fields=["state"])
    _journal(row, "procedure.unsign", by, now, organisation)
    _stop_cases(row, by, now)
    letters.tell_signers(version=row, by=by, now=now)
    return row


def _stop_cases(row: Version, by: UUID, now: datetime) -> None:
    """Tells the parts above that what followed it goes on without it, in the same transaction."""
    if row.state == State.SUSPENDED:
        for path in settings.ON_PROCEDURE_SUSPENDED:
            import_string(path)(version=row, by=by, now=now)


def _check_ready(row: Version, now: datetime) -> None:
    rules.check_ready(
        hindered=hinders(queries.findings(row, now)),
        open_objections=queries.open_objections(row).count(),
        parties=[one.code for one in row.value.parties],
        named=queries.parties(row),
    )


def _enter(row: Version, now: datetime) -> None:
    held = Version.objects.filter(procedure=row.procedure_id, state__in=rules.BINDING)
    for before in held.exclude(pk=row.pk):
        before.state = rules.after(Act.REPLACE, before.state)
        before.save(update_fields=["state"])
    row.in_force_at, row.reminded_on = now, None
    row.review_on = rules.review_on(now.date(), row.value.review_months)


def _review(row: Version, now: datetime) -> None:
    """It was looked at and stays as it is; what has to change is a new version."""
    if not rules.may_review(row.review_on, now.date()):
        raise RefusedError(Why.NOT_NOW)
    row.review_on = rules.review_on(now.date(), row.value.review_months)
    row.reminded_on = None


def _locked(version: Version) -> Version:
    """The procedure first, so that two acts on two of its versions wait for each other."""
    Procedure.objects.select_for_update().get(pk=version.procedure_id)
    rows = Version.objects.select_for_update().select_related("procedure")
    return rows.get(pk=version.pk)


def _journal(row: Version, act: str, by: UUID, now: datetime,
             organisation: UUID | None = None) -> None:  # fmt: skip
    whose = organisation or row.procedure.organisation_id
    record(organisation_id=whose, act=act, by=by, reference=str(row.pk), now=now)
