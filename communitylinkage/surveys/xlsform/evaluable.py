"""Whether our engine can work a form out that pyxform let through; each fault at its row."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from communitylinkage.surveys.engine import Form, UnreadableError, read
from communitylinkage.surveys.engine import Problem as Fault
from communitylinkage.surveys.engine.lists import ITEMSETS
from communitylinkage.surveys.xlsform.limits import MOST_CHOICES
from communitylinkage.surveys.xlsform.problems import Problem, Weight
from communitylinkage.surveys.xlsform.sheets import Sheets, begins, ends, records

_SOURCE = re.compile(r'<instance\b[^>]*\bsrc="jr://file(?:-csv)?/([^"]+)"')
# pyxform makes these beside a question: how often a repeat stands, the words behind "other".
_MADE = re.compile(r"_(count|other)$")
# Where a rule may stand besides the column that is called as it is.
_ALSO = {
    "relevant": ("relevance", "skip_logic"),
    "calculation": ("calculate", "bind::calculate"),
    "read_only": ("readonly", "read_only"),
    "repeat_count": ("jr:count", "count"),
}
_CODES = {
    "bad_expression": "rule.broken",
    "bad_pattern": "rule.pattern",
    "unknown_function": "rule.function",
    "refused_function": "rule.function_refused",
    "cycle": "circle",
    "bad_csv": "file.list_broken",
    "bad_file": "file.list_broken",
}


def sources(xform: str) -> tuple[str, ...]:
    """The files that lists of a form come from: choices, and what pulldata() looks up."""
    return tuple(dict.fromkeys(unescape(one) for one in _SOURCE.findall(xform)))


def files_of(lists: Mapping[str, str], itemsets: str) -> dict[str, bytes]:
    """The files that the engine reads: those that came along, and the external choices."""
    known = {**lists, **({ITEMSETS: itemsets} if itemsets else {})}
    return {name: text.encode() for name, text in known.items()}


def check(sheets: Sheets, xform: str, lists: Mapping[str, str], itemsets: str) -> list[Problem]:
    """Everything that the engine refuses; nothing: the form can be answered."""
    try:
        form = read(xform, files_of(lists, itemsets))
    except UnreadableError as error:
        places = _places(sheets)
        return [_placed(one, sheets, places) for one in error.problems]
    return list(_long(sheets, form))


def _long(sheets: Sheets, form: Form) -> Iterator[Problem]:
    for file, rows in form.file_sizes.items():
        if rows > MOST_CHOICES and file != ITEMSETS:  # the sheet was counted already
            args: dict[str, str | int] = {"most": MOST_CHOICES, "count": rows, "file": file}
            yield Problem("file.list_long", Weight.ERROR, *naming(sheets, file), args)


def naming(sheets: Sheets, file: str) -> tuple[str, int, str]:
    """Sheet, row and column of the cell that names a list's file, with or without its ending."""
    stem = file.rpartition(".")[0]
    names = (file, f"'{stem}'", f'"{stem}"')
    for number, record in records(sheets.get("survey", [])):
        for column, cell in record.items():
            if any(one in cell for one in names):
                return "survey", number, column
    return "survey", 0, ""


def _places(sheets: Sheets) -> dict[str, tuple[int, dict[str, str]]]:
    """Each row by its place below the form's root."""
    found: dict[str, tuple[int, dict[str, str]]] = {}
    above: list[str] = []
    for number, raw in records(sheets.get("survey", [])):
        record = {name.lower(): cell for name, cell in raw.items()}
        kind, name = record.get("type", ""), record.get("name", "")
        if ends(kind):
            above = above[:-1]
            continue
        found.setdefault("/".join([*above, name]), (number, raw))
        if begins(kind):
            above = [*above, name]
    return found


def _placed(fault: Fault, sheets: Sheets, places: dict[str, tuple[int, dict[str, str]]]) -> Problem:
    code = _CODES.get(fault.code, "form.unanswerable")
    args: dict[str, str | int] = dict(fault.args)
    if "file" in fault.args:
        return Problem(code, Weight.ERROR, *naming(sheets, fault.args["file"]), args)
    place = fault.ref.strip("/").partition("/")[2]
    row, record = places.get(place) or places.get(_MADE.sub("", place)) or (0, {})
    if code == "circle":
        names = fault.args["names"].split(", ")
        args = {"way": " → ".join([*names, names[0]])[:400]}
    rule = str(args.pop("rule", ""))
    if place not in places and place.endswith("_count"):
        rule = "repeat_count"  # pyxform works it out beside the repeat
    column, written = _cell(record, rule)
    if written:
        args["expression"] = written[:200]
    return Problem(code, Weight.ERROR, "survey", row, column, args)


def _cell(record: Mapping[str, str], rule: str) -> tuple[str, str]:
    """The column of a rule as the sheet calls it, and what is written there."""
    names = (rule, *_ALSO.get(rule, ()))
    for column, cell in record.items():
        bare = column.lower().replace(" ", "_").removeprefix("bind::")
        if bare in names or (rule == "label" and bare.partition("::")[0] == rule):
            return column, cell
    return rule, ""
