"""Where it is provided: location, address, accessibility, service_at_location."""

from django.db import models

from communitylinkage.directory.hsds.row import Row
from communitylinkage.directory.hsds.what import Service
from communitylinkage.directory.hsds.who import Organization
from communitylinkage.values.register import Term, public


class Location(Row):
    """A place, physical, postal or virtual. A secret address has no location, only an area."""

    location_type = models.TextField(blank=True)
    url = models.TextField(blank=True)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="locations",
    )
    name = models.TextField(blank=True)
    alternate_name = models.TextField(blank=True)
    description = models.TextField(blank=True)
    transportation = models.TextField(blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    external_identifier = models.TextField(blank=True)
    external_identifier_type = models.TextField(blank=True)

    register = [
        public(
            "id",
            "location_type",
            "url",
            "organization",
            "name",
            "alternate_name",
            "description",
            "transportation",
            "latitude",
            "longitude",
            "external_identifier",
            "external_identifier_type",
            term=Term.WHILE_LISTED,
        ),
    ]

    def __str__(self) -> str:
        return str(self.name)


class ServiceAtLocation(Row):
    """A service provided at a location."""

    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, related_name="service_at_locations"
    )
    location = models.ForeignKey(
        Location, on_delete=models.CASCADE, related_name="service_at_locations"
    )
    description = models.TextField(blank=True)

    register = [
        public("id", "service", "location", "description", term=Term.WHILE_LISTED),
    ]

    def __str__(self) -> str:
        return str(self.id)


class Address(Row):
    """The street address of a location."""

    location = models.ForeignKey(
        Location,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="addresses",
    )
    attention = models.TextField(blank=True)
    address_1 = models.TextField(blank=True)
    address_2 = models.TextField(blank=True)
    city = models.TextField(blank=True)
    region = models.TextField(blank=True)
    state_province = models.TextField(blank=True)
    postal_code = models.TextField(blank=True)
    country = models.TextField(blank=True)
    address_type = models.TextField(blank=True)

    register = [
        public(
            "id",
            "location",
            "attention",
            "address_1",
            "address_2",
            "city",
            "region",
            "state_province",
            "postal_code",
            "country",
            "address_type",
            term=Term.WHILE_LISTED,
        ),
    ]

    def __str__(self) -> str:
        return str(self.id)


class Accessibility(Row):
    """How a place is reached with a disability."""

    location = models.ForeignKey(
        Location,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="accessibility",
    )
    description = models.TextField(blank=True)
    details = models.TextField(blank=True)
    url = models.TextField(blank=True)

    register = [
        public("id", "location", "description", "details", "url", term=Term.WHILE_LISTED),
    ]

    def __str__(self) -> str:
        return str(self.id)
