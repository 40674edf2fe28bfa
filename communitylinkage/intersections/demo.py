"""Made-up quarters frozen, and tables let out to partners and to everybody."""

from datetime import datetime

from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.intersections import actions, queries
from communitylinkage.intersections.rules.asking import Asked
from communitylinkage.intersections.rules.populations import Population, What
from communitylinkage.people.models import Membership

# Whom, lines, columns, for whom; in the order in which they are let out.
TABLES: tuple[tuple[Population, What, What | None, str], ...] = (
    (Population.WOMEN, What.KIND, None, "partners"),
    (Population.WOMEN, What.COUNTRY, None, "public"),
    (Population.WOMEN, What.COUNTRY, What.KIND, "partners"),
    (Population.PARTICIPANTS, What.COUNTRY, What.TRACK, "public"),
    (Population.PROFESSIONALS, What.COUNTRY, What.THERE, "partners"),
    (Population.MEMBERS, What.COUNTRY, What.HOW, "partners"),
    (Population.MEMBERS, What.ORIGIN, None, "partners"),
    (Population.MENTORS, What.COUNTRY, None, "public"),
)


def load(now: datetime) -> int:
    """Freezes what is over and lets the tables out once; returns how many there are."""
    seat = Membership.objects.filter(account__email="lead@demo.invalid").first()
    if seat is None or queries.let_out(*queries.STAFF).exists():
        return queries.let_out(*queries.STAFF).count()
    actions.freeze(now=now)
    for population, rows, columns, audience in TABLES:
        times = queries.frozen(population)
        if not times:
            continue
        asked = Asked(population, rows, columns, times[0], times[-1], audience)
        try:
            actions.let_out(
                asked=asked, organisation=seat.organisation_id, by=seat.account_id, now=now
            )
        except UnsafeError:  # what the day leaves too few of is not let out, in the demo either
            continue
    return queries.let_out(*queries.STAFF).count()
