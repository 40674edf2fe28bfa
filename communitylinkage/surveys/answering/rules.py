"""When answers are taken, what a collection may promise, and where an invitation stands."""

import re
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum

# By convention of the instruments: where a question has this name, what stands there is the code
# that the respondent makes herself. It is turned into a tag and thrown away.
OWN_CODE = "own_code"
# So many finished answers wait together before they are rewritten in another order.
MIXED_FROM = 5
# So many answers an open link takes, where nobody says otherwise, and at most.
LINK_TAKES, MOST_THROUGH_A_LINK = 500, 50_000
# Who only opens a form takes no place; so many of them for each place, or a machine fills the disk.
OPENED_FOR_EACH = 10
GROUP_KEY = re.compile(r"[a-z][a-z0-9_]{0,29}")
GROUP_VALUE = re.compile(r"[A-Za-z0-9_-]{1,40}")


class State(StrEnum):
    """Where an invitation stands. Nobody learns when."""

    OPEN = "open"
    BEGUN = "begun"
    FINISHED = "finished"


class NotTakenError(Exception):
    """No answer is taken here: unknown, not open yet, closed, or sent and not to be changed."""


class FullError(NotTakenError):
    """An open link has taken as many answers as it was made for."""


class NotAllowedError(ValueError):
    """A collection, a group or a team that cannot be."""


class IncompleteError(Exception):
    """Something still stands in the way; ``problems`` are the engine's."""

    def __init__(self, problems: tuple[object, ...]) -> None:
        super().__init__(len(problems))
        self.problems = problems


def takes(opens: datetime, closes: datetime | None, closed: datetime | None, now: datetime) -> bool:
    """Whether answers are taken at this moment."""
    return opens <= now and closed is None and (closes is None or now < closes)


def last_day(closes: datetime) -> datetime:
    """A moment of the last day on which answers are taken: its middle.

    What closes does so at the midnight of who keeps it; half a day before, it is the same day on
    every clock of Europe, so a letter to Greece names the day that was typed in Spain.
    """
    return closes - timedelta(hours=12)


def has_place(*, begun: int, opened: int, most: int) -> bool:
    """Whether an open link lets one more begin.

    Args:
        begun: who began through it and kept something, or sent it.
        opened: everybody who pressed the button to begin, these among them.
        most: how many answers it takes.
    """
    return begun < most and opened < most * OPENED_FOR_EACH


def check_promise(*, anonymous: bool, editable: bool, team: int) -> None:
    """An anonymous answer cannot be opened again: nobody could find it.

    Raises:
        NotAllowedError: both are asked for, or nobody could read the free text.
    """
    if anonymous and editable:
        raise NotAllowedError("anonymous answers cannot be opened again")
    if team < 1:
        raise NotAllowedError("somebody must be able to read")


def check_group(group: dict[str, str]) -> None:
    """Codes only, such as a country and a kind: a group is no place for a name.

    Raises:
        NotAllowedError: a key or a value is no code.
    """
    for key, value in group.items():
        if not (GROUP_KEY.fullmatch(key) and GROUP_VALUE.fullmatch(value)):
            raise NotAllowedError("a group is made of codes")


def same_code(typed: str) -> str:
    """The code of one's own as it is compared: without case, accents and spaces."""
    plain = unicodedata.normalize("NFKD", typed).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
