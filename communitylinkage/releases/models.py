"""A series, and the tables of it that were let out. Nothing of it is ever taken back or changed."""

import uuid

from django.db import models

from communitylinkage.values.references import new_reference
from communitylinkage.values.register import Term, counted, operational


class Series(models.Model):
    """Tables that count the same persons. Its row is the lock: one release of it at a time."""

    name = models.CharField(max_length=60, primary_key=True)

    register = [operational("name", term=Term.FOREVER)]

    def __str__(self) -> str:
        return self.name


class Release(models.Model):
    """One table as an audience sees it, for ever the same.

    `cells` is what readers get; `entry` is for the ledger and for nobody else. `number` gives the
    order within a series; `cut` tells which table it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    audience = models.CharField(max_length=10)
    cut = models.CharField(max_length=64)
    cells = models.JSONField()
    entry = models.TextField()
    at = models.DateTimeField()

    register = [
        operational(
            "id", "reference", "series", "number", "audience", "cut", "entry", "at",
            term=Term.FOREVER,
        ),
        counted("cells", term=Term.FOREVER),
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "audience", "cut"], name="one_release_of_a_table"
            ),
            models.UniqueConstraint(fields=["series", "number"], name="one_release_at_a_time"),
        ]

    def __str__(self) -> str:
        return self.reference
