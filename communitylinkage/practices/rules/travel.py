"""How practices travel: when results are due, what fits an organisation's needs, who went where."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

RESULTS_AFTER = (3, 12)  # months


class Outcome(StrEnum):
    """What taking it over showed."""

    WORKS = "works"
    CHANGED = "changed"
    NOT_YET = "not_yet"
    STOPPED = "stopped"


def months_later(day: date, months: int) -> date:
    """The same day so many months later, the month's last where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)
    return date(year, month + 1, min(day.day, last.day))


def due(since: date, told: Iterable[int], today: date) -> tuple[int, ...]:
    """After how many months a result is due and not told."""
    said = set(told)
    return tuple(
        m for m in RESULTS_AFTER if m not in said and months_later(since, m) <= today
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """What is known of a published practice for a suggestion.

    Args:
        languages: in which it can be read. abroad: how many took it over in another country.
    """

    reference: str
    topics: frozenset[str]
    languages: frozenset[str]
    abroad: int


def suggested(
    offers: Iterable[Offer], needs: Collection[str], languages: Collection[str]
) -> list[tuple[Offer, tuple[str, ...]]]:
    """Offers that answer a need, each with the needs it answers.

    First what answers most, then what can be read in a language of the organisation, then what has
    been taken over abroad most often.
    """
    found = [(one, tuple(sorted(one.topics & set(needs)))) for one in offers]
    spoken = set(languages)
    return sorted(
        ((one, answers) for one, answers in found if answers),
        key=lambda pair: (
            -len(pair[1]),
            not pair[0].languages & spoken,
            -pair[0].abroad,
            pair[0].reference,
        ),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A practice went from one country to another, taken over as it is or changed."""

    start: str
    end: str


def flows(steps: Iterable[Step]) -> dict[tuple[str, str], int]:
    """How many went from each country to each, in order; what stays at home is a flow too."""
    return dict(sorted(Counter((one.start, one.end) for one in steps).items()))
