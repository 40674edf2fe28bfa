"""A message as it is sealed: one ticked sentence, a few words, or both; padded like the papers."""

import json
from dataclasses import dataclass

from communitylinkage.referrals.papers import BLOCK_BYTES


@dataclass(frozen=True, slots=True)
class Letter:
    """What was written.

    Args:
        said: a code of `rules.Said`, which each reader reads in her own language.
    """

    said: str = ""
    text: str = ""

    def to_bytes(self) -> bytes:
        """JSON in UTF-8, padded with spaces to whole kilobytes."""
        plain = json.dumps({"said": self.said, "text": self.text}, ensure_ascii=False).encode()
        return plain + b" " * (-len(plain) % BLOCK_BYTES)


def read(plain: bytes) -> Letter:
    """The letter again."""
    told = json.loads(plain)
    return Letter(str(told.get("said", "")), str(told.get("text", "")))
