"""Which practice went where: the rows, and a picture that the server draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from communitylinkage.assessment import asked as assessment
from communitylinkage.practices import telling, wording
from communitylinkage.practices.models import Adoption, Practice, Version, Word
from communitylinkage.practices.queries import versions_of
from communitylinkage.practices.rules.content import ASKED_FOR, Topic
from communitylinkage.practices.rules.travel import Step, flows

LINE, TOP, LEFT, RIGHT, WIDTH = 44, 24, 118, 202, 320
WIDEST = 12


@dataclass(frozen=True, slots=True)
class Way:
    """A practice went somewhere. `adapted`: changed, else as it is."""

    practice: Version
    title: telling.Told
    start: str
    end: str
    who: str
    since: date
    adapted: bool


def ways() -> list[Way]:
    """All of them, the newest first: taken over as it is, or published as a changed version."""
    taken = Adoption.objects.select_related(
        "organisation", "practice", "version__practice__organisation"
    ).prefetch_related("version__texts")
    found = [
        Way(one.version, telling.told(one.version), one.practice.country,
            one.organisation.country, one.organisation.name, one.since, False)
        for one in taken
    ]  # fmt: skip
    changed = Practice.objects.filter(adapted_from__isnull=False, published__isnull=False)
    for row in versions_of(list(changed.values_list("pk", flat=True))):
        source, first = row.practice.adapted_from, row.published_at
        if source and first:
            found.append(Way(row, telling.told(row), source.practice.country, row.practice.country,
                             row.practice.organisation.name, first.date(), True))  # fmt: skip
    return sorted(found, key=lambda way: (way.since, way.who), reverse=True)


@dataclass(frozen=True, slots=True)
class Place:
    """A country in the picture: where its words stand."""

    name: str
    x: int
    y: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one country to another; `width` grows with the number."""

    path: str
    head: str
    width: float
    number: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture. `height` in its own units; it is `WIDTH` wide."""

    height: int
    places: tuple[Place, ...]
    arrows: tuple[Arrow, ...]


def drawing(found: Sequence[Way], mirrored: bool) -> Drawing:
    """Countries they came from on the side where reading begins, arrows to where they went."""
    counted = flows(Step(way.start, way.end) for way in found)
    starts = sorted({start for start, _end in counted}, key=telling.country)
    ends = sorted({end for _start, end in counted}, key=telling.country)

    def x(at: int) -> int:
        return WIDTH - at if mirrored else at

    def y(at: int) -> int:
        return TOP + at * LINE

    places = [Place(telling.country(one), x(LEFT - 8), y(n), "end") for n, one in enumerate(starts)]
    places += [
        Place(telling.country(one), x(RIGHT + 14), y(n), "start") for n, one in enumerate(ends)
    ]
    most = max(counted.values(), default=1)
    arrows = []
    for (start, end), number in counted.items():
        up, down = y(starts.index(start)), y(ends.index(end))
        middle = (LEFT + RIGHT) // 2
        tip = x(RIGHT + 8)
        back = x(RIGHT)
        arrows.append(
            Arrow(
                path=f"M{x(LEFT)} {up}C{x(middle)} {up} {x(middle)} {down} {back} {down}",
                head=f"M{back} {down - 5}L{tip} {down}L{back} {down + 5}Z",
                width=round(1.5 + (WIDEST - 1.5) * number / most / 2, 1),
                number=number,
                x=x(LEFT + 10),
                y=up - 4,
            )
        )
    height = TOP + LINE * max(len(starts), len(ends), 1)
    return Drawing(height, tuple(places), tuple(arrows))


@dataclass(frozen=True, slots=True)
class Need:
    """A problem, how many asked for help with it in assessments, and how many practices answer it.

    `asked`: None where no figure of it is released.
    """

    topic: str
    words: str
    asked: int | None
    of: int
    practices: int


def needs(audience: str = "public") -> list[Need]:
    """The problems that assessments ask about, those without a practice first."""
    asked = asked_for(audience)
    found = [
        Need(
            topic=one.value,
            words=str(wording.TOPICS[one]),
            asked=asked[one][0] if one in asked else None,
            of=asked[one][1] if one in asked else 0,
            practices=Word.objects.filter(word=f"topic:{one}".encode()).count(),
        )
        for one in ASKED_FOR
    ]
    return sorted(found, key=lambda need: (need.practices > 0, -(need.asked or 0)))


def asked_for(audience: str) -> dict[Topic, tuple[int, int]]:
    """Topic -> how many asked for it, of how many, in assessments (`assessment.asked`)."""
    told = assessment.asked_for(audience)
    return {Topic(name): said for name, said in told.items() if name in set(ASKED_FOR)}
