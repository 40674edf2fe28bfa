"""Freezing quarters that are over, and letting a table out."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from communitylinkage.intersections import chain, queries
from communitylinkage.intersections.models import Quarter
from communitylinkage.intersections.rules.asking import Asked
from communitylinkage.intersections.rules.populations import Population
from communitylinkage.journal.actions import record
from communitylinkage.releases import actions as releases
from communitylinkage.releases.models import Release
from communitylinkage.values import quarters
from communitylinkage.values.crossed import Crossed


def freeze(*, now: datetime) -> int:
    """The clock: writes down every quarter that is over, once; returns how many.

    The last quarter is written down also where nobody was counted in it, so that a round in which
    nothing is to be done asks the database for five rows and no more. What the chain of learning
    shows follows.
    """
    last = queries.last_over(timezone.localdate(now))
    done = set(Quarter.objects.filter(quarter=last).values_list("population", flat=True))
    made = sum(_freeze(one, last, now) for one in Population if one not in done)
    if made:
        chain.let_out(now=now)
    return made


def _freeze(population: Population, last: str, now: datetime) -> int:
    if not queries.ready(population, last):
        return 0
    found = queries.rows(population)
    there = set(Quarter.objects.filter(population=population).values_list("quarter", flat=True))
    wanted = {quarters.quarter_of(one.month) for one in found} | {last}
    made = 0
    for quarter in sorted(one for one in wanted if one <= last and one not in there):
        kept = [
            [one.month, dict(one.codes), one.organisation, one.number]
            for one in found
            if quarters.quarter_of(one.month) == quarter
        ]
        if quarter == last and population == Population.WOMEN:
            kept += _late(found, there, last)
        try:
            with transaction.atomic():
                Quarter.objects.create(population=population, quarter=quarter, rows=kept, at=now)
        except IntegrityError:  # two workers; the first one's stands
            continue
        made += 1
    return made


def _late(found: list[Crossed], there: set[str], last: str) -> list[list[object]]:
    """Women whose visit was reported when its quarter stood already: they are in the next one, for
    what was let out of theirs must not change. No fact is ever taken back."""
    women = Quarter.objects.filter(population=Population.WOMEN)
    kept = _added_up(Crossed(*row) for one in women for row in one.rows)
    now = _added_up(one for one in found if quarters.quarter_of(one.month) in there)
    month = quarters.months_of(last)[0]
    return [
        [month, dict(codes), organisation, number]
        for (codes, organisation), number in sorted((now - kept).items())
    ]


def _added_up(rows: Iterable[Crossed]) -> Counter[tuple[tuple[tuple[str, str], ...], str]]:
    found: Counter[tuple[tuple[tuple[str, str], ...], str]] = Counter()
    for one in rows:
        found[tuple(sorted(one.codes.items())), one.organisation] += one.number
    return found


@transaction.atomic
def let_out(*, asked: Asked, organisation: UUID, by: UUID, now: datetime) -> Release:
    """Lets a table out to its audience; one that was let out before is given as it was.

    Args:
        organisation: hers who lets it out, in whose journal it stands.

    Raises:
        communitylinkage.disclosure.suppress.UnsafeError: it is not safe.
        communitylinkage.intersections.rules.asking.NoSuchCutError: it has no such cut.
    """
    table = queries.table_of(asked)
    row, new = releases.release(table=table, policy=queries.policy_of(asked.audience), now=now)
    if new:
        record(
            organisation_id=organisation, act=f"figures.let_out_{asked.audience}", by=by,
            reference=row.reference, now=now,
        )  # fmt: skip
    return row
