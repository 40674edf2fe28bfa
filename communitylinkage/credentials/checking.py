"""Checking a credential with nothing but the file and the published keys.

Whoever reads the verdict must not be told more than was found out: without a list of revocations
a right signature says that it was given, not that it still stands.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from communitylinkage.credentials import shape, signing
from communitylinkage.credentials.badge import is_for
from communitylinkage.credentials.keys import Keys
from communitylinkage.credentials.status import NoListError, Revocations, read_list


class Standing(StrEnum):
    """What can be said about a credential."""

    STANDS = "stands"
    GIVEN = "given"  # signed by its issuer; whether it was revoked since was not looked up
    REVOKED = "revoked"
    REFUSED = "refused"


class Why(StrEnum):
    """Why a credential is refused, or why its standing is not known; empty where all is known."""

    NOTHING = ""
    NO_CREDENTIAL = "no-credential"
    UNKNOWN_KEY = "unknown-key"
    CHANGED = "changed"
    OTHER_ISSUER = "other-issuer"
    WRONG_SHAPE = "wrong-shape"
    TOO_EARLY = "too-early"
    EXPIRED = "expired"
    NO_LIST = "no-list"
    WRONG_LIST = "wrong-list"
    OTHER_NAME = "other-name"


class Verdict(NamedTuple):
    """What was found out. The rest is filled only where the signature is right.

    `list_day` is the moment of the list that was looked at; `payload` what the credential says.
    """

    standing: Standing
    why: Why = Why.NOTHING
    list_day: str = ""
    payload: dict[str, Any] | None = None

    @property
    def achievement(self) -> str:
        """What was reached; empty where it was refused."""
        return self._said("name")

    @property
    def number(self) -> str:
        """The address of the credential; empty where it was refused."""
        return self._said("id")

    @property
    def day(self) -> str:
        """The day from which it is valid, as YYYY-MM-DD."""
        return self._said("validFrom")[:10]

    @property
    def given_by(self) -> str:
        """The organisation that gave it, else the issuer."""
        if self.payload is None:
            return ""
        creator = self.payload["credentialSubject"]["achievement"].get("creator", {})
        return str(creator.get("name") or self.payload["issuer"].get("name", ""))

    def _said(self, name: str) -> str:
        return str(self.payload[name]) if self.payload else ""


def verify(
    text: str | bytes,
    keys: Keys,
    *,
    now: datetime,
    status: Revocations | str | bytes | None = None,
    name: str | None = None,
) -> Verdict:
    """What can be said about a credential.

    Args:
        text: the file. keys: the published keys. now: an aware moment. status: the signed list of
        revocations, if somebody has it; opened once with `open_list` where many are checked. name:
        whose it should be, if that is asked.
    """
    try:
        payload, issuer = signing.opened(_plain(text), keys)
    except signing.NotSignedText:
        return Verdict(Standing.REFUSED, Why.NO_CREDENTIAL)
    except signing.UnknownKey:
        return Verdict(Standing.REFUSED, Why.UNKNOWN_KEY)
    except signing.WrongSignature:
        return Verdict(Standing.REFUSED, Why.CHANGED)
    if why := _refusal(payload, issuer, now):
        return Verdict(Standing.REFUSED, why)
    if name is not None and not is_for(payload, name):
        return Verdict(Standing.REFUSED, Why.OTHER_NAME)
    return _with_status(payload, keys, status)


def _plain(text: str | bytes) -> str:
    if isinstance(text, bytes):
        text = text.decode("utf-8-sig", errors="replace")
    return text.strip()


def _refusal(payload: dict[str, Any], key_of: str, now: datetime) -> Why:
    if not shape.is_right(payload):
        return Why.WRONG_SHAPE
    # The claims beside the credential say the same once more, or one of them is not to be believed.
    begins = shape.moment_of(payload["validFrom"])
    ends = shape.moment_of(payload["validUntil"]) if "validUntil" in payload else None
    same = (
        payload.get("jti") == payload["id"]
        and begins
        and payload.get("nbf") == begins[1]
        and payload.get("exp") == (ends[1] if ends else None)
    )
    if not begins or not same:
        return Why.WRONG_SHAPE
    issuer = payload["issuer"]["id"]
    if payload.get("iss") != issuer or key_of not in ("", issuer):
        return Why.OTHER_ISSUER
    if now < begins[0]:
        return Why.TOO_EARLY
    if ends and now >= ends[0]:
        return Why.EXPIRED
    return Why.NOTHING


def open_list(status: str | bytes, keys: Keys) -> Revocations:
    """A signed list of revocations, its signature checked.

    Raises:
        NoListError: it is none, or it was not signed by one of these keys.
    """
    try:
        signed, _key_of = signing.opened(_plain(status), keys)
    except (signing.NotSignedText, signing.UnknownKey, signing.WrongSignature) as error:
        raise NoListError("not signed by these keys") from error
    return read_list(signed)


def _with_status(
    payload: dict[str, Any], keys: Keys, status: Revocations | str | bytes | None
) -> Verdict:
    entry = payload.get("credentialStatus")
    if entry is None:
        return Verdict(Standing.STANDS, payload=payload)
    if status is None:
        return Verdict(Standing.GIVEN, Why.NO_LIST, payload=payload)
    try:
        found = status if isinstance(status, Revocations) else open_list(status, keys)
        if (
            found.address != entry["statusListCredential"]
            or found.issuer != payload["issuer"]["id"]
        ):
            raise NoListError("the list of others")
        revoked = found.revoked(int(entry["statusListIndex"]))
    except NoListError:
        return Verdict(Standing.GIVEN, Why.WRONG_LIST, payload=payload)
    standing = Standing.REVOKED if revoked else Standing.STANDS
    return Verdict(standing, list_day=found.made_at, payload=payload)
