"""A small country with a few services, measured."""

from datetime import UTC, datetime, time
from uuid import uuid4

from communitylinkage.coverage import actions
from communitylinkage.directory import candidates, taxonomy
from communitylinkage.directory.actions import terms_of_ours
from communitylinkage.directory.hsds import (
    Attribute,
    CostOption,
    Language,
    Organization,
    Schedule,
    Service,
    ServiceArea,
)
from communitylinkage.directory.models import Place
from communitylinkage.values.places import Point

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
BARCELONA, MADRID, SORIA = Point(41.39, 2.16), Point(40.42, -3.70), Point(41.76, -2.47)
TOWNS = (
    (1, "Barcelona", BARCELONA, 1_600_000, "56"), (2, "Madrid", MADRID, 3_200_000, "29"),
    (3, "Soria", SORIA, 40_000, "55"), (4, "Badalona", Point(41.44, 2.24), 220_000, "56"),
)  # fmt: skip


def places():
    """Three regions of Spain; two towns share one."""
    for number, name, point, people, area in TOWNS:
        Place.objects.get_or_create(
            pk=9_000_000 + number,
            defaults={"name": name, "country": "ES", "latitude": point.latitude,
                      "longitude": point.longitude, "population": people, "area": area},
        )  # fmt: skip


def a_service(name="House", point=BARCELONA, spoken=("es", "ar"),
              codes=("help:shelter", "papers:no", "feature:children"), organization=None,
              opens=time(9), closes=time(17)):  # fmt: skip
    """A service of the directory; its place is told as its area."""
    terms = terms_of_ours()
    owner = organization or Organization.objects.create(id=uuid4(), name=name, description="x")
    service = Service.objects.create(id=uuid4(), organization=owner, name=name, status="active")
    for code in codes:
        Attribute.objects.create(id=uuid4(), link_id=service.pk, link_entity="service",
                                 taxonomy_term_id=terms[code])  # fmt: skip
    for code in spoken:
        Language.objects.create(id=uuid4(), service=service, code=code, name=code)
    Schedule.objects.create(id=uuid4(), service=service, byday="MO,TU,WE,TH,FR", freq="WEEKLY",
                            opens_at=opens, closes_at=closes)  # fmt: skip
    CostOption.objects.create(id=uuid4(), service=service, amount=0)
    ServiceArea.objects.create(id=uuid4(), service=service, name=name, extent_type="geojson",
                               extent=taxonomy.extent_of(point, "ES"))  # fmt: skip
    candidates.refresh(services=[service.pk])
    return service


def measured():
    """One shelter in Barcelona, and every region measured."""
    places()
    service = a_service()
    actions.rebuild(now=NOW)
    return service
