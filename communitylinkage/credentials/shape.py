"""Whether a payload has the shape that Open Badges 3.0 asks for, as far as we use it.

The official JSON schema is not in this repository; these are its requirements for the parts that a
credential of ours has (decision 37 says which text of it): what must be there, of which kind, and
which further names may stand in a closed object. What we do not use is let through unread.

Ten thousand are checked at once, so each question is asked once and makes nothing.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from communitylinkage.credentials.badge import CONTEXTS, seconds

_HASH = re.compile(r"(md5\$[0-9a-fA-F]{32}|sha256\$[0-9a-fA-F]{64})")
_IDENTITY = frozenset({"type", "hashed", "identityHash", "identityType", "salt"})
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_LANGUAGE = re.compile(r"[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_FIRST = list(CONTEXTS)
_OURS = ["VerifiableCredential", "OpenBadgeCredential"]


def is_right(payload: Mapping[str, Any]) -> bool:
    """Whether nothing that must be there is missing or of another kind."""
    return (
        _contexts(payload.get("@context"))
        and _is_credential(payload.get("type"))
        and _uri(payload.get("id"))
        and _text(payload.get("name"))
        and _moment(payload.get("validFrom"))
        and _profile(payload.get("issuer"))
        and _subject(payload.get("credentialSubject"))
        and ("validUntil" not in payload or _moment(payload["validUntil"]))
        and ("credentialStatus" not in payload or _status(payload["credentialStatus"]))
    )


def _is_credential(value: Any) -> bool:
    return value == _OURS or (
        _is_a("VerifiableCredential", value)
        and (_is_a("OpenBadgeCredential", value) or _is_a("AchievementCredential", value))
    )


def _contexts(value: Any) -> bool:
    return value == _FIRST or (
        isinstance(value, list)
        and value[:2] == _FIRST
        and all(isinstance(one, str | dict) for one in value[2:])
    )


def _is_a(kind: str, value: Any) -> bool:
    """Whether a list of types has this one, and nothing but texts."""
    return value == [kind] or (
        isinstance(value, list) and kind in value and all(isinstance(one, str) for one in value)
    )


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value) and not value.isspace()


def _uri(value: Any) -> bool:
    return isinstance(value, str) and _is_uri(value)


# Of thousands of credentials few have another issuer, organisation or list.
@lru_cache(maxsize=1024)
def _is_uri(value: str) -> bool:
    return _URI.fullmatch(value) is not None


def _moment(value: Any) -> bool:
    return isinstance(value, str) and moment_of(value) is not None


# A course gives its certificates at one moment.
@lru_cache(maxsize=1024)
def moment_of(value: str) -> tuple[datetime, int] | None:
    """A moment, and how the claims of a JWT write it; nothing where it has no time zone."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return (at, seconds(at)) if at.tzinfo else None


def _profile(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and _uri(value.get("id"))
        and _is_a("Profile", value.get("type"))
        and isinstance(value.get("name", ""), str)
    )


def _subject(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    people = value.get("identifier")
    return (
        _is_a("AchievementSubject", value.get("type"))
        and isinstance(people, list)
        and bool(people)
        and all(map(_identity, people))
        and _achievement(value.get("achievement"))
    )


def _identity(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and _IDENTITY.issuperset(value)
        and value.get("type") == "IdentityObject"
        and value.get("hashed") is True
        and isinstance(value.get("identityHash"), str)
        and _HASH.fullmatch(value["identityHash"]) is not None
        and isinstance(value.get("identityType"), str)
        and isinstance(value.get("salt", ""), str)
    )


def _achievement(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and _is_a("Achievement", value.get("type"))
        and _text(value.get("id"))
        and _text(value.get("name"))
        and _text(value.get("description"))
        and _criteria(value.get("criteria"))
        and ("creator" not in value or _profile(value["creator"]))
        and ("inLanguage" not in value or _language(value["inLanguage"]))
    )


def _criteria(value: Any) -> bool:
    """An address or a text that says what was asked for."""
    if not isinstance(value, dict):
        return False
    address, text = value.get("id", ""), value.get("narrative", "")
    return isinstance(address, str) and isinstance(text, str) and bool(address or text)


def _language(value: Any) -> bool:
    return isinstance(value, str) and _LANGUAGE.fullmatch(value) is not None


def _status(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    index = value.get("statusListIndex")
    return (
        value.get("type") == "BitstringStatusListEntry"
        and value.get("statusPurpose") == "revocation"
        and isinstance(index, str)
        and index.isascii()
        and index.isdecimal()
        and len(index) < 10
        and isinstance(value.get("id"), str)
        and _uri(value.get("statusListCredential"))
    )
