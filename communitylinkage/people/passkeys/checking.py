"""What a browser is asked and what its answer proves: py_webauthn, in our words; no framework.

The registration and authentication ceremonies are those of WebAuthn level 3, 7.1 and 7.2. No
attestation is asked for: which make of device she has is none of our business.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import webauthn
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from communitylinkage.people.passkeys.rules import CHALLENGE_LASTS

_TIMEOUT_MS = int(CHALLENGE_LASTS.total_seconds() * 1000)
_PREFERRED = UserVerificationRequirement.PREFERRED


class NotThisKey(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """An answer does not prove what it should: forged, replayed, or from elsewhere."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a page was asked for: the domain that a passkey belongs to, and the whole origin."""

    domain: str
    origin: str


@dataclass(frozen=True, slots=True)
class NewKey:
    """What is kept of a passkey that was just made."""

    credential: bytes
    public_key: bytes
    sign_count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Which passkey an answer to a sign-in says it comes from, not proved yet."""

    text: str
    credential: bytes
    handle: bytes | None


def _named(credentials: Sequence[bytes]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=each) for each in credentials]


def question_to_make(
    *, site: Site, title: str, name: str, handle: bytes, challenge: bytes, known: Sequence[bytes]
) -> str:
    """The options for `navigator.credentials.create`, as JSON.

    Args:
        title: what the device shows as the site.
        name: what the device shows as the account: her own words for the passkey, nothing else.
        handle: the random id that her device knows her account by.
        known: her passkeys here, so that one device does not make a second.
    """
    options = webauthn.generate_registration_options(
        rp_id=site.domain,
        rp_name=title,
        user_name=name,
        user_id=handle,
        challenge=challenge,
        timeout=_TIMEOUT_MS,
        attestation=AttestationConveyancePreference.NONE,
        # Her password comes first, so the device need not keep a list of accounts to show.
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED, user_verification=_PREFERRED
        ),
        exclude_credentials=_named(known),
    )
    return webauthn.options_to_json(options)


def question_to_use(*, site: Site, challenge: bytes, known: Sequence[bytes]) -> str:
    """The options for `navigator.credentials.get`, as JSON; only for the passkeys named."""
    options = webauthn.generate_authentication_options(
        rp_id=site.domain,
        challenge=challenge,
        timeout=_TIMEOUT_MS,
        allow_credentials=_named(known),
        user_verification=_PREFERRED,
    )
    return webauthn.options_to_json(options)


def made(*, site: Site, challenge: bytes, answer: str) -> NewKey:
    """The passkey that an answer to `question_to_make` brings.

    Raises:
        NotThisKey: not an answer to this question, from this site, by a person at the device.
    """
    try:
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.domain,
            expected_origin=site.origin,
        )
    except Exception as error:  # hostile JSON and CBOR end in faults of many kinds
        raise NotThisKey from error
    return NewKey(found.credential_id, found.credential_public_key, found.sign_count)


def read(answer: str) -> Answer:
    """Which passkey an answer to `question_to_use` names.

    Raises:
        NotThisKey: it is no such answer.
    """
    try:
        found = parse_authentication_credential_json(answer)
    except Exception as error:  # as above
        raise NotThisKey from error
    return Answer(answer, found.raw_id, found.response.user_handle)


def counter_of(*, site: Site, challenge: bytes, answer: Answer, public_key: bytes) -> int:
    """What the counter of a passkey says, after its signature was checked.

    The library would compare counters before the signature; here a counter is believed only once
    the key has signed it (`rules.counter_went_on` compares).

    Raises:
        NotThisKey: not an answer to this question, from this site, signed by this key.
    """
    try:
        found = webauthn.verify_authentication_response(
            credential=answer.text,
            expected_challenge=challenge,
            expected_rp_id=site.domain,
            expected_origin=site.origin,
            credential_public_key=public_key,
            credential_current_sign_count=0,
        )
    except Exception as error:  # as above
        raise NotThisKey from error
    return found.new_sign_count
