"""What a fact may say: codes only, a country at most, a month; plain Python."""

import re
from collections.abc import Iterable
from datetime import datetime

# A batch is large enough that the order of a day's facts is lost in it.
BATCH = 20

_KIND = re.compile(r"[a-z_]{1,40}")
_CODE = re.compile(r"[a-z_]{1,30}:[A-Za-z0-9_-]{1,30}")
_COUNTRY = re.compile(r"([A-Z]{2})?")


class NotAFact(ValueError):  # noqa: N818 -- reads as a sentence where it is raised
    """More than a fact may say: words, a smaller place than a country."""


def month_of(now: datetime) -> str:
    """All that is kept of the time."""
    return f"{now:%Y-%m}"


def joined(codes: Iterable[str]) -> str:
    """Codes in one order, so that equal facts look equal."""
    return " ".join(sorted(set(codes)))


def check(kind: str, region: str, codes: Iterable[str]) -> None:
    """Refuses what is not a code.

    Raises:
        NotAFact: it is not.
    """
    if not _KIND.fullmatch(kind) or not _COUNTRY.fullmatch(region):
        raise NotAFact
    if not all(_CODE.fullmatch(code) for code in codes):
        raise NotAFact


def may_flush(waiting: int, oldest_month: str, now: datetime) -> bool:
    """Whether what waits may be written on: many enough, or of a month that is over."""
    return waiting >= BATCH or (waiting > 0 and oldest_month < month_of(now))
