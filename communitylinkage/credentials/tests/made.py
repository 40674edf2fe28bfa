"""An issuer with its keys, a stranger with hers, and a credential."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from communitylinkage.credentials import Badge, PrivateKey, credential_of, status_list
from communitylinkage.credentials.keys import published, read_keys
from communitylinkage.credentials.signing import sign

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
ISSUER = "https://link.example.org/credentials/issuer/"
LIST = "https://link.example.org/credentials/status/1/"
PLACE = "https://link.example.org/credentials/keys/"
INDEX = 70_001
BADGE = Badge(
    number="https://link.example.org/en/check/6f9c0c5e-0f0e-4b52-9d0e-1f4a30c1b111/",
    issuer=ISSUER,
    issuer_name="CommunityLinkage",
    given_by="urn:uuid:6f9c0c5e-0f0e-4b52-9d0e-1f4a30c1b222",
    given_by_name="Women of the Harbour",
    achievement_id="urn:uuid:6f9c0c5e-0f0e-4b52-9d0e-1f4a30c1b333",
    achievement="دورة المرشدات",
    description="A course for mentors, 40 hours",
    criteria="Was there at four of five sessions",
    language="ar",
    name="Amal  Rédouane",
    salt="c2FsdHNhbHQ",
    valid_from=NOW,
    list_address=LIST,
    index=INDEX,
)
KEY, NEXT_KEY, STRANGER = (PrivateKey.new(PLACE, 2048) for _ in range(3))
PUBLISHED = json.dumps({"keys": [published(one.public(), ISSUER) for one in (NEXT_KEY, KEY)]})
KEYS = read_keys(PUBLISHED)
PAYLOAD = credential_of(BADGE)
FILE = sign(PAYLOAD, KEY)


def signed(key=KEY, badge=BADGE, **changed):
    """A credential of ours, with parts of it replaced before it is signed."""
    return sign(credential_of(badge) | changed, key)


def listed(*revoked, address=LIST, issuer=ISSUER, key=KEY):
    """The signed list of revocations."""
    told = status_list(
        address=address, issuer=issuer, issuer_name="CommunityLinkage", revoked=revoked, made_at=NOW
    )
    return sign(told, key)


def badge(**values):
    return replace(BADGE, **values)
