"""Rows -> XForm by pyxform, with everything that is to be said about them, each at its place."""

import re
from dataclasses import dataclass, field, replace

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert as by_pyxform

from communitylinkage.surveys.xlsform import media, titles
from communitylinkage.surveys.xlsform.checking import check
from communitylinkage.surveys.xlsform.messages import problem_of
from communitylinkage.surveys.xlsform.problems import Problem, Weight
from communitylinkage.surveys.xlsform.refusing import refused, without
from communitylinkage.surveys.xlsform.sheets import Sheets, as_definition, records

_FILE = re.compile(r"^select[ _](?:one|multiple)[ _]from[ _]file\s+(\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Converted:
    """A form as we keep it: its rows without what is refused, its XForm, what is to be said.

    ``xform`` is empty where an error stands in ``problems``.
    """

    sheets: Sheets
    xform: str = ""
    itemsets: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def stands(self) -> bool:
        """Whether it can be imported."""
        return not any(one.weight == Weight.ERROR for one in self.problems)


def convert(sheets: Sheets, name: str = "data", files: tuple[str, ...] = ()) -> Converted:
    """Converts the form without its refused questions, which are among the problems.

    Args:
        name: of the root of the answers.
        files: the names of what came with it: choice files, pictures, sounds and films.
    """
    sheets = titles.kept(sheets)
    out = refused(sheets)
    kept = without(sheets, out) if out else sheets
    problems = [*check(kept), *out, *_files(kept, files), *media.problems(kept, files)]
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
        return Converted(kept, made.xform, made.itemsets or "", problems)
    return Converted(kept, problems=problems)


def _placed(problem: Problem, sheets: Sheets) -> Problem:
    """pyxform names an unknown type without its row; the row is where it stands first."""
    if problem.row or problem.code != "converter.unknown_type":
        return problem
    for number, record in records(sheets.get("survey", [])):
        if problem.args.get("type") in record.values():
            return replace(problem, sheet="survey", row=number)
    return problem


def files_wanted(sheets: Sheets) -> list[tuple[int, str]]:
    """The choice files that questions name, each with its row."""
    found = []
    for number, record in records(sheets.get("survey", [])):
        match = _FILE.match(record.get("type", ""))
        if match:
            found.append((number, match[1]))
    return found


def _files(sheets: Sheets, files: tuple[str, ...]) -> list[Problem]:
    return [
        Problem("file.choices_missing", Weight.WARNING, "survey", number, "type", {"file": name})
        for number, name in files_wanted(sheets)
        if name not in files
    ]
