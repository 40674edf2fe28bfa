"""A definition as the text of its file; `definition.read` gives the same definition back."""

import json
from typing import Any

from communitylinkage.impact.rules.definition import PARTS, Definition, Target
from communitylinkage.impact.rules.formula import written


def _string(text: str) -> str:
    # What JSON escapes, TOML reads alike.
    return json.dumps(text, ensure_ascii=False)


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _target(one: Target) -> list[str]:
    country = [f"country = {_string(one.country)}"] if one.country else []
    return ["", "[[targets]]", f"month = {one.month}", f"value = {_number(one.value)}", *country]


def file_of(one: Definition) -> str:
    """The text of its file."""
    lines = [
        f"code = {_string(one.code)}",
        f"order = {one.order}",
        f"unit = {_string(one.unit)}",
        f"formula = {_string(written(one.formula))}",
        f"by = [{', '.join(_string(name) for name in one.by)}]",
        f"baseline = {_number(one.baseline)}",
        f"better = {_string(one.better)}",
        f"answers = {_string(one.answers)}",
    ]
    for target in one.targets:
        lines += _target(target)
    for language, words in one.words.items():
        lines += ["", f"[words.{language}]"]
        lines += [f"{part} = {_string(getattr(words, part))}" for part in PARTS]
    return "\n".join(lines) + "\n"


def values_of(one: Definition) -> dict[str, Any]:
    """The same as plain values, for a form to change."""
    targets = [
        {"month": target.month, "value": target.value}
        | ({"country": target.country} if target.country else {})
        for target in one.targets
    ]
    words = {
        language: {part: getattr(said, part) for part in PARTS}
        for language, said in one.words.items()
    }
    return {
        "code": one.code, "order": one.order, "unit": one.unit.value,
        "formula": written(one.formula), "by": list(one.by), "baseline": one.baseline,
        "better": one.better.value, "answers": one.answers.value, "targets": targets,
        "words": words,
    }  # fmt: skip
