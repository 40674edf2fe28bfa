"""Gathers all that is held about a reference, from the same list that erasing goes by."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q

from communitylinkage.consent.models import Consent, SealedFor
from communitylinkage.journal.models import Line
from communitylinkage.organisations.models import Organisation, Post
from communitylinkage.participants.models import Participant, Receipt
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.roles import Mentor
from communitylinkage.referrals.mentor_requests.rules import ENDED
from communitylinkage.referrals.models import Ask, Link, MentorRequest, Referral
from communitylinkage.stewardship.retention import held, moments
from communitylinkage.stewardship.rules.cases import Key, Standing, erased_on, standing
from communitylinkage.support.models import SupportAction
from communitylinkage.vault.queries import released


@dataclass(frozen=True, slots=True)
class Field:
    """One value of one row, with what the field register says of it."""

    name: str
    value: str
    kind: str
    kept: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table."""

    label: str
    rows: tuple[tuple[Field, ...], ...]


@dataclass(frozen=True, slots=True, order=True)
class Reader:
    """Whose key opens something now; a person is named by her organisation only."""

    key: Key
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Something that is locked: where it hangs, and whose keys open it now."""

    record: UUID
    where: str
    who: tuple[Reader, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """A line of the journal: who did what to which of her references."""

    at: datetime
    act: str
    organisation: str
    reference: str


@dataclass(frozen=True, slots=True)
class Told:
    """All that is held. `closed`: since when everything is over; `erased`: from when it goes."""

    reference: str
    standing: Standing
    closed: datetime | None
    erased: datetime | None
    tables: tuple[Table, ...]
    sealed: tuple[Sealed, ...]
    acts: tuple[Act, ...]


def find(typed: str) -> Participant | MentorRequest | None:
    """What a reference belongs to: hers, of a referral, an ask, a request for a mentor or a visit.

    A case; or a request of a service for a woman who has none here, with its visits.
    """
    wanted = typed.strip().upper()
    if not wanted or "\0" in wanted:
        return None
    requests = MentorRequest.objects.filter(
        Q(reference=wanted)
        | Q(pk__in=SupportAction.objects.filter(reference=wanted).values("request"))
    )
    of_case = (
        Q(reference=wanted)
        | Q(pk__in=Referral.objects.filter(reference=wanted).values("consent__participant"))
        | Q(pk__in=Ask.objects.filter(reference=wanted).values("participant"))
        | Q(pk__in=requests.exclude(consent=None).values("consent__participant"))
    )
    return Participant.objects.filter(of_case).first() or requests.filter(consent=None).first()


def gather(row: Participant | MentorRequest, now: datetime) -> Told:
    """Everything about one case, or about a request that none belongs to; nothing is opened."""
    found = held.of([row])
    if isinstance(row, Participant):
        closed = moments.closed([row.pk])[row.pk]
        where = moments.standings([row.pk], now)[row.pk]
    else:
        closed = row.changed if row.state in ENDED else None
        where = standing(closed, False, now)
    return Told(
        row.reference,
        where,
        closed,
        erased_on(closed) if closed else None,
        tuple(_table(model, rows) for model, rows in found.rows.items()),
        _sealed(found),
        _acts(found),
    )


def _table(model: type[models.Model], rows: tuple[models.Model, ...]) -> Table:
    said = {
        name: entry
        for entry in getattr(model, "register", [])
        for name in entry.fields
    }  # fmt: skip
    return Table(
        model._meta.label,
        tuple(
            tuple(
                Field(
                    field.name, _value(getattr(row, field.attname)),
                    str(said[field.name].kind), str(said[field.name].term),
                )
                for field in model._meta.concrete_fields
            )
            for row in rows
        ),
    )  # fmt: skip


def _value(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes | bytearray | memoryview):
        # What is only a key or a look-up tag says nothing to her, and opens something.
        return f"({len(value)} bytes)"
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _sealed(found: held.Held) -> tuple[Sealed, ...]:
    where = {
        value: f"{model._meta.label}.{name}"
        # What stands under a consent is named by its own table, where it has one.
        for model, rows in sorted(found.rows.items(), key=lambda pair: pair[0] is not SealedFor)
        for name in held.RECORDS.get(model._meta.label, ())
        for row in rows
        if (value := getattr(row, name)) is not None
    }
    readers: dict[UUID, list[UUID]] = defaultdict(list)
    pairs = released(found.records)
    for record, holder in pairs:
        readers[record].append(holder)
    keys = _keys({holder for _record, holder in pairs})
    return tuple(
        Sealed(record, where[record], tuple(sorted(keys[one] for one in readers[record])))
        for record in sorted(where, key=lambda one: (where[one], str(one)))
    )


def _keys(holders: Iterable[UUID]) -> dict[UUID, Reader]:
    """Whose key each is: a post by its name, a person by her organisation only."""
    wanted = list(holders)
    found = dict.fromkeys(wanted, Reader(Key.SOMEBODY, "—"))
    posts = Post.objects.filter(key_holder__in=wanted).select_related("organisation")
    found |= {row.key_holder: Reader(Key.POST, f"{row.name}, {row.organisation.name}")
              for row in posts if row.key_holder}  # fmt: skip
    accounts = {row.pk: row.key_holder for row in Account.objects.filter(key_holder__in=wanted)}
    for one in Membership.objects.filter(account__in=accounts).select_related("organisation"):
        if holder := accounts[one.account_id]:
            role = Key.MENTOR if one.role == Mentor.name else Key.SOMEBODY
            found[holder] = Reader(role, one.organisation.name)
    found |= dict.fromkeys(_of(Receipt.objects.filter(holder__in=wanted)), Reader(Key.RECEIPT))
    return found | dict.fromkeys(_of(Link.objects.filter(holder__in=wanted)), Reader(Key.LINK))


def _of(rows: models.QuerySet[Receipt] | models.QuerySet[Link]) -> list[UUID]:
    return list(rows.values_list("holder", flat=True))


def _acts(found: held.Held) -> tuple[Act, ...]:
    named = {str(one) for one in found.records}
    for model, rows in found.rows.items():
        if model is Consent:
            named |= {str(row.pk) for row in rows}
        named |= {str(row.reference) for row in rows if hasattr(row, "reference")}
    lines = list(Line.objects.filter(reference__in=named).order_by("at", "pk"))
    there = Organisation.objects.filter(pk__in={line.organisation_id for line in lines})
    names = {row.pk: row.name for row in there}
    return tuple(
        Act(line.at, line.act, names.get(line.organisation_id, ""), line.reference)
        for line in lines
    )
