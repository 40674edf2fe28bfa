"""What of a help line may be corrected, and what everybody reads then. Plain Python."""

import re
from collections.abc import Mapping

from communitylinkage.directory.rules import numbers_in
from communitylinkage.values.marks import mark_of

# What women read; where it was read, and when, is the source's and stays.
FIELDS = ("name", "number", "hours", "languages", "cost", "other_channels")
_NUMBER = re.compile(r"[+\d ()./-]{2,40}")


def shown(source: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """What everybody reads: what the source says, where nobody corrected it."""
    return {field: said.get(field, source[field]) for field in FIELDS}


def corrected(source: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """Of what was typed, the fields that say something else than the source."""
    return {field: typed[field] for field in FIELDS if typed[field] != source[field]}


def moved_on(source_said: Mapping[str, str], source: Mapping[str, str]) -> tuple[str, ...]:
    """The corrected fields of which the source says something else since: look again."""
    return tuple(
        field for field in FIELDS if source_said.get(field, source[field]) != source[field]
    )


def are_numbers(text: str) -> bool:
    """Whether it is one telephone number, or several with semicolons between."""
    numbers = numbers_in(text)
    good = (_NUMBER.fullmatch(one) and len(re.findall(r"\d", one)) > 1 for one in numbers)
    return bool(numbers) and all(good)


def fingerprint(said: Mapping[str, str]) -> str:
    """What tells whether somebody still has before her what everybody reads."""
    return mark_of(dict(said))
