"""What a fact may say: codes only, a country at most, a month; plain Python."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Cut:
    """Which facts are added up: of a kind, with all of some codes, laid apart by one name or not.

    Args:
        codes: joined. by: the name of a code, such as `outcome`; empty: not laid apart.
    """

    kind: str
    codes: str = ""
    by: str = ""


# Month, country, codes.
Told = tuple[str, str, str]
# Month, country, the value laid apart by (empty where none is).
Place = tuple[str, str, str]


def added_up(cut: Cut, told: Mapping[Told, int]) -> Counter[Place]:
    """How many facts of a cut each place has. A fact with two values of the name is in both.

    Args:
        told: facts of the cut's kind, alike ones together, with how many there are of each.
    """
    wanted, found = set(cut.codes.split()), Counter[Place]()
    for (month, region, codes), number in told.items():
        said = codes.split()
        if wanted <= set(said):
            for value in _values(said, cut.by):
                found[month, region, value] += number
    return found


def _values(said: Iterable[str], by: str) -> list[str]:
    if not by:
        return [""]
    return [one.partition(":")[2] for one in said if one.startswith(f"{by}:")]
