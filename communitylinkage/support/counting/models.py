"""Periods with their keys, tags, and the figures that stay. No row leads to anybody."""

import uuid

from django.db import models

from communitylinkage.organisations.models import Programme
from communitylinkage.support.counting.rules import Standing
from communitylinkage.values.register import Term, counted, operational


class Period(models.Model):
    """A time of a programme within which a woman counts once. `key` goes when it is frozen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    key = models.BinaryField(null=True, blank=True)
    frozen = models.DateField(null=True, blank=True)

    register = [
        operational("id", "programme", "starts", "ends", "frozen", term=Term.WHILE_PROGRAMME),
        operational("key", term=Term.UNTIL_CLOSED),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "starts"], name="support_one_period"),
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("starts")), name="support_period_has_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts} – {self.ends}"


class Tag(models.Model):
    """One receipt or code of one period in one country; without either, one visit (not `sure`).

    `month`: in which she was first met there, so that a figure can be told up to a month; empty of
    those who were counted before months were kept.

    `stands_for`: of a row that counts nothing, the tag by which the same woman is counted: of her
    receipt, where it is her code, or the other way round. So either is enough the next time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    tag = models.BinaryField()
    standing = models.TextField()
    sure = models.BooleanField()
    month = models.CharField(max_length=7, blank=True, default="")
    stands_for = models.BinaryField(null=True, blank=True)

    register = [
        counted(
            "id", "period", "country", "tag", "standing", "sure", "month", "stands_for",
            term=Term.UNTIL_CLOSED,
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "country", "tag"], name="support_one_tag"),
            models.CheckConstraint(
                condition=models.Q(standing__in=[one.value for one in Standing]),
                name="support_standing_known",
            ),
        ]

    def __str__(self) -> str:
        return self.country


class Figure(models.Model):
    """Who was first met in a month of a period in a country; an empty country is the programme."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="+")
    country = models.CharField(max_length=2, blank=True)
    standing = models.TextField()
    month = models.CharField(max_length=7, blank=True, default="")
    certain = models.PositiveIntegerField()
    maybe_twice = models.PositiveIntegerField()

    register = [
        counted(
            "id", "period", "country", "standing", "month", "certain", "maybe_twice",
            term=Term.WHILE_PROGRAMME,
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "country", "standing", "month"], name="support_one_figure"
            )
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.standing}"
