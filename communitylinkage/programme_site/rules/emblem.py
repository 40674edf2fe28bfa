"""The European emblem, drawn to its official description.

Source: Interinstitutional style guide, annex A1: the fly is one and a half times the hoist; twelve
gold stars stand like the hours of a clock on a circle with a third of the hoist as radius; each has
five points, one of them up, on a circle with an eighteenth of the hoist as radius. Reflex Blue
(#003399) and Yellow (#ffcc00); on a background that is not white, a white border of 1/25 of the
hoist.
"""

from math import cos, pi, sin

HOIST = 180.0  # 18 divides it, so that a star has a radius of 10
FLY = HOIST * 1.5
BORDER = HOIST / 25
BLUE, GOLD = "#003399", "#ffcc00"
STARS, POINTS = 12, 5
CIRCLE, STAR = HOIST / 3, HOIST / 18
# Where the lines between the points of a star cross (Euclid's golden section).
INNER = STAR * sin(pi / 10) / sin(7 * pi / 10)

Point = tuple[float, float]


def centres() -> list[Point]:
    """Where the stars stand, from twelve o'clock on."""
    return [
        (FLY / 2 + CIRCLE * sin(at * 2 * pi / STARS), HOIST / 2 - CIRCLE * cos(at * 2 * pi / STARS))
        for at in range(STARS)
    ]


def star(centre: Point) -> list[Point]:
    """The ten corners of a star, from its upper point on."""
    x, y = centre
    return [
        (x + radius * sin(at * pi / POINTS), y - radius * cos(at * pi / POINTS))
        for at in range(2 * POINTS)
        for radius in (STAR if at % 2 == 0 else INNER,)
    ]


def path() -> str:
    """All stars as one path of an SVG."""
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in star(centre)) + "Z" for centre in centres()
    )
