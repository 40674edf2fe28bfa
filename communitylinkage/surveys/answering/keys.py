"""What a token unfolds into, and the tag of a code of one's own."""

import base64
import binascii
import hmac
import os
from uuid import UUID

from django.conf import settings

from communitylinkage.surveys.answering.rules import same_code
from communitylinkage.vault.keys import expand

TOKEN_BYTES = 18


def new_token() -> str:
    """A token as it stands in an address: 144 random bits, 24 letters."""
    return base64.urlsafe_b64encode(os.urandom(TOKEN_BYTES)).decode()


def bytes_of(token: str) -> bytes | None:
    """The token's bytes; None for what was never one."""
    try:
        plain = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    return plain if len(plain) == TOKEN_BYTES else None


def tag_of(token: str) -> str:
    """What is stored to find the invitation again: it leads back to no token."""
    return expand(bytes_of(token) or b"", b"answering tag").hex()


def key_of(token: str) -> bytes:
    """Opens what is unfinished; never stored."""
    return expand(bytes_of(token) or b"", b"answering draft")


def link_tag(code: str, scope: UUID) -> str:
    """The same for the same code within one scope.

    A code has few letters and could be tried through: the key is in the pepper's file, outside
    database and backups.
    """
    plain = same_code(code)
    if not plain:
        return ""
    key = expand(settings.PEPPER.encode(), b"own codes " + scope.bytes)
    return hmac.new(key, plain.encode(), "sha256").hexdigest()
