"""A wish as it is sealed: JSON of whole kilobytes, like the other papers."""

import json
from dataclasses import asdict, dataclass

from communitylinkage.referrals.papers import BLOCK_BYTES


@dataclass(frozen=True, slots=True)
class Wish:
    """What she asks for.

    Args:
        kinds: codes of `mentor_requests.papers.Company`. language: BCP 47.
        day: ISO 8601, or empty. part: of the day (`mentors.rules.Part`), or empty.
        not_told: persons to avoid, one on each line. not_organisations: ids.
        not_her_circle: nobody from her own community. text: a few words of hers.
    """

    kinds: tuple[str, ...]
    language: str
    day: str = ""
    part: str = ""
    not_told: str = ""
    not_organisations: tuple[str, ...] = ()
    not_her_circle: bool = False
    text: str = ""

    def to_bytes(self) -> bytes:
        """Padded with spaces: the length would say something too."""
        plain = json.dumps(asdict(self), ensure_ascii=False).encode()
        return plain + b" " * (-len(plain) % BLOCK_BYTES)


def read(plain: bytes) -> Wish:
    """The wish again; what a newer version added is left out."""
    told = json.loads(plain)
    return Wish(
        kinds=tuple(told["kinds"]),
        language=told["language"],
        day=told.get("day", ""),
        part=told.get("part", ""),
        not_told=told.get("not_told", ""),
        not_organisations=tuple(told.get("not_organisations", ())),
        not_her_circle=bool(told.get("not_her_circle")),
        text=told.get("text", ""),
    )
