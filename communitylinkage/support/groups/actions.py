"""A group is counted; nothing of it leads to a woman, and no row says who came."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.facts import actions as facts
from communitylinkage.journal import actions as journal
from communitylinkage.organisations.models import Organisation
from communitylinkage.support.counting.actions import count_woman, counted_by
from communitylinkage.support.counting.rules import Standing
from communitylinkage.support.groups.rules import Came
from communitylinkage.support.models import Effort
from communitylinkage.support.papers import Kind, Next, Where
from communitylinkage.support.reporting import FACT, Work


@dataclass(frozen=True, slots=True)
class Group:
    """What its mentor says of a group.

    Args:
        came: who was there. standing: what holds for all of them; None where none is counted.
    """

    day: date
    where: Where
    follows: Next
    came: Came
    standing: Standing | None
    work: Work


@transaction.atomic
def write_down(
    *, organisation: Organisation, group: Group, number: UUID, by: UUID, now: datetime
) -> bool:
    """Counts one action, and each woman once; keeps the mentor's hours. False: it was kept before.

    A woman who says no code gets a tag of her own that is not sure, as with a visit.

    Args:
        number: of the form, so that a page that is sent twice counts once.
    """
    _row, new = Effort.objects.get_or_create(
        pk=number,
        defaults={
            "organisation_id": organisation.pk,
            "mentor": by,
            "day": group.day,
            **asdict(group.work),
        },
    )
    if not new:
        return False
    codes = [f"kind:{Kind.GROUP}", f"where:{group.where}", f"follows:{group.follows}"]
    whose = [*codes, counted_by(organisation)]
    facts.count(kind=FACT, region=organisation.country, codes=whose, now=now)
    if group.standing:
        for code in (*group.came.codes, *[""] * group.came.without):
            count_woman(
                organisation=organisation, consent=None, code=code, standing=group.standing,
                day=group.day, by=by, now=now, codes=codes,
            )  # fmt: skip
    journal.record(
        organisation_id=organisation.pk,
        act="support.group_reported",
        by=by,
        reference=f"{group.day:%Y-%m}",
        now=now,
    )
    return True
