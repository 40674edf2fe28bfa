"""pyxform speaks in sentences; here each becomes a code with arguments at a place."""

import re

from pyxform.errors import ErrorCode

from communitylinkage.surveys.xlsform.problems import Problem, Weight

_TOKEN = re.compile(r"\\\{(\w+)\\\}")
_ROW = re.compile(r"\[row\s*:\s*(\d+)\]|row (?:number )?(\d+)", re.IGNORECASE)
_SHEET = re.compile(r"'?(survey|choices|settings|external_choices|entities)'? sheet", re.IGNORECASE)
_SHEET_AFTER = re.compile(r"sheet:? (?:named )?'(\w+)'", re.IGNORECASE)
_COLUMN = re.compile(r"the '([^']+)' (?:value|column)")
# Sentences that pyxform writes without a code of its own.
_OLDER: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("no_label", re.compile(r"has no label", re.IGNORECASE)),
    ("unknown_type", re.compile(r"Unknown question type '(?P<type>.*?)'", re.DOTALL)),
    ("no_list", re.compile(r"List name not in choices sheet: (?P<list>\S+)")),
    ("no_choices", re.compile(r"There should be a choices sheet")),
    ("no_type", re.compile(r"Question with no type")),
    ("or_other", re.compile(r"This form uses or_other and translations")),
    ("untranslated", re.compile(r"Language '(?P<language>[^'\n]*)' is missing the \w+ ")),
    ("language_code", re.compile(r"valid machine-readable codes: (?P<languages>.+?)\. ")),
    ("no_calculation", re.compile(r"Missing calculation")),
    ("two_ids", re.compile(r"form_id and id_string column headers are both")),
    ("no_name", re.compile(r"(?:Question or group|group or repeat) with no name", re.IGNORECASE)),
)


def _pattern(text: str) -> re.Pattern[str]:
    """A template of pyxform as a pattern: each token once by name, then as anything."""
    seen: set[str] = set()

    def token(match: re.Match[str]) -> str:
        name = match[1]
        if name in seen:
            return ".*?"
        seen.add(name)
        return f"(?P<{name}>.*?)"

    bare = re.escape(text.replace("{{", "\x01").replace("}}", "\x02"))
    bare = _TOKEN.sub(token, bare).replace("\x01", r"\{").replace("\x02", r"\}")
    return re.compile(bare + r"\s*$", re.DOTALL)


_CODED = [(one.name.lower(), _pattern(one.value.msg)) for one in ErrorCode]


def problem_of(message: str, weight: Weight) -> Problem:
    """A message as a problem; ``args["message"]`` keeps what the converter said."""
    code, found = _known(message)
    row, sheet = _ROW.search(message), _SHEET.search(message) or _SHEET_AFTER.search(message)
    column = _COLUMN.search(message)
    named: dict[str, str | int] = {key: value[:400] for key, value in found.items() if value}
    place = (sheet[1].lower() if sheet else "") or ("survey" if row else "")
    number = int(row[1] or row[2]) if row else 0
    in_column = found.get("column", "") or (column[1] if column else "") or _usual(code)
    return Problem(code, weight, place, number, in_column, {**named, "message": message[:1000]})


def _known(message: str) -> tuple[str, dict[str, str]]:
    for code, pattern in _CODED:
        match = pattern.match(message)
        if match:
            return f"converter.{code}", match.groupdict()
    for code, pattern in _OLDER:
        match = pattern.search(message)
        if match:
            return f"converter.{code}", match.groupdict()
    return "converter", {}


def _usual(code: str) -> str:
    kind = code.removeprefix("converter.")
    if kind in ("unknown_type", "no_type", "no_list", "survey_001", "survey_002"):
        return "type"
    return {"no_label": "label", "no_name": "name"}.get(kind, "")
