"""Events for everybody, found by the words of every language that they are written in."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connections

from communitylinkage.events.models import Event
from communitylinkage.events.queries import with_texts
from communitylinkage.practices import searching

PAGE = 25
LAST_PAGE = 10_000
INDEX = searching.Index(
    table="events_event", words="events_word", owner="event_id",
    listed="state = 'open' AND audience = 'public'",
    order="CASE WHEN ends > %s THEN 0 ELSE 1 END, CASE WHEN ends > %s THEN begins END, "
          "begins DESC, id",
)  # fmt: skip


def found(asked: str, marks: Iterable[str], now: datetime, page: int) -> tuple[list[Event], bool]:
    """Events for everybody with all words and marks: the next first, then the last that were;
    whether there are more.

    Args:
        marks: filters such as `country:ES`. page: from 1.
    """
    first = (min(max(page, 1), LAST_PAGE) - 1) * PAGE
    keys = matching(asked, marks, now, first, PAGE + 1)
    rows = {row.pk: row for row in with_texts().filter(pk__in=keys[:PAGE])}
    return [rows[key] for key in keys if key in rows], len(keys) > PAGE


def matching(
    asked: str, marks: Iterable[str], now: datetime, first: int, many: int,
    using: str = "default",
) -> list[UUID]:  # fmt: skip
    """Their ids."""
    at = connections[using].ops.adapt_datetimefield_value(now)
    return searching.ids(
        INDEX, asked, marks, ordered_by=[at, at], first=first, many=many, using=using
    )
