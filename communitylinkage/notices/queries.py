"""What the pages read: the tables of the product, and who answers for them."""

from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.conf import settings

from communitylinkage.notices.rules import Stored
from communitylinkage.organisations.models import Organisation, Partnership, Programme
from communitylinkage.organisations.rules import PartnerRole


def stored() -> list[Stored]:
    """Every table of the product with its register, in the order of their names."""
    ours = [one for one in apps.get_models() if one.__module__.startswith("communitylinkage.")]
    return [
        Stored(one.__module__.split(".")[1], one._meta.label, tuple(getattr(one, "register", ())))
        for one in sorted(ours, key=lambda one: one._meta.label)
    ]


@dataclass(frozen=True, slots=True)
class Controllers:
    """Who answers for the site: the programme, who leads it, who takes part; how to write."""

    programme: Programme | None
    lead: Organisation | None
    partners: tuple[Partnership, ...]
    address: str


def controllers(today: date) -> Controllers:
    """Of the programme that runs today, else the newest; nobody where there is none."""
    rows = Programme.objects.select_related("lead_organisation").order_by("-starts", "name", "pk")
    running = rows.filter(starts__lte=today, ends__gte=today).first()
    programme = running or rows.first()
    # Where who keeps this site is reached; the setting may not be there.
    address = str(getattr(settings, "CONTACT_EMAIL", ""))
    if programme is None:
        return Controllers(None, None, (), address)
    order = [role.value for role in PartnerRole]
    partners = programme.partnerships.select_related("organisation")
    ordered = sorted(partners, key=lambda one: (order.index(one.role), one.organisation.name))
    return Controllers(programme, programme.lead_organisation, tuple(ordered), address)
