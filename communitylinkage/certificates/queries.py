"""Looking up certificates, published keys, and what was taken back."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from communitylinkage.certificates import addresses
from communitylinkage.certificates.models import Certificate, KeyPair
from communitylinkage.credentials import Keys, Standing, Verdict, Why, read_keys, verify
from communitylinkage.credentials.keys import NoKeysError, published

ISSUER_NAME = "CommunityLinkage"


def issuer_name() -> str:
    """The issuer as people know it: the product, and where it runs."""
    return f"{ISSUER_NAME} ({addresses.issuer().split('/')[2]})"


def issuer_profile() -> dict[str, Any]:
    """Who gives certificates here, as Open Badges 3.0 writes it."""
    return {
        "@context": ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": addresses.issuer(),
        "type": ["Profile"],
        "name": issuer_name(),
    }


def key_set() -> dict[str, list[dict[str, str]]]:
    """All public keys, the one that signs first."""
    return {"keys": [published(row.public_key, row.issuer) for row in KeyPair.objects.all()]}


def one_key(thumbprint: str) -> dict[str, str] | None:
    """One public key; None where there is none."""
    row = KeyPair.objects.filter(pk=thumbprint).first()
    return published(row.public_key, row.issuer) if row else None


def known_keys() -> Keys:
    """The published keys, for checking."""
    try:
        return read_keys(json.dumps(key_set()))
    except NoKeysError:
        return Keys({}, {})


def certificate(number: UUID) -> Certificate | None:
    """A certificate by its number; None where there is none."""
    return Certificate.objects.select_related("organisation").filter(pk=number).first()


def revoked(list_number: int) -> list[int]:
    """The places in a list of what was taken back."""
    found = Certificate.objects.filter(list_number=list_number, revoked_on__isnull=False)
    return list(found.values_list("list_index", flat=True))


def lists() -> int:
    """How many lists there are; none before the first certificate."""
    last = Certificate.objects.order_by("-list_number").values_list("list_number", flat=True)
    return last.first() or 0


def standing(row: Certificate, now: datetime, name: str | None = None) -> Verdict:
    """How a certificate of ours stands: its own signature is asked too, not only its row."""
    found = verify(row.credential, known_keys(), now=now, name=name)
    if found.standing != Standing.GIVEN:
        return found
    return Verdict(Standing.REVOKED if row.revoked_on else Standing.STANDS, payload=found.payload)


def checked(text: str | bytes, now: datetime) -> tuple[Verdict, Certificate | None]:
    """How a file stands, and its row where it is one of ours.

    One that we signed and do not have any more was given, and that is all we know.
    """
    found = verify(text, known_keys(), now=now)
    row = certificate(UUID(found.number)) if _ours(found.number) else None
    if found.standing != Standing.GIVEN or row is None:
        return found, row
    what = Standing.REVOKED if row.revoked_on else Standing.STANDS
    return Verdict(what, Why.NOTHING, payload=found.payload), row


def _ours(number: str) -> bool:
    try:
        return bool(number) and UUID(number).urn == number
    except ValueError:
        return False
