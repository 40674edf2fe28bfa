"""The words of a form beside its logic: languages, what can be reworded, and what differs."""

import re
from collections import Counter
from dataclasses import dataclass

from communitylinkage.surveys.xlsform import titles
from communitylinkage.surveys.xlsform.limits import LONGEST_CELL
from communitylinkage.surveys.xlsform.sheets import (
    Sheets,
    cell,
    column_named,
    ends,
    headings,
    list_column,
)

# What pyxform calls the language of columns that name none.
NAMELESS = "default"
WORDS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_ALIASES = {"constraint message": "constraint_message", "required message": "required_message",
            "constraint_msg": "constraint_message", "caption": "label",
            "guidance hint": "guidance_hint"}  # fmt: skip
_REFERENCE = re.compile(r"\$\{[^}]*\}")
_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)\s*$")


@dataclass(frozen=True, slots=True)
class Word:
    """One text that people read: where it stands, what kind it is, in which language."""

    sheet: str
    row: int
    column: int
    kind: str
    language: str
    owner: str
    text: str

    @property
    def key(self) -> str:
        """Its place, as the field of a form is named."""
        return f"{self.sheet}-{self.row}-{self.column}"


def heading(name: str, usual: str = "") -> tuple[str, str] | None:
    """Kind and language of a column of words; None for a column of logic.

    Args:
        usual: the language of a column that names none (`usual`).
    """
    kind, _sign, language = name.partition("::") if "::" in name else name.partition(":")
    bare = _ALIASES.get(kind.strip().lower(), kind.strip().lower())
    return (bare, language.strip() or usual) if bare in WORDS else None


def usual(sheets: Sheets) -> str:
    """The language of columns that name none, where others do; else none.

    Beside columns of the same kind, pyxform takes them for the `default_language` of the settings,
    and where that says nothing, for one that it calls "default". Alone in their kind they are shown
    in every language; they are mended with the usual one.
    """
    named = _named(sheets)
    if not named or all(language for _sheet, _kind, language in _known(sheets)):
        return ""
    rows = sheets.get("settings", [])
    said = cell(rows[1], column_named(rows, "default_language")) if len(rows) > 1 else ""
    kinds = {(sheet, kind) for sheet, kind, language in _known(sheets) if language}
    if any((sheet, kind) in kinds for sheet, kind, language in _known(sheets) if not language):
        return said or NAMELESS
    return said if said in named else named[0]


def languages(sheets: Sheets) -> list[str]:
    """The languages of a form as it names them, in their order; none: it names no language.

    The one of columns that name none stands first.
    """
    plain = usual(sheets)
    return list(dict.fromkeys([*([plain] if plain else []), *_named(sheets)]))


def _named(sheets: Sheets) -> list[str]:
    return [language for _sheet, _kind, language in _known(sheets) if language]


def _known(sheets: Sheets) -> list[tuple[str, str, str]]:
    """Sheet, kind and language of each column of words; both hints are one text of an XForm."""
    return [
        (sheet, known[0].removeprefix("guidance_"), known[1])
        for sheet in ("survey", "choices")
        for name in headings(sheets.get(sheet, []))
        if (known := heading(name))
    ]


def code_of(language: str) -> str:
    """The code that a language of a form carries, as in 'Arabic (ar)'; empty: it carries none."""
    match = _CODE.search(language)
    if match:
        return match[1]
    return language if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", language) else ""


def words(sheets: Sheets) -> list[Word]:
    """Every text, row by row, also the empty cells of columns that hold words."""
    found, plain = [], usual(sheets)
    for sheet in ("survey", "choices"):
        rows = sheets.get(sheet, [])
        columns = [(index, heading(name, plain)) for index, name in enumerate(headings(rows))]
        name_column, of_list = column_named(rows, "name", "value"), list_column(rows)
        kind_column = column_named(rows, "type")
        for number, row in enumerate(rows[1:], start=2):
            if not row or (sheet == "survey" and ends(cell(row, kind_column))):
                continue
            owner = cell(row, name_column)
            if sheet == "choices":
                owner = f"{cell(row, of_list)}: {owner}"
            found += [
                Word(sheet, number, index, known[0], known[1], owner, cell(row, index))
                for index, known in columns
                if known
            ]
    return _titles(sheets) + found


