"""A typed text as blocks: paragraphs, headings and points. Nothing in it is ever markup."""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Block:
    """A block and its lines; a heading has one."""

    shape: Shape
    lines: tuple[str, ...]


HEADING, POINTS = "# ", ("- ", "* ", "• ")
SUMMARY = 160  # signs that a search engine shows


def blocks(typed: str) -> tuple[Block, ...]:
    """The blocks of a text: an empty line ends one, `# ` begins a heading, `- ` a point."""
    found: list[tuple[Shape, list[str]]] = []
    begins = True
    for line in typed.splitlines():
        words = line.strip()
        shape, words = _shape(words)
        if not words:
            begins = True
            continue
        goes_on = not begins and found and found[-1][0] is shape and shape is not Shape.HEADING
        if goes_on:
            found[-1][1].append(words)
        else:
            found.append((shape, [words]))
        begins = False
    return tuple(Block(shape, tuple(lines)) for shape, lines in found)


def _shape(words: str) -> tuple[Shape, str]:
    if words.startswith(HEADING):
        return Shape.HEADING, words.removeprefix(HEADING).strip()
    if words.startswith(POINTS):
        return Shape.POINTS, words[2:].strip()
    return Shape.PARAGRAPH, words


def summary(typed: str) -> str:
    """The beginning of the first paragraph, cut between words."""
    first = next((b for b in blocks(typed) if b.shape is Shape.PARAGRAPH), None)
    whole = " ".join(first.lines) if first else ""
    if len(whole) <= SUMMARY:
        return whole
    return whole[:SUMMARY].rsplit(" ", 1)[0] + "…"
