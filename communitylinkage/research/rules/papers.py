"""What is sealed of a piece of evidence, and its bytes in whole kilobytes."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from communitylinkage.research.rules.overlap import situations

BLOCK_BYTES = 1024
LONGEST = 9_000  # letters; a longer talk is several pieces of one giver


@dataclass(frozen=True, slots=True)
class Paper:
    """Words or a file, and the situations of who gave it; also a translation, a note, an objection.

    Args:
        giver: a made-up name that tells two pieces of one person, chosen by the group.
        file: its bytes; `name` and `type` belong to it.
    """

    text: str = ""
    giver: str = ""
    situations: Mapping[str, str] = field(default_factory=dict)
    file: bytes = b""
    name: str = ""
    type: str = ""


def to_bytes(paper: Paper) -> bytes:
    """JSON in UTF-8, padded: the length would say something."""
    plain = {
        "text": paper.text,
        "giver": paper.giver,
        "situations": dict(paper.situations),
        "file": base64.b64encode(paper.file).decode(),
        "name": paper.name,
        "type": paper.type,
    }
    text = json.dumps(plain, ensure_ascii=False).encode()
    return text + b" " * (-len(text) % BLOCK_BYTES)


def from_bytes(plain: bytes) -> Paper:
    """The paper again."""
    said = json.loads(plain)
    return Paper(
        text=said["text"],
        giver=said["giver"],
        situations=situations(said["situations"]),
        file=base64.b64decode(said["file"]),
        name=said["name"],
        type=said["type"],
    )
