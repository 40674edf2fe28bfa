"""Rows -> XForm by pyxform, with everything that is to be said about them, each at its place."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert as by_pyxform

from communitylinkage.surveys.xlsform import evaluable, media, titles
from communitylinkage.surveys.xlsform.checking import check
from communitylinkage.surveys.xlsform.messages import problem_of
from communitylinkage.surveys.xlsform.problems import Problem, Weight
from communitylinkage.surveys.xlsform.refusing import refused, without
from communitylinkage.surveys.xlsform.sheets import Sheets, as_definition, records

_FILE = re.compile(r"^select[ _](?:one|multiple)[ _]from[ _]file\s+(\S+)", re.IGNORECASE)
NO_LISTS: Mapping[str, str] = MappingProxyType({})
# Of a message without a row: the sheet, and which of its arguments stands in a cell of the row.
_ROWLESS = {
    "converter.unknown_type": ("survey", "type"),
    "converter.choice_space": ("choices", "value"),
}


@dataclass(frozen=True, slots=True)
class Converted:
    """A form as we keep it: its rows without what is refused, its XForm, what is to be said.

    ``xform`` is empty where an error stands in ``problems``. ``wanted``: the files of its lists.
    """

    sheets: Sheets
    xform: str = ""
    itemsets: str = ""
    wanted: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    @property
    def stands(self) -> bool:
        """Whether it can be imported."""
        return not any(one.weight == Weight.ERROR for one in self.problems)


def convert(sheets: Sheets, name: str = "data", files: Collection[str] = (),
            lists: Mapping[str, str] = NO_LISTS) -> Converted:  # fmt: skip
    """Converts the form without its refused questions, which are among the problems.

    Args:
        name: of the root of the answers.
        files: the names of the pictures, sounds and films that came with it.
        lists: the files that its lists come from, as far as they came: names and texts.
    """
    sheets = titles.kept(sheets)
    out = refused(sheets)
    kept = without(sheets, out) if out else sheets
    problems = [*check(kept), *out, *_files(kept, lists), *media.problems(kept, files)]
    if any(one.weight == Weight.ERROR for one in problems):
        return Converted(kept, problems=problems)
    said: list[str] = []
    try:
        made = by_pyxform(xlsform=as_definition(kept), form_name=name, warnings=said)
    except PyXFormError as error:
        problems.append(_placed(problem_of(str(error), Weight.ERROR), kept))
    except Exception as error:  # pyxform also fails with KeyError and the like on odd rows
        unknown: dict[str, str | int] = {"message": f"{type(error).__name__}: {error}"[:400]}
        problems.append(Problem("converter", Weight.ERROR, args=unknown))
    else:
        problems += [problem_of(one, Weight.WARNING) for one in said]
        return _evaluated(
            Converted(kept, made.xform, made.itemsets or "", problems=problems), lists
        )
    return Converted(kept, problems=problems)


def _evaluated(made: Converted, lists: Mapping[str, str]) -> Converted:
    """The same with what our engine says, and the files that only calculations name."""
    wanted = evaluable.sources(made.xform)
    named = {name for _row, name in files_wanted(made.sheets)}
    absent = [
        Problem("file.missing", Weight.WARNING, *evaluable.naming(made.sheets, one), {"file": one})
        for one in wanted
        if one not in lists and one not in named
    ]
    faults = evaluable.check(made.sheets, made.xform, lists, made.itemsets)
    problems = [*made.problems, *absent, *faults]
    if faults:
        return Converted(made.sheets, problems=problems, wanted=wanted)
    return replace(made, problems=problems, wanted=wanted)


def _placed(problem: Problem, sheets: Sheets) -> Problem:
    """pyxform names some things without their row; the row is where they stand first."""
    sheet, arg = _ROWLESS.get(problem.code, ("", ""))
    if problem.row or not sheet:
        return problem
    for number, record in records(sheets.get(sheet, [])):
        if problem.args.get(arg) in record.values():
            return replace(problem, sheet=sheet, row=number)
    return problem


def files_wanted(sheets: Sheets) -> list[tuple[int, str]]:
    """The choice files that questions name, each with its row."""
    found = []
    for number, record in records(sheets.get("survey", [])):
        match = _FILE.match(record.get("type", ""))
        if match:
            found.append((number, match[1]))
    return found


def _files(sheets: Sheets, lists: Collection[str]) -> list[Problem]:
    return [
        Problem("file.choices_missing", Weight.WARNING, "survey", number, "type", {"file": name})
        for number, name in files_wanted(sheets)
        if name not in lists
    ]
