"""What somebody has of her own in coverage."""

from django.utils import timezone

from communitylinkage.coverage import actions, people
from communitylinkage.coverage.models import Measured, Region
from communitylinkage.coverage.rules.population import Plan
from communitylinkage.coverage.rules.weights import Row
from communitylinkage.coverage.tests.told import found
from communitylinkage.directory.hsds import Service


def a_region(world):
    """Of Spain, measured."""
    if not Measured.objects.exists():
        actions.rebuild(now=timezone.now())
    return {"code": Region.objects.filter(country="ES").order_by("-people").first().code}


def a_told_service(world):
    """Of her organisation, of which mentors told something."""
    service = Service.objects.filter(organization=world.service.listed_as).first()
    found(service, nothing=14, language=9)
    return {"service": service.pk}


def a_preview(world):
    """A file that the lead has brought."""
    row = people.keep(plan=Plan((Row("ES", "MA", 5),), ()), source="x", by=world.lead,
                      now=timezone.now())  # fmt: skip
    return {"number": row.pk}


OWN = {
    "coverage_place": ("coordinator", a_region),
    "coverage_heard": ("coordinator", a_told_service),
    "coverage_people_plan": ("lead", a_preview),
}
