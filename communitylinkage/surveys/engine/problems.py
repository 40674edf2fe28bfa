"""What is wrong, as a code with arguments. Pages hold the sentences, in their languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

CODES = {
    "required": "an answer is needed",
    "constraint": "the form's own rule refuses it; `message` is the form's own sentence",
    "not_an_integer": "not a whole number",
    "not_a_decimal": "not a number",
    "number_too_big": "outside 32 bits",
    "not_a_date": "not YYYY-MM-DD, or no such day",
    "not_a_time": "not HH:MM",
    "not_a_datetime": "not YYYY-MM-DDTHH:MM",
    "not_a_choice": "`value` is not among the choices shown now",
    "not_a_rank": "not every choice once",
    "out_of_range": "outside `start` to `end`, or off `step`",
    "control_character": "a character that no keyboard writes",
    "too_long": "more than `limit` characters",
    "not_a_file_name": "a file name may hold no slash",
    "read_only": "this question is not answered by people",
}
"""Codes of `Answers.set` and `Answers.problems`."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong: a code of `CODES`, the question, what the sentence needs."""

    code: str
    ref: str = ""
    args: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    """The form's own sentence in the language asked for, if it has one."""


@dataclass(frozen=True)
class Refusal:
    """A question that is recognised and left out. Reason: location, device, recording, unknown."""

    ref: str
    name: str
    kind: str
    reason: str


class UnreadableError(ValueError):
    """The form cannot be used. `problems` says why, by code:

    not_xml, doctype, not_an_xform, too_deep, cycle (names); bad_csv (file), bad_file (file);
    bad_expression (reason), bad_pattern (pattern, reason), unknown_function (function),
    refused_function (function, reason), each of these four with its question as `ref`, its
    `expression`, and the `rule` that it is: relevant, required, read_only, constraint,
    calculation, repeat_count, choice_filter, default, label.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(f"{p.code} {p.ref} {dict(p.args)}" for p in problems))
        self.problems = problems
