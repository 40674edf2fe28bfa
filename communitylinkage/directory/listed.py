"""The index of the directory: copies, made anew whenever a service changes (candidates.refresh).

No constraint in the database holds the key of the service: a rebuild writes millions of rows.
"""

from typing import ClassVar

from django.db import models

from communitylinkage.directory.hsds import Service
from communitylinkage.values.register import Entry, Term, public


class ListedOffer(models.Model):
    """What a service offers, as one line that the rule reads (`matching.packed`)."""

    service = models.OneToOneField(
        Service,
        on_delete=models.CASCADE,
        primary_key=True,
        db_constraint=False,
        related_name="+",
    )
    packed = models.TextField()

    register: ClassVar[list[Entry]] = [public("service", "packed", term=Term.WHILE_LISTED)]

    def __str__(self) -> str:
        return str(self.pk)


class Listing(models.Model):
    """A service in one list: a kind of help and a language, at a cell (`matching.index`)."""

    key = models.PositiveIntegerField()
    cell = models.BigIntegerField()
    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    country = models.PositiveSmallIntegerField()
    floor = models.FloatField()
    x = models.FloatField()
    y = models.FloatField()
    z = models.FloatField()
    speaks = models.BigIntegerField()
    flags = models.PositiveIntegerField()
    week0 = models.BigIntegerField()
    week1 = models.BigIntegerField()
    week2 = models.BigIntegerField()
    full_until = models.PositiveIntegerField()

    register: ClassVar[list[Entry]] = [
        public(
            "id",
            "key",
            "cell",
            "service",
            "country",
            "floor",
            "x",
            "y",
            "z",
            "speaks",
            "flags",
            "week0",
            "week1",
            "week2",
            "full_until",
            term=Term.WHILE_LISTED,
        )
    ]

    class Meta:
        indexes = (
            models.Index(fields=("key", "cell", "service"), name="listing_by_cell"),
            models.Index(fields=("key", "floor", "service"), name="listing_by_floor"),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.cell}"
