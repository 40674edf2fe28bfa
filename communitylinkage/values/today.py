"""One line of "what needs you today": home shows those of every part in one list."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Today:
    """Something that waits for the person who reads it.

    Args:
        sentence: whole, translated, with nothing about a woman: a phone may be watched.
        address: the page where it is done.
        due: when its clock runs out; what has no clock comes last.
        first: a person waits for this very thing now; it stands above every clock.
    """

    sentence: str
    address: str
    due: datetime | None = None
    first: bool = False
