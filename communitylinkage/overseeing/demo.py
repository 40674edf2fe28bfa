"""A made-up month of openings in each organisation of the demo, to look through."""

from datetime import datetime, timedelta
from uuid import UUID

from communitylinkage.journal import actions as journal
from communitylinkage.journal.models import Day
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.organisations.rules import DEMO_CONTRACT, Side
from communitylinkage.people.models import Membership
from communitylinkage.people.roles import Mentor
from communitylinkage.people.rules import MembershipState
from communitylinkage.values.references import new_reference

EACH = 3


def load(now: datetime) -> int:
    """Writes them once, into the month before; how many. Only in the made-up programme."""
    if Day.objects.exists():
        return 0
    for day in (now - timedelta(days=1), now):
        journal.keep_day(now=day)
    programme = Programme.objects.filter(contract_number=DEMO_CONTRACT).first()
    people = Membership.objects.filter(
        organisation__partnerships__programme=programme, may_open=True,
        state=MembershipState.ACTIVE,
    ).select_related("organisation").order_by("organisation", "pk")  # fmt: skip
    last = now.replace(day=1) - timedelta(days=1)
    made = 0
    for at, one in enumerate(people):
        for step in range(EACH):
            journal.record(
                organisation_id=_chain(one, programme), act="mentor_request.opened",
                by=one.account_id, reference=new_reference(),
                now=last - timedelta(days=(at + step * 7) % 27, hours=step * 3),
            )  # fmt: skip
            made += 1
    return made


def _chain(one: Membership, programme: Programme | None) -> UUID:
    """Where it stands: what a mentor opens, in the chain of the service that asked for her."""
    if one.role == Mentor.name:
        services = Organisation.objects.filter(
            partnerships__programme=programme, side=Side.SERVICE, country=one.organisation.country
        )
        if asked := services.order_by("pk").first():
            return asked.pk
    return one.organisation_id
