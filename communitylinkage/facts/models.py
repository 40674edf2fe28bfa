"""The buffer, and the facts. Neither has a time; ids are random and made anew in between."""

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
