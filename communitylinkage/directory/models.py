"""Tables of the directory."""

from typing import ClassVar

from django.db import models

from communitylinkage.directory.hsds import Service
from communitylinkage.directory.listed import ListedOffer, Listing  # noqa: F401 - found here
from communitylinkage.values.places import Point
from communitylinkage.values.register import Entry, Term, public, staff


class HelpLine(models.Model):
    """A national help line, as its source states it; nobody of ours has called it."""

    country = models.CharField(max_length=2)
    name = models.TextField()
    number = models.CharField(max_length=60)
    hours = models.TextField(blank=True)
    languages = models.TextField(blank=True)
    cost = models.TextField(blank=True)
    other_channels = models.TextField(blank=True)
    operator = models.TextField(blank=True)
    source_title = models.TextField()
    source_address = models.URLField(max_length=2000)
    source_date = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()
    confirmed_by = models.CharField(max_length=200, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)

    register: ClassVar[list[Entry]] = [
        public(
            "id",
            "country",
            "name",
            "number",
            "hours",
            "languages",
            "cost",
            "other_channels",
            "operator",
            "source_title",
            "source_address",
            "source_date",
            "note",
            "position",
            "confirmed_on",
            term=Term.WHILE_LISTED,
        ),
        staff("confirmed_by", term=Term.WHILE_LISTED),
    ]

    class Meta:
        ordering = ("country", "position")
        constraints = (
            models.UniqueConstraint(fields=("country", "name"), name="one_help_line_per_name"),
            models.CheckConstraint(
                condition=(
                    models.Q(confirmed_by="", confirmed_on__isnull=True)
                    | (~models.Q(confirmed_by="") & models.Q(confirmed_on__isnull=False))
                ),
                name="help_line_confirmed_by_and_on_together",
            ),
        )

    def __str__(self) -> str:
        return f"{self.country} {self.number}"


class ServiceCapacity(models.Model):
    """Whether a service has room, with its age (`service_capacity` of HSDS 3.1, one unit)."""

    service = models.OneToOneField(
        Service, on_delete=models.CASCADE, primary_key=True, related_name="capacity"
    )
    available = models.PositiveIntegerField()
    updated = models.DateTimeField()

    register: ClassVar[list[Entry]] = [
        public("service", "available", "updated", term=Term.WHILE_LISTED)
    ]

    def __str__(self) -> str:
        return str(self.available)


class Place(models.Model):
    """A town or village (GeoNames, CC BY 4.0), so that a place is found without asking anybody."""

    id = models.PositiveIntegerField(primary_key=True)
    name = models.TextField()
    country = models.CharField(max_length=2)
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField()
    # The first division of its country (GeoNames admin1), as statistics name it; empty: not loaded.
    area = models.CharField(max_length=20, blank=True)

    register: ClassVar[list[Entry]] = [
        public(
            "id", "name", "country", "latitude", "longitude", "population", "area",
            term=Term.FOREVER,
        )
    ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def point(self) -> Point:
        """Where it is."""
        return Point(self.latitude, self.longitude)


class PlaceName(models.Model):
    """One of the names of a place, in any script, folded for comparing."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="names")
    folded = models.TextField(db_index=True)

    register: ClassVar[list[Entry]] = [public("id", "place", "folded", term=Term.FOREVER)]

    def __str__(self) -> str:
        return self.folded


# At the end: they are tables of this app, kept beside what uses them.
from communitylinkage.directory.entries.models import (  # noqa: E402
    EntryVersion,
    Reminder,
    Upload,
)
from communitylinkage.directory.lines.models import HelpLineChange  # noqa: E402

__all__ = [
    "EntryVersion",
    "HelpLine",
    "HelpLineChange",
    "Place",
    "PlaceName",
    "Reminder",
    "ServiceCapacity",
    "Upload",
]
