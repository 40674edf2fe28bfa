"""A procedure as JSON and back: open, documented (docs/procedure-format.md), the same both ways."""

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from communitylinkage.matching.need import Papers
from communitylinkage.procedures.graph import week
from communitylinkage.procedures.graph.cases import Children, Condition, Place, Urgency
from communitylinkage.procedures.graph.values import (
    MOST_HOURS,
    MOST_STEPS,
    Branch,
    Clock,
    Moment,
    Party,
    Procedure,
    Promise,
    Role,
    Step,
    Unit,
    Words,
)  # fmt: skip
from communitylinkage.values.languages import OWN_NAMES
from communitylinkage.values.text import has_hidden_signs

FORMAT = "communitylinkage.procedure"
VERSION = 1
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
LONGEST_TEXT = 600
LARGEST = 1_000_000
_QUESTIONS: dict[str, type[StrEnum]] = {
    "urgency": Urgency, "children": Children, "papers": Papers, "place": Place,
}  # fmt: skip
Named = TypeVar("Named", bound=StrEnum)


class NotReadError(Exception):
    """It is no procedure; `code` says what is not right, `where` the place in the document."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code, where)
        self.code, self.where = code, where


def to_json(procedure: Procedure) -> dict[str, Any]:
    """The procedure as plain lists and texts."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": dict(procedure.title),
        "languages": list(procedure.languages),
        "parties": [_party(one) for one in procedure.parties],
        "steps": [_step(one) for one in procedure.steps],
        "may_share": list(procedure.may_share),
        "never": list(procedure.never),
        "working": [list(pair) for pair in week.ranges(procedure.working)],
        "review_months": procedure.review_months,
        "serves": _when(procedure.serves),
        "older": list(procedure.older),
        "drafts": list(procedure.drafts),
    }


def _party(one: Party) -> dict[str, Any]:
    promises = [
        {"language": p.language, "hours": [list(pair) for pair in week.ranges(p.hours)]}
        for p in one.promises
    ]
    return {"code": one.code, "name": dict(one.name), "promises": promises,
            "older": list(one.older)}  # fmt: skip


def _step(one: Step) -> dict[str, Any]:
    return {
        "code": one.code,
        "what": dict(one.what),
        "party": one.party,
        "role": one.role.value,
        "clock": {"unit": one.clock.unit.value, "count": one.clock.count},
        "shares": list(one.shares),
        "asks": one.asks,
        "languages": list(one.languages),
        "next": [{"to": b.to, "when": _when(b.when)} for b in one.next],
        "fallback": one.fallback,
        "ends": one.ends,
        "moment": one.moment.value,
        "older": list(one.older),
    }


def _when(condition: Condition | None) -> dict[str, Any] | None:
    if condition is None:
        return None
    asked = {q: sorted(getattr(condition, q)) for q in _QUESTIONS if getattr(condition, q)}
    if condition.hours != week.ALL:
        asked["hours"] = [list(pair) for pair in week.ranges(condition.hours)]
    return asked


def to_text(procedure: Procedure) -> str:
    """The document as it is given out."""
    return json.dumps(to_json(procedure), ensure_ascii=False, indent=1) + "\n"


def read_text(text: str | bytes) -> Procedure:
    """Reads a document that somebody brings.

    Raises:
        NotReadError: it is too large, no JSON, or no procedure.
    """
    if len(text) > LARGEST:
        raise NotReadError("large")
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotReadError("json") from error
    return read(told)


def read(told: Any) -> Procedure:
    """A procedure from plain lists and texts; what a newer version added is left out.

    Raises:
        NotReadError: a value is not of its kind, a code is twice, or there is too much.
    """
    top = _mapping(told, "")
    if top.get("format") != FORMAT:
        raise NotReadError("format")
    if top.get("version") != VERSION:
        raise NotReadError("version")
    parties = tuple(_read_party(p, f"parties[{n}]") for n, p in _list(top, "parties", ""))
    steps = tuple(_read_step(s, f"steps[{n}]") for n, s in _list(top, "steps", ""))
    if len(steps) > MOST_STEPS or len(parties) > MOST_STEPS:
        raise NotReadError("many")
    for codes in ([p.code for p in parties], [s.code for s in steps]):
        if len(set(codes)) < len(codes):
            raise NotReadError("twice")
    return Procedure(
        title=_words(top, "title", ""),
        languages=_languages(top, "languages", ""),
        parties=parties,
        steps=steps,
        may_share=_codes(top, "may_share", ""),
        never=_codes(top, "never", ""),
        working=_hours(top.get("working"), "working"),
        review_months=_number(top, "review_months", "", 1, 60),
        serves=_serves(top),
        older=_languages(top, "older", ""),
        drafts=_languages(top, "drafts", ""),
    )


def _serves(top: Mapping[str, Any]) -> Condition:
    """By urgency and hours only: anything else would say of a referral what describes her."""
    said = _mapping(top.get("serves") or {}, "serves")
    return _condition({k: v for k, v in said.items() if k in ("urgency", "hours")}, "serves")


