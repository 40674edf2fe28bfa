"""What we do not ask of anybody: where she is, her device, her number, who she is logged in as.

pyxform's own dictionary tells what a type collects, so that its other names are found too.
"""

import re

from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from communitylinkage.surveys.xlsform.problems import Problem, Weight
from communitylinkage.surveys.xlsform.sheets import Sheets, cell, column_named

_REFERENCE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
_GROUP = re.compile(r"\s*(begin|end)", re.IGNORECASE)
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
    """Questions that speak of one that is left out, and so cannot stand without it."""
    kind, name = column_named(rows, "type"), column_named(rows, "name")
    gone = {str(one.args["name"]) for one in found}
    out, more = {one.row for one in found}, [*found]
    while more:
        more = []
        for number, row in enumerate(rows[1:], start=2):
            about = gone & set(_REFERENCE.findall(" ".join(row)))
            if number in out or not about or _GROUP.match(cell(row, kind)):
                continue
            args: dict[str, str | int] = {"name": cell(row, name), "other": min(about)}
            column = next(
                (n for n, one in zip(rows[0], row, strict=False) if f"${{{min(about)}}}" in one), ""
            )
            more.append(Problem("refused.mentions", Weight.REFUSED, "survey", number, column, args))
        out |= {one.row for one in more}
        gone |= {str(one.args["name"]) for one in more} - {""}
        found = [*found, *more]
    return [one for one in found if one.code == "refused.mentions"]


def without(sheets: Sheets, found: list[Problem]) -> Sheets:
    """The form without these rows; they stay as empty rows, so that the numbers hold."""
    gone = {one.row for one in found}
    rows = [[] if n in gone else row for n, row in enumerate(sheets.get("survey", []), start=1)]
    return {**sheets, "survey": rows}
