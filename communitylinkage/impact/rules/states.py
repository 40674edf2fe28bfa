"""Why something is refused."""

from enum import StrEnum

from communitylinkage.values import moves


class Refused(StrEnum):
    """The reason, in a code."""

    MONTH_NOT_OVER = "month_not_over"
    FROZEN_ALREADY = "frozen_already"
    NO_INDICATORS = "no_indicators"
    NO_DRAFT = "no_draft"
    DRAFT_CHANGED = "draft_changed"
    OTHER_CODE = "other_code"
    CODE_TAKEN = "code_taken"
    RELEASED_ALREADY = "released_already"


class RefusedError(moves.Refused):
    """Not now; `why` says it."""

    why: Refused
