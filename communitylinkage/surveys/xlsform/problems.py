"""One thing that is not right, where it is, as a code: pages say it in the reader's language."""

from dataclasses import dataclass, field
from enum import StrEnum


class Weight(StrEnum):
    """What follows from a problem."""

    ERROR = "error"  # it cannot be imported
    REFUSED = "refused"  # this question is left out, when the importer says yes
    WARNING = "warning"  # it can be imported


@dataclass(frozen=True, slots=True)
class Problem:
    """A code with its arguments, at a place. Row 0 and empty names: the whole sheet or file."""

    code: str
    weight: Weight = Weight.ERROR
    sheet: str = ""
    row: int = 0
    column: str = ""
    args: dict[str, str | int] = field(default_factory=dict)


class NotReadError(ValueError):
    """A file that gives no rows, for the one reason it holds."""

    def __init__(self, code: str, sheet: str = "", row: int = 0, column: str = "",
                 **args: str | int) -> None:  # fmt: skip
        super().__init__(code)
        self.problem = Problem(code, Weight.ERROR, sheet, row, column, args)
