"""Who was taught by mentors of which country: let out once for each quarter that is over.

The chain of learning shows this table and no other, so that what it says today and what it says
in three months are judged together, and with every other table of the same people.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from communitylinkage.consent.actions import CLOCK
from communitylinkage.disclosure.published import Published
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.intersections import queries, wording
from communitylinkage.intersections.rules.asking import Asked
from communitylinkage.intersections.rules.populations import WHOM, Population, What
from communitylinkage.journal.actions import record
from communitylinkage.organisations.models import Programme
from communitylinkage.releases import actions as releases
from communitylinkage.releases import queries as let_out_before

AUDIENCE = "partners"
TABLES: tuple[tuple[Population, What, What | None], ...] = (
    (Population.PROFESSIONALS, What.COUNTRY, What.BY),
    (Population.MENTORS, What.COUNTRY, None),
)


def let_out(*, now: datetime) -> int:
    """Lets both tables out up to the last frozen quarter; returns how many are new.

    As for partners, but for one rule: that everybody of a country was taught by mentors of one
    country says nothing private of any of them, so a row with one figure need not be hidden.
    """
    programme = Programme.objects.order_by("-ends", "pk").first()
    if programme is None:
        return 0
    policy, made = replace(queries.policy_of(AUDIENCE), group=False), 0
    for population, rows, columns in TABLES:
        if not (times := queries.frozen(population)):
            continue
        table = queries.table_of(Asked(population, rows, columns, times[0], times[-1], AUDIENCE))
        # With what is known by now it may not be safe; then the one before stays on the page.
        with suppress(UnsafeError):
            row, new = releases.release(table=table, policy=policy, now=now)
            if new:
                record(
                    organisation_id=programme.lead_organisation_id, act="figures.let_out_partners",
                    by=CLOCK, reference=row.reference, now=now,
                )  # fmt: skip
                made += 1
    return made


def shown() -> tuple[Published, Published | None] | None:
    """What of it was let out last: professionals, and mentors where they are known."""
    professionals, mentors = (_newest(*one) for one in TABLES)
    return None if professionals is None else (professionals, mentors)


def _newest(population: Population, *whats: What | None) -> Published | None:
    names = [what for what in whats if what]
    rows = let_out_before.released([AUDIENCE], [WHOM[population].series])
    found = [told for told in map(let_out_before.told, rows) if _is_whole(told, names)]
    return max(found, key=lambda told: (told.periods[-1], len(told.periods)), default=None)


def _is_whole(told: Published, names: Iterable[What]) -> bool:
    """Whether it is cut by these and nothing was merged: somebody may have asked for less."""
    wanted = list(names)
    return [name for name, _codes in told.dimensions] == wanted and all(
        code in wording.LEFT or code in wording.CODES[what]
        for what, (_name, codes) in zip(wanted, told.dimensions, strict=True)
        for code in codes
    )
