"""What is sealed, and its bytes in whole kilobytes: the length would say something."""

import json
from dataclasses import asdict, dataclass

BLOCK_BYTES = 1024
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Words:
    """Free text: how a member agreed to be reached, or a note."""

    text: str


def to_bytes(value: Words) -> bytes:
    """JSON in UTF-8, padded with spaces."""
    text = json.dumps(asdict(value), ensure_ascii=False).encode()
    return text + b" " * (-len(text) % BLOCK_BYTES)


def from_bytes(plain: bytes) -> Words:
    """The value again."""
    return Words(str(json.loads(plain)["text"]))
