"""Members who are engaged: each counted once, in however many communities."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from communitylinkage.network.rules.graph import holds

Key = TypeVar("Key")
# What a fact carries of an organisation's id: enough to tell them apart, within a fact's limits.
_CODE_SIGNS = 12


class How(StrEnum):
    """How she is engaged."""

    CONTACT = "contact"
    ACTIVITY = "activity"
    RESPONSIBILITY = "responsibility"


@dataclass(frozen=True, slots=True)
class Spell:
    """Engaged from a day to a day, both counted; still, where there is no last day.

    `entry`: the id of what was written down of it.
    """

    member: str
    country: str
    organisation: str
    begins: date
    ends: date | None = None
    entry: str = ""


class NotThese(ValueError):  # noqa: N818 -- reads as a sentence where it is raised
    """Two records that cannot be one person's."""


def root(key: Key, merged: Mapping[Key, Key]) -> Key:
    """The record that counts for a person whose records were put together."""
    while key in merged:
        key = merged[key]
    return key


def check_merge(kept: Key, gone: Key, merged: Mapping[Key, Key]) -> None:
    """Whether two records may be put together: both still count, and they are two.

    Raises:
        NotThese: one is the other already, or one of them does not count any more.
    """
    if kept == gone or kept in merged or gone in merged:
        raise NotThese


def organisation_code(number: str) -> str:
    """An organisation as a fact names it."""
    return number.replace("-", "")[:_CODE_SIGNS]


def firsts(spells: Iterable[Spell]) -> list[Spell]:
    """Each person once: the spell with which she began."""
    first: dict[str, Spell] = {}
    for spell in sorted(spells, key=lambda s: (s.begins, s.country, s.organisation, s.entry)):
        first.setdefault(spell.member, spell)
    return list(first.values())


def first_month(spells: Iterable[Spell]) -> Counter[tuple[str, str, str]]:
    """How many became engaged: by month, country and organisation of their first spell."""
    return Counter((f"{s.begins:%Y-%m}", s.country, s.organisation) for s in firsts(spells))


def engaged_on(day: date, spells: Iterable[Spell]) -> int:
    """How many are engaged on a day, each person once."""
    now = [s for s in spells if holds(s.begins, s.ends, day)]
    return len({spell.member for spell in now})
