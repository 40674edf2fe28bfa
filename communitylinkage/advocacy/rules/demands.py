"""The life of a demand, as a table; where it is asked, and what it stands on."""

import re
from enum import StrEnum

from communitylinkage.values.moves import Life, Refused


class State(StrEnum):
    """Where a demand stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    MET = "met"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What moves a demand."""

    PUBLISH = "publish"
    MEET = "meet"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


# What was published is never a draft again: bodies were asked with its words.
MOVES: dict[tuple[Act, State], State] = {
    (Act.PUBLISH, State.DRAFT): State.PUBLISHED,
    (Act.MEET, State.PUBLISHED): State.MET,
    (Act.REOPEN, State.MET): State.PUBLISHED,
    (Act.WITHDRAW, State.PUBLISHED): State.WITHDRAWN,
    (Act.WITHDRAW, State.MET): State.WITHDRAWN,
}
PUBLIC = frozenset({State.PUBLISHED, State.MET, State.WITHDRAWN})
# Bodies are met, and promise, only while it is asked.
ASKED = frozenset({State.PUBLISHED, State.MET})


class Why(StrEnum):
    """Why an act is refused; wording turns it into a sentence."""

    NOT_NOW = "not_now"
    NO_TEXT = "no_text"
    NO_BODY = "no_body"
    NO_EVIDENCE = "no_evidence"
    NOT_ASKED = "not_asked"
    PUBLISHED_TEXT = "published_text"
    DAY_AHEAD = "day_ahead"
    BEFORE = "before"
    TOO_EARLY = "too_early"
    DEADLINE = "deadline"


class RefusedError(Refused):
    """An act that is not possible now."""

    why: Why


class Level(StrEnum):
    """At which level a body decides."""

    LOCAL = "local"
    REGIONAL = "regional"
    NATIONAL = "national"
    EUROPEAN = "european"


class Kind(StrEnum):
    """What a demand stands on."""

    NEED = "need"
    FINDING = "finding"
    GAP = "gap"
    PRACTICE = "practice"
    OTHER = "other"


EUROPE = "EU"
# A page of the web, or one of this site without its language, which is put in on the way.
_WEB = re.compile(r"https?://[^\s/@:<>\"']+\.[^\s/@:<>\"']+(/[^\s<>\"']*)?")
_OURS = re.compile(r"(/[\w.~=&?%+-]+)+/?", re.ASCII)


LIFE = Life("The life of a demand", State.DRAFT, MOVES, lambda: RefusedError(Why.NOT_NOW))
can, after, picture = LIFE.can, LIFE.after, LIFE.picture


def is_address(typed: str) -> bool:
    """Whether it leads somewhere: a page of the web, or of this site from its first slash on."""
    return bool(_WEB.fullmatch(typed) or _OURS.fullmatch(typed))


def fits(level: Level, country: str) -> bool:
    """A European body decides for no single country, every other for one."""
    return (level is Level.EUROPEAN) == (country == EUROPE)
