"""The buffer, the facts, and slices: sums that are kept up to date for the pages that show them.

Neither buffer nor fact has a time; ids are random and made anew in between.
"""

import uuid

from django.db import models

from communitylinkage.values.register import Term, counted


class Waiting(models.Model):
    """A fact that waits until enough others wait with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.TextField()
    month = models.CharField(max_length=7)
    region = models.CharField(max_length=2, blank=True)
    codes = models.TextField(blank=True)

    register = [counted("id", "kind", "month", "region", "codes", term=Term.UNTIL_USED)]

    def __str__(self) -> str:
        return self.kind


class Fact(models.Model):
    """Something that happened once, in a month, in a country."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.TextField()
    month = models.CharField(max_length=7)
    region = models.CharField(max_length=2, blank=True)
    codes = models.TextField(blank=True)

    register = [counted("id", "kind", "month", "region", "codes", term=Term.FOREVER)]

    class Meta:
        indexes = [models.Index(fields=["kind", "month"], name="facts_by_kind_and_month")]

    def __str__(self) -> str:
        return self.kind


class Slice(models.Model):
    """Facts of a kind with all of some codes, added up as they are written on.

    `by`: the name of the code by whose values they are laid apart; empty: not apart. `filled`: the
    facts from before the slice are in its sums; until then facts are counted one by one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    codes = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=30, blank=True)
    filled = models.BooleanField(default=False)

    register = [counted("id", "kind", "codes", "by", "filled", term=Term.FOREVER)]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "codes", "by"], name="facts_one_slice")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.codes} {self.by}"


class Cell(models.Model):
    """How many facts of a slice a month and country have. `value`: of the code laid apart by."""

    slice = models.ForeignKey(Slice, on_delete=models.CASCADE, related_name="cells")
    month = models.CharField(max_length=7)
    region = models.CharField(max_length=2, blank=True)
    value = models.CharField(max_length=30, blank=True)
    number = models.PositiveBigIntegerField()

    register = [counted("id", "slice", "month", "region", "value", "number", term=Term.FOREVER)]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slice", "month", "region", "value"], name="facts_one_cell"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.region} {self.value}: {self.number}"
