"""What is sealed of an ask, as a plain value and as padded bytes; plain Python."""

import json
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from communitylinkage.referrals.papers import BLOCK_BYTES


class Channel(StrEnum):
    """How she may be reached without danger."""

    RECEIPT = "receipt"
    CALL = "call"
    MESSAGE = "message"
    EMAIL = "email"


class Soon(StrEnum):
    """How soon she needs an answer. `now` is never sent: whom to call is shown (DESIGN 3, 6)."""

    NOW = "now"
    DAY = "24 hours"
    THREE_DAYS = "72 hours"
    WEEK = "7 days"


class Hour(StrEnum):
    """When it is safe to reach her."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    WEEKEND = "weekend"


@dataclass(frozen=True, slots=True)
class Letter:
    """What she wrote, for the post that she chose and for nobody else.

    Args:
        kind: of help (`matching.need.Help`). language: BCP 47. area: the largest town near.
        words: what else she wants known.
        soon: `Soon`. channel: `Channel`. hours: `Hour`. when: of the hours, in her words.
        excluded: who must not know, in her words. not_organisations: ids of organisations.
    """

    kind: str
    language: str = ""
    country: str = ""
    area: str = ""
    soon: str = Soon.THREE_DAYS
    channel: str = Channel.RECEIPT
    number: str = ""
    hours: tuple[str, ...] = ()
    when: str = ""
    cover_name: str = ""
    agreed_word: str = ""
    excluded: str = ""
    not_organisations: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What she wrote back: a ticked sentence (`rules.Said`), and a few words if she likes."""

    said: str
    text: str = ""


def padded(text: str) -> bytes:
    """UTF-8 in whole kilobytes: the length would say something too."""
    plain = text.encode()
    return plain + b" " * (-len(plain) % BLOCK_BYTES)


def reply_to_bytes(reply: Reply) -> bytes:
    """The reply as JSON, padded."""
    return padded(json.dumps(asdict(reply), ensure_ascii=False))


def reply_from_bytes(plain: bytes) -> Reply:
    """The value again."""
    told = json.loads(plain)
    return Reply(str(told["said"]), str(told["text"]))


def to_bytes(letter: Letter) -> bytes:
    """The letter as JSON, padded."""
    return padded(json.dumps(asdict(letter), ensure_ascii=False))


def from_bytes(plain: bytes) -> Letter:
    """The value again; what a newer version added is left out."""
    known = {field.name for field in fields(Letter)}
    told: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v
        for k, v in json.loads(plain).items()
        if k in known
    }
    return Letter(**told)
