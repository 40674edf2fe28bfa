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
    ("no_list", re.compile(r"List name not in (?:external )?choices sheet: (?P<list>\S+)")),
    (
        "no_list",
        re.compile(
            r"List name not in columns sheet|Repeat loop without list name"
            r"|should be choices for this question"
        ),
    ),
    ("file_ending", re.compile(r"should end with one of the supported file extensions")),
    (
        "no_external",
        re.compile(r"There should be an external_choices sheet|external_choices sheet has"),
    ),
    ("no_choices", re.compile(r"There should be a choices sheet|choices sheet has the mandatory")),
    (
        "choice_space",
        re.compile(r"Choice names with spaces cannot .*See \[(?P<value>.*)\] in \[(?P<list>.*)\]"),
    ),
    ("other_filter", re.compile(r"Choice filter not supported with or_other")),
    ("other_choices", re.compile(r"specify choices for this 'or other' question")),
    ("table_filter", re.compile(r"Choice filter not supported for table-list")),
    ("table_lists", re.compile(r"Badly formatted table list")),
    ("disabled", re.compile(r"The 'disabled' column header")),
    ("skipped", re.compile(r"Row without name, text, or label is being skipped")),
    ("external_filter", re.compile(r"select one external is only meant for filtered selects")),
    ("max_pixels", re.compile(r"Use the \S+ parameter to speed up submission sending")),
    (
        "audit",
        re.compile(r"Audits must always be named|the audit, .* are required parameters", re.DOTALL),
    ),
    ("device", re.compile(r"is no longer supported on most devices")),
    ("app", re.compile(r"invalid Android package name")),
    (
        "parameter",
        re.compile(
            r"must be set to |is an invalid value|must have an integer value|must be greater"
            r"|value must be a number|Parameters must include|Invalid value for [^`\s]+\.$"
        ),
    ),
    ("trigger", re.compile(r"is not user-visible so it can't be used as a calculation trigger")),
    ("two_files", re.compile(r"The same instance id will be generated")),
    ("search", re.compile(r"using 'search\(\)'\. This combination|uses 'search\(\)', and its")),
    ("big_image", re.compile(r"To use big-image, you must also specify an image")),
    ("no_id", re.compile(r"Survey cannot have an empty id_string")),
    ("no_survey", re.compile(r"You must have a sheet named '\w+'")),
    ("media_type", re.compile(r"Media type: (?P<type>\S+) not supported")),
    ("pyref_003", re.compile(r"There is no survey element named '(?P<q>[^']*)'")),
    ("pyref_004", re.compile(r"There are multiple survey elements named '(?P<q>[^']*)'")),
    (
        "names_013",
        re.compile(
            r"When looking for a sheet named '(?P<sheet>[^']*)'.*found: (?P<candidates>.+?)\. If",
            re.DOTALL,
        ),
    ),
    (
        "odd",
        re.compile(
            r"Invalid value for `|Expected a sequence of columns|Cannot omit instanceID"
            r"|section has not been included|must not both be None|Could not export itemsets"
        ),
    ),
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


_TYPE = ("unknown_type", "no_type", "no_list", "survey_001", "survey_002", "other_choices",
         "table_lists", "external_filter", "device", "file_ending")  # fmt: skip
_USUAL = {
    **dict.fromkeys(_TYPE, "type"),
    **dict.fromkeys(("parameter", "max_pixels", "app", "audit"), "parameters"),
    **dict.fromkeys(("other_filter", "table_filter"), "choice_filter"),
    "no_label": "label", "no_name": "name", "choice_space": "name", "trigger": "trigger",
    "search": "appearance", "big_image": "big-image", "disabled": "disabled",
}  # fmt: skip


def _usual(code: str) -> str:
    kind = code.removeprefix("converter.")
    return _USUAL.get(kind, "")
