"""The credential itself: an OpenBadgeCredential of Open Badges 3.0, as the payload of a JWT.

Sources: 1EdTech, Open Badges Specification 3.0 (section 8.2, JSON Web Token proof format); W3C,
Verifiable Credentials Data Model 2.0. As there, the payload is the credential itself with the
registered claims beside it; no `vc` around it.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from communitylinkage.values.text import folded

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
SCHEMA = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)
# The specification's kind `name` is a name as it is written; ours is folded, then hashed.
IDENTITY_TYPE = "ext:name"


@dataclass(frozen=True, slots=True)
class Badge:
    """What a credential says.

    `number` is its address, where it can be looked up; `issuer` the address of the issuer's
    profile; `given_by` the organisation; `salt` random; `list_address` and `index` where its
    status stands. `valid_until` is rare: what was reached stays reached.
    """

    number: str
    issuer: str
    issuer_name: str
    given_by: str
    given_by_name: str
    achievement_id: str
    achievement: str
    description: str
    criteria: str
    language: str
    name: str
    salt: str
    valid_from: datetime
    list_address: str
    index: int
    valid_until: datetime | None = None


def identity_of(name: str, salt: str) -> str:
    """The hash that stands for a name: without case, accents and further spaces, then salted.

    Raises:
        ValueError: the name has no letter.
    """
    plain = folded(name)
    if not plain:
        raise ValueError("a name has letters")
    return "sha256$" + hashlib.sha256((plain + salt).encode(errors="replace")).hexdigest()


def is_for(payload: dict[str, Any], name: str) -> bool:
    """Whether a credential was given to this name."""
    if not folded(name):
        return False
    people = payload["credentialSubject"]["identifier"]
    return any(
        hmac.compare_digest(identity_of(name, one.get("salt", "")), one["identityHash"])
        for one in people
    )


def moment(at: datetime) -> str:
    """A moment as the standard writes it: UTC, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seconds(at: datetime) -> int:
    """A moment as the claims of a JWT write it."""
    return int(at.timestamp())


def credential_of(badge: Badge) -> dict[str, Any]:
    """The payload to be signed."""
    payload: dict[str, Any] = {
        "@context": list(CONTEXTS),
        "id": badge.number,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": badge.achievement,
        "issuer": {"id": badge.issuer, "type": ["Profile"], "name": badge.issuer_name},
        "validFrom": moment(badge.valid_from),
        "credentialSubject": _subject(badge),
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        "credentialStatus": status_entry(badge.list_address, badge.index),
        "iss": badge.issuer,
        "jti": badge.number,
        "nbf": seconds(badge.valid_from),
    }
    if badge.valid_until:
        payload |= {"validUntil": moment(badge.valid_until), "exp": seconds(badge.valid_until)}
    return payload


def _subject(badge: Badge) -> dict[str, Any]:
    identity = {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": identity_of(badge.name, badge.salt),
        "identityType": IDENTITY_TYPE,
        "salt": badge.salt,
    }
    achievement = {
        "id": badge.achievement_id,
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "creator": {"id": badge.given_by, "type": ["Profile"], "name": badge.given_by_name},
        "criteria": {"narrative": badge.criteria},
        "description": badge.description,
        "inLanguage": badge.language,
        "name": badge.achievement,
    }
    return {"type": ["AchievementSubject"], "identifier": [identity], "achievement": achievement}


def status_entry(list_address: str, index: int) -> dict[str, str]:
    """Where the status of a credential stands (W3C, Bitstring Status List 1.0)."""
    return {
        "id": f"{list_address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": list_address,
    }