def _read_party(told: Any, where: str) -> Party:
    one = _mapping(told, where)
    promises = []
    for n, promise in _list(one, "promises", where):
        here = f"{where}.promises[{n}]"
        said = _mapping(promise, here)
        promises.append(Promise(_language(said, here), _hours(said.get("hours"), here)))
    return Party(_code(one, "code", where), _words(one, "name", where), tuple(promises),
                 _languages(one, "older", where))  # fmt: skip


def _read_step(told: Any, where: str) -> Step:
    one = _mapping(told, where)
    clock = _mapping(one.get("clock"), f"{where}.clock")
    unit = _named(Unit, clock.get("unit"), f"{where}.clock")
    least = 0 if unit == Unit.AT_ONCE else 1
    most = MOST_HOURS if least else 0
    return Step(
        code=_code(one, "code", where),
        what=_words(one, "what", where),
        party=_code(one, "party", where, empty=True),
        role=_named(Role, one.get("role"), where),
        clock=Clock(unit, _number(clock, "count", f"{where}.clock", least, most)),
        shares=_codes(one, "shares", where),
        asks=_truth(one, "asks", where),
        languages=_languages(one, "languages", where),
        next=tuple(_read_branch(b, f"{where}.next[{n}]") for n, b in _list(one, "next", where)),
        fallback=_code(one, "fallback", where, empty=True),
        ends=_truth(one, "ends", where),
        moment=_named(Moment, one.get("moment", ""), where),
        older=_languages(one, "older", where),
    )


def _read_branch(told: Any, where: str) -> Branch:
    one = _mapping(told, where)
    when = one.get("when")
    if when is None:
        return Branch(_code(one, "to", where), None)
    return Branch(_code(one, "to", where), _condition(_mapping(when, where), where))


def _condition(said: Mapping[str, Any], where: str) -> Condition:
    answers: dict[str, Any] = {
        question: frozenset(_named(kind, one, where) for _n, one in _list(said, question, where))
        for question, kind in _QUESTIONS.items()
    }  # fmt: skip
    hours = _hours(said["hours"], where) if "hours" in said else week.ALL
    return Condition(**answers, hours=hours)


def _mapping(told: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(told, dict):
        raise NotReadError("kind", where)
    return told


def _list(told: Mapping[str, Any], name: str, where: str) -> list[tuple[int, Any]]:
    found = told.get(name, [])
    if not isinstance(found, list) or len(found) > MOST_STEPS:
        raise NotReadError("kind", f"{where}.{name}".lstrip("."))
    return list(enumerate(found))


def _code(told: Mapping[str, Any], name: str, where: str, empty: bool = False) -> str:
    found = told.get(name, "")
    right = isinstance(found, str) and (CODE.fullmatch(found) or (empty and not found))
    if not right:
        raise NotReadError("code", f"{where}.{name}".lstrip("."))
    return str(found)


def _codes(told: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    listed = [_code({name: one}, name, where) for _n, one in _list(told, name, where)]
    return tuple(dict.fromkeys(listed))


def _language(told: Mapping[str, Any], where: str) -> str:
    found = told.get("language")
    if found not in OWN_NAMES:
        raise NotReadError("language", where)
    return str(found)


def _languages(told: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    listed = [_language({"language": one}, where) for _n, one in _list(told, name, where)
              if isinstance(one, str) or _refuse("language", where)]  # fmt: skip
    return tuple(dict.fromkeys(listed))


def _refuse(code: str, where: str) -> bool:
    raise NotReadError(code, where)


def _words(told: Mapping[str, Any], name: str, where: str) -> Words:
    here = f"{where}.{name}".lstrip(".")
    found = _mapping(told.get(name, {}), here)
    for language, text in found.items():
        if language not in OWN_NAMES:
            raise NotReadError("language", here)
        if not isinstance(text, str) or len(text) > LONGEST_TEXT or has_hidden_signs(text):
            raise NotReadError("text", here)
    return tuple(sorted(found.items()))


def _named(kind: type[Named], told: Any, where: str) -> Named:
    try:
        return kind(told)
    except ValueError as error:
        raise NotReadError("word", where) from error


def _truth(told: Mapping[str, Any], name: str, where: str) -> bool:
    found = told.get(name, False)
    if not isinstance(found, bool):
        raise NotReadError("kind", f"{where}.{name}")
    return found


def _number(told: Mapping[str, Any], name: str, where: str, least: int, most: int) -> int:
    found = told.get(name, least)
    if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= most:
        raise NotReadError("number", f"{where}.{name}".lstrip("."))
    return found


def _hours(told: Any, where: str) -> int:
    pairs = told if isinstance(told, list) else _refuse("hours", where)
    try:
        return week.from_ranges((int(first), int(count)) for first, count in pairs)  # type: ignore[union-attr]  # a list
    except (TypeError, ValueError, OverflowError) as error:
        raise NotReadError("hours", where) from error
