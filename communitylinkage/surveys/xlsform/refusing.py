"""What we do not ask of anybody: where she is, her device, her number, who she is logged in as.

pyxform's own dictionary tells what a type collects, so that its other names are found too.
"""

import re
from collections.abc import Iterable

from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from communitylinkage.surveys.xlsform.problems import Problem, Weight
from communitylinkage.surveys.xlsform.sheets import Sheets, begins, cell, column_named, ends

_REFERENCE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
_PLACES = ("geopoint", "geotrace", "geoshape")
_PRELOADED = {
    "deviceid": "device",
    "simserial": "device",
    "subscriberid": "device",
    "phonenumber": "telephone",
    "phone number": "telephone",
    "username": "person",
    "email": "person",
}
_BY_NAME = {
    "start-geopoint": "location",
    "background-geopoint": "location",
    "osm": "location",
    "audit": "watching",
    "background-audio": "watching",
    "imei": "device",
}


def reason(kind: str) -> str | None:
    """Why a type is refused: location, device, telephone, person or watching; None: it is not."""
    bare = " ".join(kind.lower().split())
    first = bare.split(" ")[0] if bare else ""
    if first in _BY_NAME:
        return _BY_NAME[first]
    known = QUESTION_TYPE_DICT.get(bare) or QUESTION_TYPE_DICT.get(first) or {}
    bind = known.get("bind", {})
    if str(bind.get("type", "")) in _PLACES or "location" in bare.split(" ")[-2:]:
        return "location"
    return _PRELOADED.get(str(bind.get("jr:preloadParams", "")))


def refused(sheets: Sheets) -> list[Problem]:
    """The rows that are refused, each with its reason."""
    rows = sheets.get("survey", [])
    kind, name = column_named(rows, "type"), column_named(rows, "name")
    found = []
    for number, row in enumerate(rows[1:], start=2):
        why = reason(cell(row, kind))
        if why:
            args: dict[str, str | int] = {"name": cell(row, name), "type": cell(row, kind)}
            found.append(Problem(f"refused.{why}", Weight.REFUSED, "survey", number, "type", args))
    return sorted([*found, *_mentions(rows, found)], key=lambda one: one.row) if found else []


def _mentions(rows: list[list[str]], found: list[Problem]) -> list[Problem]:
    """Questions and groups that speak of one that is left out, and so cannot stand without it.

    A group goes with all that is in it: `until` is the row at which it ends.
    """
    kind, name = column_named(rows, "type"), column_named(rows, "name")
    gone = {str(one.args["name"]) for one in found}
    out, more = {one.row for one in found}, [*found]
    while more:
        more = []
        for number, row in enumerate(rows[1:], start=2):
            about = gone & set(_REFERENCE.findall(" ".join(row)))
            if number in out or not about or ends(cell(row, kind)):
                continue
            args: dict[str, str | int] = {"name": cell(row, name), "other": min(about)}
            if begins(cell(row, kind)):
                args["until"] = _end(rows, number, kind)
            column = next(
                (n for n, one in zip(rows[0], row, strict=False) if f"${{{min(about)}}}" in one), ""
            )
            code = "refused.group" if "until" in args else "refused.mentions"
            more.append(Problem(code, Weight.REFUSED, "survey", number, column, args))
        out |= rows_of(more)
        gone |= {cell(rows[number - 1], name) for number in rows_of(more)} - {""}
        found = [*found, *more]
    return [one for one in found if one.code in ("refused.mentions", "refused.group")]


def _end(rows: list[list[str]], begin: int, kind: int | None) -> int:
    """The row at which a group ends that begins at this one; the last row where none does."""
    depth = 0
    for number, row in enumerate(rows[begin - 1 :], start=begin):
        depth += begins(cell(row, kind)) - ends(cell(row, kind))
        if depth == 0:
            return number
    return len(rows)


def rows_of(found: Iterable[Problem]) -> set[int]:
    """The rows that these leave out."""
    ends_at = ((one.row, int(one.args.get("until", one.row))) for one in found)
    return {number for row, last in ends_at for number in range(row, last + 1)}


def without(sheets: Sheets, found: list[Problem]) -> Sheets:
    """The form without these rows; they stay as empty rows, so that the numbers hold."""
    gone = rows_of(found)
    rows = [[] if n in gone else row for n, row in enumerate(sheets.get("survey", []), start=1)]
    return {**sheets, "survey": rows}
