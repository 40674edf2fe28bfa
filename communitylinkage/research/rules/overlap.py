"""Situations of those who gave evidence, and what shows only where two of them meet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Axis -> codes. One code of each may be chosen, or none: nobody has to say.
AXES: dict[str, tuple[str, ...]] = {
    "origin": ("europe", "africa_north", "africa", "asia_south", "asia", "america"),
    "status": ("papers", "waiting", "none"),
    "age": ("under_25", "25_44", "45_64", "65"),
    "children": ("no", "yes"),
    "disability": ("no", "yes"),
    "place": ("city", "town", "village"),
}
# A share in the overlap must be higher than in each part by so much to be called out.
APART = 0.25


def situations(said: Mapping[str, str]) -> dict[str, str]:
    """What was said, without what is no axis or no code of it."""
    return {axis: said[axis] for axis in AXES if said.get(axis) in AXES[axis]}


@dataclass(frozen=True, slots=True)
class Given:
    """One piece: a made-up name for its giver, her situations, the themes found in it."""

    giver: str
    situations: Mapping[str, str]
    themes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Overlap:
    """A theme that shows where two situations meet, more than in either alone; shares 0 to 1."""

    theme: str
    one: tuple[str, str]
    other: tuple[str, str]
    together: float
    only_one: float
    only_other: float


def _share(people: dict[str, set[str]], who: set[str], theme: str) -> float | None:
    return sum(theme in people[giver] for giver in who) / len(who) if who else None


def only_in_overlap(pieces: Iterable[Given], axes: tuple[str, str], fewest: int) -> list[Overlap]:
    """Themes that show only where two situations meet, the clearest first.

    Args:
        fewest: no share is looked at that stands on fewer persons.
    """
    themes: dict[str, set[str]] = {}
    having: dict[tuple[str, str], set[str]] = {}
    for piece in pieces:
        themes.setdefault(piece.giver, set()).update(piece.themes)
        for axis in axes:
            if axis in piece.situations:
                having.setdefault((axis, piece.situations[axis]), set()).add(piece.giver)
    found = []
    for one in (key for key in having if key[0] == axes[0]):
        for other in (key for key in having if key[0] == axes[1]):
            groups = (
                having[one] & having[other], having[one] - having[other],
                having[other] - having[one],
            )  # fmt: skip
            if min(len(group) for group in groups) < max(fewest, 1):
                continue
            for theme in sorted({theme for said in themes.values() for theme in said}):
                both, left, right = (_share(themes, group, theme) or 0.0 for group in groups)
                if both >= max(left, right) + APART:
                    found.append(Overlap(theme, one, other, both, left, right))
    return sorted(found, key=lambda o: (max(o.only_one, o.only_other) - o.together, o.theme))
