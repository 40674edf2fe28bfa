"""What is unfinished: the engine's state and where she is, sealed under her token."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID

from communitylinkage.vault.keys import Locked, decrypt, encrypt

# Lengths tell how far somebody is: they are rounded up.
BLOCK = 4096


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a draft: where its bytes are, what it is called, what it is by its content."""

    id: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers on their way: the engine's own JSON, the form's language, the page, the files."""

    engine: str = ""
    language: str = ""
    at: int = 0
    files: Mapping[str, Kept] = field(default_factory=dict)

    def with_file(self, ref: str, kept: Kept) -> "Draft":
        """With a file for a question, instead of the one before."""
        return replace(self, files={**self.files, ref: kept})


def to_bytes(draft: Draft) -> bytes:
    """As bytes, filled up with spaces."""
    plain = json.dumps(asdict(draft), ensure_ascii=False).encode(errors="surrogatepass")
    return plain.ljust(-(-len(plain) // BLOCK) * BLOCK)


def from_bytes(plain: bytes) -> Draft:
    """The draft again.

    Raises:
        ValueError: it is none.
    """
    try:
        told: dict[str, Any] = json.loads(plain)
        files = {str(ref): Kept(**one) for ref, one in dict(told.pop("files")).items()}
        for one in files.values():
            UUID(one.id)
        return Draft(**told, files=files)
    except (TypeError, AttributeError, LookupError, RecursionError) as error:
        raise ValueError("not a draft") from error


def sealed(draft: Draft, key: bytes) -> bytes:
    """Under the token's key."""
    return encrypt(key, to_bytes(draft))


def opened(ciphertext: bytes, key: bytes) -> Draft:
    """With the token's key.

    Raises:
        Locked: it is another key.
    """
    try:
        return from_bytes(decrypt(key, ciphertext))
    except ValueError as error:
        raise Locked from error
