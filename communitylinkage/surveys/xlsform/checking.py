"""What we check before pyxform: limits, hidden signs, missing columns, and circles."""

import re
from collections.abc import Iterator

from communitylinkage.surveys.xlsform.circles import circles
from communitylinkage.surveys.xlsform.limits import LONGEST_CELL, MOST_CHOICES, MOST_QUESTIONS
from communitylinkage.surveys.xlsform.problems import Problem, Weight
from communitylinkage.surveys.xlsform.sheets import USED, Sheets, headings, list_column, records
from communitylinkage.surveys.xlsform.wording import NAMELESS, usual

HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
# pyxform leaves it to the app of the telephone, which looks the choices up in a file.
_SEARCH = re.compile(r"\bsearch\s*\(")


def check(sheets: Sheets) -> list[Problem]:
    """Every problem that we find ourselves; none of them hides another."""
    if not any(sheets.get("survey", [])):
        return [Problem("sheet.survey_missing", args={"sheets": ", ".join(sheets)})]
    return [
        *_headings(sheets),
        *_cells(sheets),
        *_counts(sheets),
        *circles(sheets),
        *_languages(sheets),
        *_searches(sheets),
    ]


def _headings(sheets: Sheets) -> Iterator[Problem]:
    for sheet in (one for one in sheets if one in USED):
        names = headings(sheets[sheet])
        for index, name in enumerate(names):
            if name and name in names[:index]:
                yield Problem("column.twice", Weight.ERROR, sheet, 1, name)
    if "type" not in [one.lower() for one in headings(sheets["survey"])]:
        yield Problem("column.missing", Weight.ERROR, "survey", 1, "type")
    choices = sheets.get("choices", [])
    if choices and list_column(choices) is None:
        yield Problem("column.missing", Weight.ERROR, "choices", 1, "list_name")


def _languages(sheets: Sheets) -> Iterator[Problem]:
    if usual(sheets) == NAMELESS:
        yield Problem("words.no_language", Weight.WARNING, "settings", 1, "default_language")


def _searches(sheets: Sheets) -> Iterator[Problem]:
    for number, record in records(sheets["survey"]):
        for column, cell in record.items():
            if column.lower() == "appearance" and _SEARCH.search(cell):
                yield Problem("appearance.search", Weight.ERROR, "survey", number, column)


def _cells(sheets: Sheets) -> Iterator[Problem]:
    for sheet in (one for one in sheets if one in USED):
        names = headings(sheets[sheet])
        for number, row in enumerate(sheets[sheet], start=1):
            for index, cell in enumerate(row):
                column = names[index] if index < len(names) else ""
                column = HIDDEN.sub("", column)[:60]
                if len(cell) > LONGEST_CELL:
                    long: dict[str, str | int] = {"most": LONGEST_CELL, "length": len(cell)}
                    yield Problem("cell.long", Weight.ERROR, sheet, number, column, long)
                if HIDDEN.search(cell):
                    yield Problem("cell.hidden", Weight.ERROR, sheet, number, column)


def _counts(sheets: Sheets) -> Iterator[Problem]:
    if len(sheets["survey"]) - 1 > MOST_QUESTIONS:
        args: dict[str, str | int] = {"most": MOST_QUESTIONS}
        yield Problem("survey.many", Weight.ERROR, "survey", MOST_QUESTIONS + 2, "", args)
    for sheet in ("choices", "external_choices"):
        if len(sheets.get(sheet, [])) - 1 > MOST_CHOICES:
            many: dict[str, str | int] = {
                "most": MOST_CHOICES,
                "count": len(sheets[sheet]) - 1,
            }
            yield Problem("choices.many", Weight.ERROR, sheet, MOST_CHOICES + 2, "", many)