def _titles(sheets: Sheets) -> list[Word]:
    """The form's title, in each language that has a column for it.

    The one that the standard knows is the title in the usual language; where no language is named,
    it is a word like the others.
    """
    rows = sheets.get(titles.SHEET, [])
    if len(rows) < 2:
        return []
    known = languages(sheets)
    own = cell(rows[1], column_named(rows, "default_language"))
    own = own if own in known or not known else known[0]
    found = {titles.language_of(name): at for at, name in enumerate(headings(rows))}
    found.pop("", None)
    plain = column_named(rows, "form_title", "title")
    if plain is not None:
        found.setdefault(own if known else "", plain)
    return [
        Word(titles.SHEET, 2, at, titles.KIND, language, titles.SHEET, cell(rows[1], at))
        for language, at in found.items()
    ]


def lost(before: str, after: str) -> list[str]:
    """The references of a text that are gone or new: `${name}` has to survive a translation."""
    if not after or not before:
        return []
    one, other = Counter(_REFERENCE.findall(before)), Counter(_REFERENCE.findall(after))
    return sorted((one - other) | (other - one))


def wrong(word: Word, after: str, original: str) -> tuple[str, str] | None:
    """Why a new text cannot be taken: a code and what it is about; None: it can."""
    if len(after) > LONGEST_CELL:
        return "long", str(LONGEST_CELL)
    if word.text and not after:
        return "empty", ""
    gone = lost(word.text or original, after)
    return ("references", ", ".join(gone)) if gone else None


def mended(sheets: Sheets, changes: dict[str, str]) -> Sheets:
    """The form with other words at these places; nothing but words can be changed."""
    copy = {name: [list(row) for row in rows] for name, rows in sheets.items()}
    for word in words(sheets):
        if word.key in changes:
            row = copy[word.sheet][word.row - 1]
            row.extend([""] * (word.column + 1 - len(row)))
            row[word.column] = changes[word.key]
    return copy


def with_language(sheets: Sheets, language: str) -> Sheets:
    """The form with empty columns for one more language, where there are words to translate."""
    copy = {name: [list(row) for row in rows] for name, rows in sheets.items()}
    for sheet in ("survey", "choices"):
        names = headings(copy.get(sheet, []))
        kinds = dict.fromkeys(known[0] for one in names if (known := heading(one)))
        names.extend(f"{kind}::{language}" for kind in kinds if f"{kind}::{language}" not in names)
    rows = copy.get(titles.SHEET, [])
    if column_named(rows, "form_title", "title") is not None:
        name = titles.column(language)
        rows[0].extend([name] if name not in rows[0] else [])
    return copy


@dataclass(frozen=True, slots=True)
class Difference:
    """Between two versions: names added and dropped, texts reworded, and logic that changed."""

    added: list[str]
    dropped: list[str]
    reworded: list[tuple[str, str, str, str, str]]
    changed: list[tuple[str, str, str, str]]


def compare(old: Sheets, new: Sheets) -> Difference:
    """What was added, dropped, reworded (owner, kind, language, before, after), changed."""
    one, other = _by_owner(old), _by_owner(new)
    both, plain = [owner for owner in other if owner in one], usual(new)
    reworded, changed = _retitled(old, new), []
    for owner in both:
        for name in dict.fromkeys([*one[owner], *other[owner]]):
            before, after = one[owner].get(name, ""), other[owner].get(name, "")
            known = heading(name, plain)
            if before == after:
                continue
            if known:
                reworded.append((owner, *known, before, after))
            else:
                changed.append((owner, name, before, after))
    return Difference(
        [owner for owner in other if owner not in one],
        [owner for owner in one if owner not in other],
        reworded,
        changed,
    )


def _retitled(old: Sheets, new: Sheets) -> list[tuple[str, str, str, str, str]]:
    before, after = ({one.language: one.text for one in _titles(each)} for each in (old, new))
    return [
        (titles.SHEET, titles.KIND, language, before.get(language, ""), after.get(language, ""))
        for language in dict.fromkeys([*before, *after])
        if before.get(language, "") != after.get(language, "")
    ]


def _by_owner(sheets: Sheets) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for sheet in ("survey", "choices"):
        rows = sheets.get(sheet, [])
        name_column, of_list = column_named(rows, "name", "value"), list_column(rows)
        for row in rows[1:]:
            owner = cell(row, name_column)
            if owner and sheet == "choices":
                owner = f"{cell(row, of_list)}: {owner}"
            if owner:
                found.setdefault(owner, dict(zip(headings(rows), row, strict=False)))
    return found
