"""The 168 hours of a week as one number: bit 0 is Monday at 00:00, in the place's own time.

A number makes "at each hour" a single comparison, and the cost of a check independent of opening
times. An hour counts as covered only when it is covered whole.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from communitylinkage.values.opening import WEEKDAYS, Hours

HOURS = 168
ALL = (1 << HOURS) - 1


def span(day: int, begins: int, ends: int) -> int:
    """The hours of one day from `begins` until before `ends`."""
    return ((1 << max(0, ends - begins)) - 1) << (24 * day + begins)


WORKING = sum(span(day, 9, 17) for day in range(5))


def later(hours: int, by: int) -> int:
    """All hours moved on; the end of the week runs into its beginning."""
    by %= HOURS
    return ((hours << by) | (hours >> (HOURS - by))) & ALL


def earlier(hours: int, by: int) -> int:
    """All hours moved back."""
    return later(hours, -by)


def within(hours: int, count: int) -> int:
    """The hours from which one of `hours` comes at the latest `count` hours after (0: itself)."""
    reached, have, count = hours, 1, min(count + 1, HOURS)
    # Doubling: 168 hours take eight steps instead of 168.
    while have < count:
        step = min(have, count - have)
        reached |= earlier(reached, step)
        have += step
    return reached


def listed(hours: int) -> Iterator[int]:
    """The hours one by one, from Monday on."""
    while hours:
        low = hours & -hours
        yield low.bit_length() - 1
        hours ^= low


def first_from(hours: int, at: int) -> int | None:
    """How long it takes from an hour until one of `hours`; None where there is none."""
    turned = earlier(hours, at % HOURS)
    return (turned & -turned).bit_length() - 1 if turned else None


@lru_cache(maxsize=512)
def working_end(working: int, count: int) -> tuple[int, ...]:
    """For each hour of the week: after how many hours `count` working hours have gone by.

    Where no hour is a working hour, every hour counts: a clock must end.
    """
    marks = list(listed(working or ALL))
    weeks = max(count, 1) // len(marks) + 2
    line = [HOURS * n + mark for n in range(weeks) for mark in marks]
    return tuple(line[bisect_left(line, at) + max(count, 1) - 1] - at + 1 for at in range(HOURS))


def of(opening: Hours) -> int:
    """The usual week of opening times; an hour that is open only in part does not count."""
    hours = 0
    for slot in opening.slots:
        begins = -(-(slot.opens_at.hour * 60 + slot.opens_at.minute) // 60)
        ends = slot.closes_at.hour + (24 if slot.closes_at <= slot.opens_at else 0)
        length = (1 << max(0, ends - begins)) - 1
        for day in slot.byday:
            hours |= later(length, 24 * WEEKDAYS.index(day) + begins)
    return hours


def ranges(hours: int) -> tuple[tuple[int, int], ...]:
    """Runs of hours as (first, length), in the order of the week; used in words and in JSON."""
    found: list[tuple[int, int]] = []
    for hour in listed(hours):
        if found and sum(found[-1]) == hour:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((hour, 1))
    return tuple(found)


def from_ranges(pairs: Iterable[tuple[int, int]]) -> int:
    """The hours again.

    Raises:
        ValueError: it is no part of a week.
    """
    hours = 0
    for first, length in pairs:
        if not (0 <= first < HOURS and 0 < length <= HOURS - first):
            raise ValueError("week")
        hours |= ((1 << length) - 1) << first
    return hours
