"""How full the room is, as a bar: who came, who is still expected, what is free."""

from dataclasses import dataclass

from communitylinkage.events.queries import Numbers

WIDE, HIGH = 280, 28


@dataclass(frozen=True, slots=True)
class Bar:
    """Widths of the three parts, in units of the picture."""

    wide: int
    high: int
    came: int
    expected: int


def bar(numbers: Numbers) -> Bar:
    """The bar; its whole width is all places, or all guests where they are more."""
    most = max(numbers.capacity, numbers.came + numbers.missing, 1)
    came = round(WIDE * numbers.came / most)
    return Bar(WIDE, HIGH, came, round(WIDE * (numbers.came + numbers.missing) / most) - came)
