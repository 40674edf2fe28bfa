"""The life of a version of a practice, as a table; plain Python."""

from enum import StrEnum

from communitylinkage.values.moves import Life, Refused


class State(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CHANGES_ASKED = "changes_asked"
    PUBLISHED = "published"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What moves a version."""

    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    ASK_CHANGES = "ask_changes"
    PUBLISH = "publish"
    REPLACE = "replace"
    WITHDRAW = "withdraw"


# What was published never goes back to being a draft: its address is in other people's papers.
MOVES: dict[tuple[Act, State], State] = {
    (Act.SUBMIT, State.DRAFT): State.IN_REVIEW,
    (Act.SUBMIT, State.CHANGES_ASKED): State.IN_REVIEW,
    (Act.TAKE_BACK, State.IN_REVIEW): State.DRAFT,
    (Act.ASK_CHANGES, State.IN_REVIEW): State.CHANGES_ASKED,
    (Act.PUBLISH, State.IN_REVIEW): State.PUBLISHED,
    (Act.REPLACE, State.PUBLISHED): State.REPLACED,
    (Act.WITHDRAW, State.PUBLISHED): State.WITHDRAWN,
}
# Only these are written in; only these have an address that anybody may read.
WRITTEN = frozenset({State.DRAFT, State.CHANGES_ASKED})
PUBLIC = frozenset({State.PUBLISHED, State.REPLACED, State.WITHDRAWN})
# A new version begins from one of these.
OVER = frozenset({State.PUBLISHED, State.WITHDRAWN})


class Why(StrEnum):
    """Why an act is refused; wording turns it into a sentence."""

    NOT_NOW = "not_now"
    NO_TEXT = "no_text"
    NO_TOPIC = "no_topic"
    REVIEWS = "reviews"
    OWN = "own"
    SAME_COUNTRY = "same_country"
    REVIEWED = "reviewed"
    RIGHTS = "rights"
    ASK_THEM = "ask_them"
    TAKEN_ALREADY = "taken_already"
    TOO_EARLY = "too_early"


class RefusedError(Refused):
    """An act that is not possible now."""

    why: Why


LIFE = Life(
    "The life of a version of a practice", State.DRAFT, MOVES, lambda: RefusedError(Why.NOT_NOW)
)
can, after, picture = LIFE.can, LIFE.after, LIFE.picture
