"""Situations of those who gave evidence, and what shows only where two of them meet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

# Axis -> codes. One code of each may be chosen, or none: nobody has to say.
AXES: dict[str, tuple[str, ...]] = {
    "origin": ("europe", "africa_north", "africa", "asia_south", "asia", "america"),
    "status": ("papers", "waiting", "none"),
    "age": ("under_25", "25_44", "45_64", "65"),
    "children": ("no", "yes"),
    "disability": ("no", "yes"),
    "place": ("city", "town", "village"),
}
# The middle share in the overlap must be higher than in each part by so much to be called out.
APART = Fraction(1, 4)


def situations(said: Mapping[str, str]) -> dict[str, str]:
    """What was said, without what is no axis or no code of it."""
    return {axis: said[axis] for axis in AXES if said.get(axis) in AXES[axis]}


@dataclass(frozen=True, slots=True)
class Given:
    """One piece: a made-up name for its giver, her situations, the themes found in it."""

    giver: str
    situations: Mapping[str, str]
    themes: frozenset[str]


def people(pieces: Iterable[Given]) -> dict[str, tuple[dict[str, str], set[str]]]:
    """Each person once: her situations as first said, all her themes."""
    found: dict[str, tuple[dict[str, str], set[str]]] = {}
    for piece in pieces:
        said, themes = found.setdefault(piece.giver, ({}, set()))
        for axis, code in piece.situations.items():
            said.setdefault(axis, code)
        themes |= piece.themes
    return found


@dataclass(frozen=True, slots=True)
class Spoke:
    """Between how many of a group spoke of a theme, as far as anybody may know.

    None, few and the numbers between them are one thing, and so are nearly all and all: who reads
    of the group cannot tell them apart, also when she knows how many they are.
    """

    low: int
    high: int
    of: int

    @classmethod
    def among(cls, spoke: int, of: int, fewest: int) -> "Spoke":
        """The least that is kept from readers; `of` is at least `smallest(fewest)`."""
        if spoke < fewest:
            return cls(0, fewest - 1, of)
        if of - spoke < fewest:
            return cls(of - fewest + 1, of, of)
        return cls(spoke, spoke, of)

    @property
    def few(self) -> bool:
        """Whether it may be nobody."""
        return self.low == 0

    @property
    def middle(self) -> Fraction:
        """The share in the middle of what it may be."""
        return Fraction(self.low + self.high, 2 * self.of)

    def surely_more_than(self, other: "Spoke") -> bool:
        """Whether its share is the higher one, whatever the two numbers are."""
        return Fraction(self.low, self.of) > Fraction(other.high, other.of)


def smallest(fewest: int) -> int:
    """How many persons a group needs, so that few who spoke and few who did not are apart."""
    return 2 * fewest - 1


@dataclass(frozen=True, slots=True)
class Overlap:
    """A theme that shows where two situations meet, more than in either alone.

    Args:
        together, only_one, only_other: who spoke of it; for the gate, never for a page.
    """

    theme: str
    one: tuple[str, str]
    other: tuple[str, str]
    together: Spoke
    only_one: Spoke
    only_other: Spoke

    @property
    def apart(self) -> Fraction:
        """How much more it shows together than in the part where it shows more."""
        return self.together.middle - max(self.only_one.middle, self.only_other.middle)

    @property
    def stands(self) -> bool:
        """Whether it can be said: it follows from what may be known, and from nothing else."""
        parts = (self.only_one, self.only_other)
        return self.apart >= APART and all(self.together.surely_more_than(one) for one in parts)


def only_in_overlap(pieces: Iterable[Given], axes: tuple[str, str], fewest: int) -> list[Overlap]:
    """Themes that show only where two situations meet, the clearest first.

    Args:
        fewest: persons of whom a number may be known (k of the disclosure policy).
    """
    givers = people(pieces)
    themes = {who: spoke for who, (_said, spoke) in givers.items()}
    having: dict[tuple[str, str], set[str]] = {}
    for who, (said, _spoke) in givers.items():
        for axis in axes:
            if axis in said:
                having.setdefault((axis, said[axis]), set()).add(who)
    found = []
    for one in (key for key in having if key[0] == axes[0]):
        for other in (key for key in having if key[0] == axes[1]):
            groups = (
                having[one] & having[other], having[one] - having[other],
                having[other] - having[one],
            )  # fmt: skip
            if min(len(group) for group in groups) < smallest(fewest):
                continue
            for theme in sorted({theme for spoke in themes.values() for theme in spoke}):
                told = (
                    Spoke.among(sum(theme in themes[who] for who in group), len(group), fewest)
                    for group in groups
                )
                found.append(Overlap(theme, one, other, *told))
    return sorted((one for one in found if one.stands), key=lambda one: (-one.apart, one.theme))
