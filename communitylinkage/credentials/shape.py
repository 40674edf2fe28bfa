"""Whether a payload has the shape that Open Badges 3.0 asks for, as far as we use it.

The official JSON schema is not in this repository; these are its requirements for the parts that a
credential of ours has, written down from the specification: what must be there, of which kind, and
which further names may stand in a closed object. What we do not use is let through unread.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from communitylinkage.credentials.badge import CONTEXTS

_HASH = re.compile(r"(md5\$[0-9a-fA-F]{32}|sha256\$[0-9a-fA-F]{64})")
_TYPES = frozenset({"OpenBadgeCredential", "AchievementCredential"})
_IDENTITY = frozenset({"type", "hashed", "identityHash", "identityType", "salt"})
_URI = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_ACHIEVEMENT = ("id", "name", "description")


def faults(payload: Mapping[str, Any]) -> list[str]:
    """The names of what is missing or of another kind; none for a credential that may be used."""
    found = [
        *_contexts(payload.get("@context")),
        *_types(payload.get("type"), {"VerifiableCredential"}, "type"),
        *([] if _names(payload.get("type")) & _TYPES else ["type"]),
        *_uri(payload.get("id"), "id"),
        *_text(payload.get("name"), "name"),
        *_moment(payload.get("validFrom"), "validFrom"),
        *_profile(payload.get("issuer"), "issuer"),
        *_subject(payload.get("credentialSubject")),
    ]
    if "validUntil" in payload:
        found += _moment(payload["validUntil"], "validUntil")
    if "credentialStatus" in payload:
        found += _status(payload["credentialStatus"])
    return found


def _contexts(value: Any) -> list[str]:
    right = isinstance(value, list) and value[:1] == [CONTEXTS[0]] and CONTEXTS[1] in value
    return [] if right else ["@context"]


def _names(value: Any) -> set[str]:
    many = value if isinstance(value, list) else [value]
    return {one for one in many if isinstance(one, str)}


def _types(value: Any, wanted: set[str], where: str) -> list[str]:
    return [] if wanted <= _names(value) else [where]


def _text(value: Any, where: str) -> list[str]:
    return [] if isinstance(value, str) and value.strip() else [where]


def _uri(value: Any, where: str) -> list[str]:
    return [] if isinstance(value, str) and _URI.fullmatch(value) else [where]


def _moment(value: Any, where: str) -> list[str]:
    try:
        right = datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        right = False
    return [] if right else [where]


def _profile(value: Any, where: str) -> list[str]:
    if not isinstance(value, dict):
        return [where]
    return _uri(value.get("id"), f"{where}.id") + _types(
        value.get("type"), {"Profile"}, f"{where}.type"
    )


def _subject(value: Any) -> list[str]:
    if not isinstance(value, dict):
        return ["credentialSubject"]
    people = value.get("identifier")
    found = _types(value.get("type"), {"AchievementSubject"}, "credentialSubject.type")
    found += _achievement(value.get("achievement"))
    if not isinstance(people, list) or not people:
        return [*found, "credentialSubject.identifier"]
    return found + [fault for one in people for fault in _identity(one)]


def _identity(value: Any) -> list[str]:
    where = "credentialSubject.identifier"
    if not isinstance(value, dict) or set(value) - _IDENTITY:
        return [where]
    right = (
        value.get("type") == "IdentityObject"
        and value.get("hashed") is True
        and isinstance(value.get("identityHash"), str)
        and _HASH.fullmatch(value["identityHash"])
        and isinstance(value.get("identityType"), str)
        and isinstance(value.get("salt", ""), str)
    )
    return [] if right else [where]


def _achievement(value: Any) -> list[str]:
    where = "credentialSubject.achievement"
    if not isinstance(value, dict):
        return [where]
    found = _types(value.get("type"), {"Achievement"}, f"{where}.type")
    for name in _ACHIEVEMENT:
        found += _text(value.get(name), f"{where}.{name}")
    criteria = value.get("criteria")
    if not isinstance(criteria, dict) or not (criteria.get("id") or criteria.get("narrative")):
        found.append(f"{where}.criteria")
    if "creator" in value:
        found += _profile(value["creator"], f"{where}.creator")
    return found


def _status(value: Any) -> list[str]:
    where = "credentialStatus"
    if not isinstance(value, dict):
        return [where]
    index = value.get("statusListIndex")
    right = (
        value.get("type") == "BitstringStatusListEntry"
        and value.get("statusPurpose") == "revocation"
        and isinstance(index, str)
        and index.isascii()
        and index.isdecimal()
        and len(index) < 10
    )
    return ([] if right else [where]) + _uri(value.get("statusListCredential"), f"{where}.list")
