"""Another organisation's objects of coverage; objects.py says what for."""

from communitylinkage.coverage.models import Population
from communitylinkage.coverage.tests.cast import a_service
from communitylinkage.coverage.tests.told import found
from communitylinkage.directory.hsds import Organization
from communitylinkage.people.tests.cast import NOW


def everybodys(cast):
    """What is within reach belongs to no organisation."""
    return None


def a_preview(cast):
    """A file that somebody else has brought."""
    row = Population.objects.create(by=cast.stranger, made=NOW, source="x", rows=[])
    return {"number": row.pk}


def a_told_service(cast):
    """Of another organisation, of which mentors told something."""
    owner = Organization.objects.create(name="Theirs", description="x")
    cast.other.listed_as = owner.pk
    cast.other.save()
    service = a_service("Theirs", organization=owner)
    found(service, nothing=14, language=9)
    return {"service": service.pk}


OTHERS = {
    "coverage_place": everybodys,
    "coverage_heard": a_told_service,
    "coverage_people_plan": a_preview,
}
