"""The population by origin and region: kept as a preview, taken in after a yes."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from communitylinkage.coverage import wording
from communitylinkage.coverage.models import Population
from communitylinkage.coverage.rules.population import Fault, Plan, Why
from communitylinkage.journal.actions import record
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account

KEPT_FOR = timedelta(days=1)
MOST_FAULTS = 200


@transaction.atomic
def keep(*, plan: Plan, source: str, by: Account, now: datetime) -> Population:
    """A preview; what nobody said yes to within a day goes."""
    Population.objects.filter(taken=None, made__lt=now - KEPT_FOR).delete()
    return Population.objects.create(
        by=by, made=now, source=source,
        rows=[[row.region, row.origin, row.women] for row in plan.rows],
        faults=[[one.line, one.why.value, one.said] for one in plan.faults[:MOST_FAULTS]],
    )  # fmt: skip


def waiting(viewer: Viewer, number: UUID, now: datetime) -> Population | None:
    """Her own preview; None for a stranger's, and for one that is over."""
    rows = Population.objects.filter(taken=None, made__gt=now - KEPT_FOR)
    return rows.filter(pk=number, by=viewer.account).first()


@transaction.atomic
def take_in(*, population: Population, organisation: UUID, by: UUID, now: datetime) -> bool:
    """From now on it weighs, and the one before does not; False where it has no row."""
    row = Population.objects.select_for_update().get(pk=population.pk)
    if not row.rows:
        return False
    if row.taken is None:
        row.taken = now
        row.save()
        record(organisation_id=organisation, act="coverage.population", by=by,
               reference=str(row.pk), now=now)  # fmt: skip
    return True


def faults(row: Population) -> list[tuple[int, str]]:
    """Each fault at its line, in words."""
    told = [Fault(line, Why(why), said) for line, why, said in row.faults]
    return [(one.line, str(wording.WHY[one.why]) % {"said": one.said}) for one in told]
