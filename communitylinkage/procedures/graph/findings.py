"""What a check found, and the smallest change that mends it."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """Whether it has to be mended before signing, or has to be said to who signs."""

    MUST = "must"
    SAYS = "says"


class Op(StrEnum):
    """The changes that mend; `mending.apply` does them."""

    ADD_END = "add_end"
    ADD_LANGUAGE = "add_language"
    ASK = "ask"
    DROP_AGREED = "drop_agreed"
    DROP_BRANCH = "drop_branch"
    DROP_FALLBACK = "drop_fallback"
    DROP_ITEM = "drop_item"
    DROP_STEP = "drop_step"
    FALL_BACK = "fall_back"
    GIVE = "give"
    LEAD_ON = "lead_on"
    LENGTHEN = "lengthen"
    OTHERWISE = "otherwise"
    PROMISE = "promise"
    REDIRECT = "redirect"
    SAME_NAME = "same_name"
    SAME_TITLE = "same_title"
    SAME_WORDS = "same_words"
    SPEAK = "speak"


Argument = str | int


@dataclass(frozen=True, slots=True)
class Mend:
    """One change, with what it needs to know."""

    op: Op
    args: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A code with its arguments; the first names the step where there is one."""

    code: str
    args: tuple[Argument, ...]
    mend: Mend
    weight: Weight = Weight.MUST

    @property
    def key(self) -> tuple[str, tuple[Argument, ...]]:
        """What makes it the same finding again, whatever mends it."""
        return self.code, self.args
