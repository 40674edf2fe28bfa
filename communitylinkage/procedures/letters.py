"""Letters to those who sign: that there is something, never what. And when a review comes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from communitylinkage.people.mail import tell
from communitylinkage.people.models import Account
from communitylinkage.people.roles import ROLES, Permission
from communitylinkage.people.rules import MembershipState
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.rules import REVIEW_BEFORE, State

# Who acts where the clock does.
CLOCK = UUID(int=0)


def tell_signers(*, version: Version, by: UUID, now: datetime, besides: UUID | None = None) -> None:
    """Tells who may sign for a party, or keeps it, except who did it.

    Args:
        besides: who is told too, whatever her role is, while she is a colleague.
    """
    roles = [name for name, role in ROLES.items() if Permission.PROCEDURE_SIGN in role.permissions]
    organisations = {version.procedure.organisation_id} | set(
        version.parties.values_list("organisation", flat=True)
    )
    found = Account.objects.filter(
        Q(memberships__role__in=roles) | Q(pk=besides),
        memberships__organisation__in=organisations,
        memberships__state=MembershipState.ACTIVE,
    ).exclude(pk=by)
    tell(accounts=found.distinct(), now=now)


def sweep(*, now: datetime) -> int:
    """Tells the parties once before a review and once when it is due; returns how many it told of.

    Home says the same until the procedure enters into force anew.
    """
    today = now.date()
    coming = Q(reminded_on=None, review_on__lte=today + REVIEW_BEFORE)
    due = Q(review_on__lte=today, reminded_on__lt=F("review_on"))
    rows = Version.objects.filter(coming | due, state=State.IN_FORCE)
    return sum(_remind(pk, now) for pk in list(rows.values_list("pk", flat=True)))


@transaction.atomic
def _remind(pk: UUID, now: datetime) -> int:
    row = Version.objects.select_for_update(of=("self",)).select_related("procedure").get(pk=pk)
    if row.reminded_on == now.date():
        return 0
    row.reminded_on = now.date()
    row.save(update_fields=["reminded_on"])
    tell_signers(version=row, by=CLOCK, now=now)
    return 1
