"""How the facts about a help line may be read. Plain Python."""

import re
from datetime import date
from enum import StrEnum

# FACTS.md: sources of 2014 to 2021 are shown as old.
OLD_UNTIL = 2021
EMERGENCY = "112"


class SourceAge(StrEnum):
    """How much the date of a source says."""

    RECENT = "recent"
    OLD = "old"
    UNDATED = "undated"


def source_age(source_date: str) -> SourceAge:
    """The age of a source from the date it gives: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or nothing."""
    if not source_date:
        return SourceAge.UNDATED
    return SourceAge.OLD if int(source_date[:4]) <= OLD_UNTIL else SourceAge.RECENT


def is_source_date(text: str) -> bool:
    """Whether a source's date is empty or a real year, month or day."""
    if not text:
        return True
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def is_round_the_clock(hours: str) -> bool:
    """Whether the source's words for the hours begin with "24 h" or "24/7" and limit nothing.

    Words that say more ("specialists in the day") are shown as they are.
    """
    return bool(re.match(r"24( ?h\b|/7)", hours)) and "outside" not in hours


def is_free(cost: str) -> bool:
    """Whether the source's words for the cost begin with "free"."""
    return cost.startswith("free")


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of an entry, in the order given; several are separated by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def dialled(number: str) -> str:
    """A number as a `tel:` link wants it: digits only, a leading plus kept."""
    plus = "+" if number.strip().startswith("+") else ""
    return plus + re.sub(r"\D", "", number)
