"""The first administrator of a bare installation, invited from the machine itself."""

from datetime import datetime

from django.db import transaction

from communitylinkage.organisations import actions as organisations
from communitylinkage.organisations.models import Organisation
from communitylinkage.organisations.rules import Side
from communitylinkage.people import wording
from communitylinkage.people.actions import NOBODY, invite
from communitylinkage.people.models import Membership
from communitylinkage.people.rules import MembershipState, NotAllowed


@transaction.atomic
def invite_first_administrator(
    *, email: str, organisation: str, country: str, now: datetime
) -> str:
    """The token of an invitation; accepting it needs nobody who lets in, as she opens nothing.

    Raises:
        NotAllowed: an administrator is here; she invites further ones.
    """
    here = Membership.objects.filter(role="administrator", state=MembershipState.ACTIVE)
    if here.exists():
        raise NotAllowed(wording.ADMINISTRATOR_HERE)
    found = Organisation.objects.filter(name=organisation).first()
    if found is None:
        said = {"name": organisation, "side": Side.SERVICE, "country": country}
        found = organisations.save_organisation(organisation=None, said=said, by=NOBODY, now=now)
    # Who began again after a forgotten password waits, and nobody is left to let her in: her
    # waiting place ends, and the invitation makes a new one.
    waiting = Membership.objects.filter(
        account__email=email.strip().lower(), organisation=found, role="administrator"
    )
    waiting.filter(state=MembershipState.AWAITING).update(state=MembershipState.LEFT, until=now)
    return invite(by=None, email=email, organisation=found, role="administrator", now=now)[1]
