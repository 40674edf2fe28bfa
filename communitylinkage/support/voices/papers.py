"""A complaint as it is sealed; plain Python."""

import json
from dataclasses import asdict, dataclass

from communitylinkage.referrals.papers import BLOCK_BYTES


@dataclass(frozen=True, slots=True)
class Letter:
    """What happened, in codes and in her own words; how she may be answered, if she wants it."""

    wrong: tuple[str, ...]
    words: str = ""
    reach: str = ""


def to_bytes(letter: Letter) -> bytes:
    """JSON in UTF-8, padded: the length would say something too."""
    text = json.dumps(asdict(letter), ensure_ascii=False).encode()
    return text + b" " * (-len(text) % (8 * BLOCK_BYTES))


def from_bytes(plain: bytes) -> Letter:
    """The letter again."""
    said = json.loads(plain)
    return Letter(tuple(said["wrong"]), said["words"], said["reach"])
