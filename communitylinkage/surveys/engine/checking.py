"""Whether what was typed is an answer of the question's type, and how it is kept."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from .nodes import Question

LIMIT = 5_000
Wrong = tuple[str, dict[str, str]]
Checked = tuple[str, Wrong | None]
MANY = {"select_multiple", "rank"}
READ_ONLY = {"note", "calculate", "hidden", "start", "end", "today", "uid"}


def joined(raw: str | Iterable[str]) -> str:
    """What was typed as one text: several choices with spaces between."""
    return raw if isinstance(raw, str) else " ".join(raw)


def check(question: Question, raw: str, choices: Sequence[str], now: dt.datetime) -> Checked:
    """What to keep, and what is wrong with it (then '' is kept as its value)."""
    if question.kind in READ_ONLY:
        return "", ("read_only", {})
    if len(raw) > LIMIT:
        return "", ("too_long", {"limit": str(LIMIT)})
    if any(strange(letter) for letter in raw):
        return "", ("control_character", {})
    text = raw.strip()
    if not text:
        return "", None
    if question.kind in ("select_one", "select_multiple", "rank"):
        return chosen(question.kind, text, choices)
    if question.kind == "range":
        return in_range(question, text)
    if question.kind == "dateTime":
        return moment(text, now)
    return READERS.get(question.kind, plain)(text)


def strange(letter: str) -> bool:
    """Control characters but line ends and tabs, halves of pairs, and what XML cannot hold."""
    if letter in "\n\r\t":
        return False
    return unicodedata.category(letter) in ("Cc", "Cs") or letter in "\ufffe\uffff"


def plain(text: str) -> Checked:
    """Any text, with line ends of one kind."""
    return text.replace("\r\n", "\n").replace("\r", "\n"), None


def integer(text: str) -> Checked:
    """A whole number in any script's digits, within 32 bits."""
    if not re.fullmatch(r"[+-]?\d{1,40}", text):
        return "", ("not_an_integer", {})
    value = int(text)
    if not -(2**31) <= value < 2**31:
        return "", ("number_too_big", {})
    return str(value), None


def decimal(text: str) -> Checked:
    """A number with a point; one comma is a point, unless three digits make it doubtful."""
    if re.fullmatch(r"[+-]?\d*,\d+", text) and not re.fullmatch(r"[+-]?\d{1,3},\d{3}", text):
        text = text.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d{1,40}\.?\d{0,40}|\.\d{1,40})", text):
        return "", ("not_a_decimal", {})
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text), None


def date(text: str) -> Checked:
    """YYYY-MM-DD, a day of the calendar."""
    try:
        return dt.date.fromisoformat(
            text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else ""
        ).isoformat(), None
    except ValueError:
        return "", ("not_a_date", {})


def time(text: str) -> Checked:
    """HH:MM, seconds and offset if written, kept with thousandths as ODK does."""
    try:
        return dt.time.fromisoformat(text if ":" in text else "").isoformat("milliseconds"), None
    except ValueError:
        return "", ("not_a_time", {})


def moment(text: str, now: dt.datetime) -> Checked:
    """A day and a time; without an offset, the offset of `now`."""
    try:
        when = dt.datetime.fromisoformat(text if "T" in text else "")
    except ValueError:
        return "", ("not_a_datetime", {})
    return (when if when.tzinfo else when.replace(tzinfo=now.tzinfo)).isoformat(
        timespec="milliseconds"
    ), None


def acknowledge(text: str) -> Checked:
    """ODK writes OK."""
    return "OK", None


def file_name(text: str) -> Checked:
    """The name of an upload, never a path."""
    if "/" in text or "\\" in text or text.startswith(".") or len(text) > 200:
        return "", ("not_a_file_name", {})
    return text, None


def chosen(kind: str, text: str, choices: Sequence[str]) -> Checked:
    """Choices that are shown now; several in the order of the list, a rank in its own."""
    values = [text] if kind == "select_one" else list(dict.fromkeys(text.split()))
    for value in values:
        if value not in choices:
            return "", ("not_a_choice", {"value": value[:100]})
    if kind == "rank" and (len(values) != len(choices) or len(text.split()) != len(values)):
        return "", ("not_a_rank", {})
    if kind == "select_multiple":
        values = [value for value in choices if value in values]
    return " ".join(dict.fromkeys(values)), None


def in_range(question: Question, text: str) -> Checked:
    """A number between start and end, on a step."""
    value, wrong = decimal(text)
    if wrong:
        return "", wrong
    bounds = {k: question.parameters.get(k, v) for k, v in RANGE.items()}
    try:
        start, end, step = (float(bounds[k]) for k in ("start", "end", "step"))
    except ValueError:
        return value, None
    steps = (float(value) - start) / step if step else 0.0
    inside = min(start, end) <= float(value) <= max(start, end)
    if not inside or abs(steps - round(steps)) > 1e-9:
        return "", ("out_of_range", bounds)
    whole = question.type == "int" and float(value) == int(float(value))
    return str(int(float(value))) if whole else value, None


RANGE = {"start": "0", "end": "10", "step": "1"}
READERS: dict[str, Callable[[str], Checked]] = {
    "integer": integer,
    "decimal": decimal,
    "date": date,
    "time": time,
    "acknowledge": acknowledge,
    "file": file_name,
    "image": file_name,
    "audio": file_name,
    "video": file_name,
}
