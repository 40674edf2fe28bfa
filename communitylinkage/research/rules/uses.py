"""What a piece of evidence may be used for, and what follows when that is taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Use(StrEnum):
    """One use to which the person who gave it agrees, each by itself."""

    ANALYSIS = "analysis"
    QUOTATION = "quotation"
    PUBLICATION = "publication"
    IMAGE = "image"


class Kind(StrEnum):
    """What it is."""

    TEXT = "text"
    VOICE = "voice"
    PHOTOGRAPH = "photograph"
    DRAWING = "drawing"
    MINUTES = "minutes"


WITH_FILE = {
    Kind.VOICE: "audio",
    Kind.PHOTOGRAPH: "image",
    Kind.DRAWING: "image",
}
PICTURES = frozenset({Kind.PHOTOGRAPH, Kind.DRAWING})


class NotAgreed(ValueError):  # noqa: N818 -- reads as a sentence where it is raised
    """The person who gave it did not agree to this use, or took it back."""


def agreed(uses: Iterable[str], kind: Kind) -> tuple[Use, ...]:
    """The uses in their order.

    Without analysis there is nothing to quote or publish, so the others fall with it; only a
    picture has a use as an image.
    """
    said = {Use(use) for use in uses}
    if Use.ANALYSIS not in said:
        return ()
    if kind not in PICTURES:
        said.discard(Use.IMAGE)
    return tuple(use for use in Use if use in said)


def without(uses: Iterable[str], gone: Iterable[str], kind: Kind) -> tuple[Use, ...]:
    """What still holds after some uses were taken back."""
    left = {Use(use) for use in uses} - {Use(use) for use in gone}
    return agreed(left, kind)


@dataclass(frozen=True, slots=True)
class Effects:
    """What taking back does to what was built on a piece.

    Args:
        lock: nobody opens it any more, and what was coded in it counts no more.
        drop_quotes: its words go from every finding.
        drop_pictures: its picture goes from every finding.
        look_again: findings that stood on it are hidden from the public until the group has looked.
    """

    lock: bool
    drop_quotes: bool
    drop_pictures: bool
    look_again: bool


def effects(before: Iterable[str], after: Iterable[str]) -> Effects:
    """The effects of a change from some uses to fewer."""
    gone = {Use(use) for use in before} - {Use(use) for use in after}
    quotes = bool(gone & {Use.ANALYSIS, Use.QUOTATION, Use.PUBLICATION})
    pictures = bool(gone & {Use.ANALYSIS, Use.PUBLICATION, Use.IMAGE})
    return Effects(
        lock=Use.ANALYSIS in gone, drop_quotes=quotes, drop_pictures=pictures,
        look_again=quotes or pictures,
    )  # fmt: skip


def may_quote(uses: Iterable[str]) -> bool:
    """Whether its words may stand in a finding that the public reads."""
    return {Use.QUOTATION, Use.PUBLICATION} <= {Use(use) for use in uses}


def may_show(uses: Iterable[str]) -> bool:
    """Whether its picture may stand in a finding that the public reads."""
    return {Use.IMAGE, Use.PUBLICATION} <= {Use(use) for use in uses}
