"""What a group may be written down as; plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from communitylinkage.support.counting.rules import is_code, plain_code

# Two are the fewest that are several; more than these are an event, which has its own pages.
FEWEST, MOST = 2, 60
# As long as late reports have before figures are frozen (`counting.rules.FREEZE_AFTER`).
OLDEST = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Came:
    """Who came to a group.

    Args:
        women: how many. codes: of their own choosing, each once; the others said none.
    """

    women: int
    codes: tuple[str, ...] = ()

    @property
    def without(self) -> int:
        """How many said no code, and may be counted twice."""
        return self.women - len(self.codes)


def codes_in(typed: str) -> tuple[str, ...]:
    """The codes of a text, one on each line."""
    return tuple(line.strip() for line in typed.splitlines() if line.strip())


def too_short(codes: Iterable[str]) -> tuple[str, ...]:
    """Those that would be many women's."""
    return tuple(code for code in codes if not is_code(code))


def said_twice(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes that stand there twice, as they are compared: two women cannot be told apart by one."""
    seen: set[str] = set()
    twice = []
    for code in codes:
        plain = plain_code(code)
        if plain in seen:
            twice.append(code)
        seen.add(plain)
    return tuple(twice)


def is_its_day(day: date, today: date) -> bool:
    """Whether a group of that day may still be written down."""
    return today - OLDEST <= day <= today
