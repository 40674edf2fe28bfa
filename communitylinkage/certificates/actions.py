"""Giving certificates and taking them back; a new key."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.db import IntegrityError, transaction

from communitylinkage.certificates import addresses, keys, queries, rules
from communitylinkage.certificates.models import Certificate, KeyPair
from communitylinkage.certificates.rules import Reason, Wanted
from communitylinkage.credentials import LENGTH, Badge, PrivateKey, credential_of, status_list
from communitylinkage.credentials.signing import sign
from communitylinkage.journal.actions import record
from communitylinkage.organisations.models import Organisation

SALT_BYTES = 16
_TRIES = 20


@transaction.atomic
def issue(
    *,
    organisation: UUID,
    name: str,
    achievement: str,
    criteria: str,
    day: date,
    language: str,
    by: UUID,
    now: datetime,
    description: str = "",
) -> Certificate:
    """Gives one certificate; `rules.Wanted` says what each word is.

    Raises:
        NotGivenError: the name has no letter ("name"), title or criteria are empty ("text"), or
            the day has not come ("day").
    """
    wanted = Wanted(name, achievement, criteria, day, language, description)
    return issue_all(organisation=organisation, wanted=[wanted], by=by, now=now)[0]


@transaction.atomic
def issue_all(
    *, organisation: UUID, wanted: Iterable[Wanted], by: UUID, now: datetime
) -> list[Certificate]:
    """Gives an organisation's certificates, in their order: all of them or none. The key that
    signs is opened once.

    Raises:
        NotGivenError: as for one.
    """
    giver, key = Organisation.objects.get(pk=organisation), keys.signing_key(now)
    return [_given(giver, one, key, by, now) for one in wanted]


def _given(
    giver: Organisation, wanted: Wanted, key: PrivateKey, by: UUID, now: datetime
) -> Certificate:
    rules.check_wanted(wanted)
    number, (list_number, index) = uuid4(), _free_place()
    badge = Badge(
        number=addresses.number(number),
        issuer=addresses.issuer(),
        issuer_name=queries.issuer_name(),
        given_by=giver.pk.urn,
        given_by_name=giver.name,
        achievement_id=uuid5(NAMESPACE_URL, f"{giver.pk} {wanted.achievement}").urn,
        achievement=wanted.achievement,
        description=wanted.description or wanted.achievement,
        criteria=wanted.criteria,
        language=wanted.language,
        name=wanted.name,
        salt=secrets.token_urlsafe(SALT_BYTES),
        valid_from=rules.valid_from(wanted.day, now),
        list_address=addresses.status(list_number),
        index=index,
    )
    row = Certificate.objects.create(
        id=number,
        organisation=giver,
        credential=sign(credential_of(badge), key),
        language=wanted.language,
        list_number=list_number,
        list_index=index,
        given_at=now,
    )
    record(organisation_id=giver.pk, act="certificate.give", by=by, reference=str(number), now=now)
    return row


def _free_place() -> tuple[int, int]:
    """A random place that nobody has, so that neighbours in the list say nothing."""
    number = rules.list_of(Certificate.objects.count())
    for _try in range(_TRIES):
        index = secrets.randbelow(LENGTH)
        if not Certificate.objects.filter(list_number=number, list_index=index).exists():
            return number, index
    raise IntegrityError("no free place was found")


@transaction.atomic
def revoke(*, certificate: UUID, reason: Reason, by: UUID, now: datetime) -> Certificate:
    """Takes a certificate back, for good.

    Raises:
        TakenBackError: it was taken back before. Certificate.DoesNotExist: there is none.
    """
    row = Certificate.objects.select_for_update().get(pk=certificate)
    rules.check_revocable(row.revoked_on)
    row.revoked_on, row.reason = now.date(), Reason(reason).value
    row.save(update_fields=["revoked_on", "reason"])
    record(organisation_id=row.organisation_id, act="certificate.revoke", by=by,
           reference=str(row.pk), now=now)  # fmt: skip
    return row


def renew_key(*, now: datetime) -> PrivateKey:
    """A new pair signs from now on.

    Who keeps the machine does it at its command line, so there is no `by`, and no organisation in
    whose journal it would stand; the list of keys itself says since when each has been there.
    """
    return keys.new_key(now)


@transaction.atomic
def withdraw_key(*, thumbprint: str, now: datetime) -> None:
    """Takes a stolen key out of the published ones: nothing that it signed is believed any more.

    Raises:
        KeyPair.DoesNotExist: there is no such key.
    """
    row = KeyPair.objects.get(pk=thumbprint)
    row.delete()
    if row.current:
        keys.new_key(now)


def signed_list(*, number: int, now: datetime) -> str:
    """The list of what was taken back, as signed text. Writes nothing but the first key."""
    told = status_list(
        address=addresses.status(number),
        issuer=addresses.issuer(),
        issuer_name=queries.issuer_name(),
        revoked=queries.revoked(number),
        made_at=now,
    )
    return sign(told, keys.signing_key(now))
