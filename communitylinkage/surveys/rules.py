"""What a version may become: a draft is published once, a published one is retired."""

from datetime import timedelta
from enum import StrEnum

# How long a workbook waits for a yes.
WAITS = timedelta(hours=2)
# How many texts stand on one page of wording: fields are limited, and so is patience.
PER_PAGE = 50
# Pictures, sounds and films of one form: how many, how many bytes together, letters of a name.
MOST_MEDIA, MEDIA_TOGETHER, LONGEST_NAME = 100, 50_000_000, 200


class State(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


MOVES = {("publish", State.DRAFT): State.PUBLISHED, ("retire", State.PUBLISHED): State.RETIRED}


class NotNowError(Exception):
    """An act that this state does not allow."""


def after(act: str, state: str) -> State:
    """The state after an act.

    Raises:
        NotNowError: the act is unknown, or not for this state.
    """
    try:
        return MOVES[act, State(state)]
    except (KeyError, ValueError) as error:
        raise NotNowError(act) from error
