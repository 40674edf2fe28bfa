"""What is sealed, as plain values and as bytes: the paper, the summary, the content.

Bytes are padded to whole kilobytes: the length of a sealed record would say something too.
"""

import json
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any, TypeVar

BLOCK_BYTES = 1024


class Channel(StrEnum):
    """How she can be reached without danger."""

    CALL = "call"
    MESSAGE = "message"
    EMAIL = "email"
    THROUGH_MENTOR = "through_mentor"


class Warm(StrEnum):
    """How she is brought to the service (a warm handover, not a slip of paper)."""

    JOINT_CALL = "joint_call"
    ACCOMPANIED = "accompanied"
    MEETING = "meeting"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Paper:
    """What she agreed to, as she may read it again.

    Args:
        items: codes of what is shared: `need`, `name`, `contact`, `children`.
        recipients: their names, in order.
        until: the last day, ISO 8601.
        text, text_language: version and language of the reviewed text that was read.
        spoken: language in which it was explained.
        how: `read` by herself, `read_aloud`, `interpreter`, `easy`.
        agreed: `said`, `signed`, `digits`.
        capacity: `alone`, `with_support`.
        excluded: who must not know: persons and posts in her words, organisations by name.
    """

    purpose: str
    items: tuple[str, ...]
    recipients: tuple[str, ...]
    until: str
    text: str
    text_language: str
    spoken: str
    how: str
    agreed: str
    capacity: str = "alone"
    for_children: bool = False
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The coded need: what a service reads before it accepts; no name, no free words.

    Args:
        kind: of help (`matching.need.Help`). papers: `matching.need.Papers`.
        languages: BCP 47 codes, the best first. area: the largest town near, never a street.
        warm: how she would be brought (`Warm`).
        some_must_not_know: whether the content names persons or organisations that must never hear
            of it. Who they are opens with the content only; that there are some must be known
            before anybody calls an interpreter.
        minor, elsewhere: `yes` or `no` where an agreement asks whether she is younger than 18, and
            whether she is outside its area; else empty.
    """

    kind: str
    languages: tuple[str, ...] = ()
    interpreter: bool = True
    country: str = ""
    area: str = ""
    papers: str = "unsaid"
    children: bool = False
    step_free: bool = False
    urgency: str = ""
    warm: str = Warm.ALONE
    some_must_not_know: bool = False
    minor: str = ""
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What opens only on acceptance: how to call her, and how to reach her without danger.

    Args:
        channel: `Channel`. when: the hours at which it is safe, in words.
        cover_name: who the caller says that she is. agreed_word: shows that it is the right caller.
        meeting: a proposed time and place of a handover, in words.
        not_told: persons who must never hear of it, a name on each line.
        not_organisations: ids, likewise.
    """

    name: str
    channel: str = Channel.THROUGH_MENTOR
    number: str = ""
    when: str = ""
    cover_name: str = ""
    agreed_word: str = ""
    meeting: str = ""
    note: str = ""
    not_told: str = ""
    not_organisations: tuple[str, ...] = ()


def named(not_told: str) -> tuple[str, ...]:
    """The persons whom she excluded, one on each line, wherever she said it."""
    return tuple(filter(None, (line.strip() for line in not_told.splitlines())))


Sealed = TypeVar("Sealed", Paper, Summary, Content)


def shared(summary: Summary, items: Collection[str]) -> Summary:
    """What a service may read of a need: that children come is said only where she agreed to it."""
    return replace(summary, children=summary.children and "children" in items)


def to_bytes(value: Paper | Summary | Content) -> bytes:
    """JSON in UTF-8, padded with spaces to whole kilobytes."""
    text = json.dumps(asdict(value), ensure_ascii=False).encode()
    return text + b" " * (-len(text) % BLOCK_BYTES)


def from_bytes(kind: type[Sealed], plain: bytes) -> Sealed:
    """The value again; what a newer version added is left out."""
    known = {field.name for field in fields(kind)}
    told: dict[str, Any] = {k: v for k, v in json.loads(plain).items() if k in known}
    make: Callable[..., Sealed] = kind
    return make(**{k: tuple(v) if isinstance(v, list) else v for k, v in told.items()})
