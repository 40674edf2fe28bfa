"""Entries grow old: those who keep them are told once, fifteen days before it shows."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from communitylinkage.directory import taxonomy
from communitylinkage.directory.entries.models import Reminder
from communitylinkage.directory.hsds import Service
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.mail import tell
from communitylinkage.people.models import Account
from communitylinkage.people.roles import ROLES, Permission
from communitylinkage.people.rules import MembershipState


def keepers(organization_id: UUID) -> list[Account]:
    """Those who may edit the entries of an organization of the directory."""
    roles = [name for name, role in ROLES.items() if Permission.DIRECTORY_EDIT in role.permissions]
    organisations = Organisation.objects.filter(listed_as=organization_id)
    return list(
        Account.objects.filter(
            memberships__organisation__in=organisations,
            memberships__role__in=roles,
            memberships__state=MembershipState.ACTIVE,
        ).distinct()
    )


def sweep(*, now: datetime) -> int:
    """Tells the keepers of each entry that is due, once per entry; one letter for all of them.

    An entry without a keeper is not marked: who comes later is told then.
    """
    told = 0
    limit = now.date() - timedelta(days=taxonomy.REMIND_AFTER_DAYS)
    due = Service.objects.filter(status="active", assured_date__lte=limit)
    known = dict(Reminder.objects.values_list("pk", "confirmed"))
    waiting: dict[UUID, list[Service]] = {}
    for service in due.only("pk", "organization_id", "assured_date"):
        if known.get(service.pk) != service.assured_date:
            waiting.setdefault(service.organization_id, []).append(service)
    for organization_id, services in waiting.items():
        told += _tell(organization_id, services, now)
    return told


@transaction.atomic
def _tell(organization_id: UUID, services: list[Service], now: datetime) -> int:
    accounts = keepers(organization_id)
    if not accounts:
        return 0
    for service in services:
        Reminder.objects.update_or_create(
            pk=service.pk, defaults={"confirmed": service.assured_date, "told_at": now}
        )
    tell(accounts=accounts, now=now)
    return len(services)
