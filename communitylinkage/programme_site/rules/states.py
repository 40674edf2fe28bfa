"""The life of a version of a page, as a table; plain Python."""

from enum import StrEnum

from communitylinkage.values.moves import Life, Refused


class Kind(StrEnum):
    """What a page is for: each programme has one of each, and as much news as there is."""

    ABOUT = "about"
    PARTNERS = "partners"
    RESULTS = "results"
    CAMPAIGN = "campaign"
    NEWS = "news"


# A page of its own in the menu; `about` is the first, `news` is a list.
SECTIONS = (Kind.PARTNERS, Kind.RESULTS, Kind.CAMPAIGN)


class State(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    REPLACED = "replaced"
    TAKEN_DOWN = "taken_down"


class Act(StrEnum):
    """What moves a version."""

    PUBLISH = "publish"
    REPLACE = "replace"
    TAKE_DOWN = "take_down"


# What was public stays as it was: who goes back to it publishes a copy, so the trail has no holes.
MOVES: dict[tuple[Act, State], State] = {
    (Act.PUBLISH, State.DRAFT): State.PUBLISHED,
    (Act.REPLACE, State.PUBLISHED): State.REPLACED,
    (Act.TAKE_DOWN, State.PUBLISHED): State.TAKEN_DOWN,
}
# Versions that were public once: these can be gone back to.
ONCE_PUBLIC = frozenset({State.PUBLISHED, State.REPLACED, State.TAKEN_DOWN})


class Why(StrEnum):
    """Why an act is refused; wording turns it into a sentence."""

    NOT_NOW = "not_now"
    NO_TEXT = "no_text"
    SAME = "same"


class RefusedError(Refused):
    """An act that is not possible now."""

    why: Why


LIFE = Life(
    "The life of a version of a programme's page",
    State.DRAFT,
    MOVES,
    lambda: RefusedError(Why.NOT_NOW),
)
can, after, picture = LIFE.can, LIFE.after, LIFE.picture
