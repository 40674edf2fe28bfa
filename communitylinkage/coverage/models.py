"""Regions, what is in reach of them in packed cells, snapshots, and the population brought in."""

import uuid

from django.db import models

from communitylinkage.coverage import wording
from communitylinkage.people.models import Account
from communitylinkage.values.register import Term, operational, public, staff


class Region(models.Model):
    """A cell of the earth (h3, resolution 4, about forty kilometres across) within one country.

    `name` is that of its largest town, and so is the place. `areas`: first division of the country
    -> how many of its people live there.
    """

    code = models.CharField(max_length=20, primary_key=True)
    country = models.CharField(max_length=2)
    cell = models.CharField(max_length=15)
    name = models.TextField()
    latitude = models.FloatField()
    longitude = models.FloatField()
    people = models.PositiveIntegerField()
    areas = models.JSONField(default=dict)

    register = [
        public("code", "country", "cell", "name", "latitude", "longitude", "people", "areas",
               term=Term.FOREVER)
    ]  # fmt: skip

    class Meta:
        ordering = ["country", "code"]

    def __str__(self) -> str:
        return self.name


class Measured(models.Model):
    """What is in reach in one country now, for all of its regions in their order.

    `supply`: its services as arrays. `cells`: kilometres by situation, kind of help, language and
    region (`rules.reach`). `night`: the instant that "at night" stands for. `codes`: the regions.
    `shape`: the names along the other axes; where they are other ones by now, nobody can read the
    cells (`rules.levels.AXES`), and the clock measures again.
    """

    country = models.CharField(max_length=2, primary_key=True)
    night = models.DateTimeField()
    month = models.CharField(max_length=7)
    codes = models.JSONField()
    shape = models.JSONField(default=list)
    supply = models.BinaryField()
    cells = models.BinaryField()
    changed = models.DateTimeField()

    register = [
        public("country", "night", "month", "codes", "shape", "supply", "cells", "changed",
               term=Term.WHILE_LISTED)
    ]  # fmt: skip

    def __str__(self) -> str:
        return self.country


class Waiting(models.Model):
    """A service that was filed anew and is not measured yet; none: all are."""

    service = models.UUIDField(null=True, blank=True)

    register = [operational("id", "service", term=Term.UNTIL_USED)]

    def __str__(self) -> str:
        return str(self.service or "*")


class Snapshot(models.Model):
    """The levels of one country as they were last in a month, mentors included.

    `looked`: the day on which somebody last looked whether it still is so.
    """

    country = models.CharField(max_length=2)
    month = models.CharField(max_length=7)
    codes = models.JSONField()
    languages = models.JSONField()
    shape = models.JSONField()
    levels = models.BinaryField()
    looked = models.DateField(null=True, blank=True)

    register = [
        staff("id", "country", "month", "codes", "languages", "shape", "levels", "looked",
              term=Term.FOREVER)
    ]  # fmt: skip

    class Meta:
        ordering = ["country", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "month"], name="one_snapshot_of_coverage_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.month}"


class Population(models.Model):
    """A file of women by origin and region: a preview until somebody says yes.

    `rows`: [region, origin, women]. `source`: where the figures are from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField()
    taken = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=200)
    rows = models.JSONField()
    faults = models.JSONField(default=list)

    register = [
        operational("id", "by", "made", "taken", term=Term.WHILE_PROGRAMME),
        staff("source", "rows", "faults", term=Term.WHILE_PROGRAMME),
    ]

    def __str__(self) -> str:
        return self.source


class Heard(models.Model):
    """An organisation has read what mentors found of one of its services in half a year."""

    service = models.UUIDField()
    half = models.CharField(max_length=6)
    answer = models.CharField(max_length=10, choices=wording.ANSWERS)
    at = models.DateTimeField()

    register = [operational("id", "service", "half", "answer", "at", term=Term.WHILE_PROGRAMME)]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "half"], name="told_once_in_half_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.half}"
