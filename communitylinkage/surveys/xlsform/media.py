"""Pictures, sounds and films that a workbook names beside its words. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from communitylinkage.surveys.xlsform.problems import Problem, Weight
from communitylinkage.surveys.xlsform.sheets import Sheets, records

_COLUMN = re.compile(r"^(media\s*::?\s*)?(image|big-image|audio|video)\s*(:|$)", re.IGNORECASE)
_REFERENCE = re.compile(r"\$\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Named:
    """A cell that names a file. `kind` is what has to be in it: image, audio, video."""

    file: str
    kind: str
    sheet: str
    row: int
    column: str

    def is_file(self, name: str) -> bool:
        """Whether this file is meant; a name may be worked out while somebody answers."""
        parts = [re.escape(part) for part in _REFERENCE.split(self.file)]
        return re.fullmatch(".+".join(parts), name) is not None


def named(sheets: Sheets) -> list[Named]:
    """Every cell that names a file, by sheet and row."""
    found = []
    for sheet in ("survey", "choices"):
        for number, record in records(sheets.get(sheet, [])):
            for column, cell in record.items():
                match = _COLUMN.match(column) if cell else None
                # pyxform takes "-" for a translation that is missing.
                if match and cell.strip() != "-":
                    kind = match[2].lower().removeprefix("big-")
                    # ODK keeps the files of a form in one folder: what stands before is not asked.
                    file = cell.strip().rpartition("/")[2]
                    found.append(Named(file, kind, sheet, number, column))
    return found


def missing(sheets: Sheets, files: Iterable[str]) -> list[Named]:
    """The cells whose file did not come along."""
    there = set(files)
    return [
        one
        for one in named(sheets)
        if one.file not in there and not any(one.is_file(name) for name in there)
    ]


def problems(sheets: Sheets, files: Iterable[str]) -> list[Problem]:
    """The same as warnings, each at its cell."""
    return [
        Problem("media.missing", Weight.WARNING, one.sheet, one.row, one.column,
                {"file": one.file[:200]})
        for one in missing(sheets, files)
    ]  # fmt: skip
