"""Indicators in versions, what was frozen of them, and what was let out to others.

No field holds a figure that somebody typed: `Frozen.value` is written by `freezing.freeze` alone,
from what was counted.
"""

import uuid

from django.db import models

from communitylinkage.impact import wording
from communitylinkage.organisations.models import Programme
from communitylinkage.values.marks import mark_of
from communitylinkage.values.register import Term, operational, public, staff


class Indicator(models.Model):
    """What a programme measures. Its definitions are versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=40)

    register = [
        operational("id", "programme", term=Term.WHILE_PROGRAMME),
        public("code", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code"], name="impact_one_indicator_a_code"
            )
        ]

    def __str__(self) -> str:
        return self.code


class Version(models.Model):
    """One definition, as the text of its file. Only a draft changes; what was published stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    by = models.UUIDField()
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    register = [
        operational("id", "indicator", "number", "by", "made_at", term=Term.WHILE_PROGRAMME),
        public("text", "published_at", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "number"], name="impact_one_number"),
            models.UniqueConstraint(
                fields=["indicator"],
                condition=models.Q(published_at=None),
                name="impact_one_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.number}"

    @property
    def mark(self) -> str:
        """Another one as soon as its text is: so that what is published is what was read."""
        return mark_of([self.number, self.text])


class Freeze(models.Model):
    """All figures of a programme as they were counted at a moment, up to and with a month."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    through = models.CharField(max_length=7)
    made_at = models.DateTimeField()
    by = models.UUIDField()

    register = [
        operational("id", "programme", "by", term=Term.WHILE_PROGRAMME),
        public("through", "made_at", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["-through"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "through"], name="impact_frozen_once")
        ]

    def __str__(self) -> str:
        return self.through


class Frozen(models.Model):
    """One figure of a freeze, for the whole (no country) or a country, with what it came from.

    `parts`: organisation -> its own inputs, where they are known; for the gate, shown to nobody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    freeze = models.ForeignKey(Freeze, on_delete=models.CASCADE, related_name="figures")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    country = models.CharField(max_length=2, blank=True)
    value = models.JSONField()
    inputs = models.JSONField()
    left_out = models.JSONField(default=list)
    parts = models.JSONField(default=dict)

    register = [
        operational("id", "freeze", "version", term=Term.WHILE_PROGRAMME),
        staff("country", "value", "inputs", "left_out", "parts", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["freeze", "version", "country"], name="impact_one_figure"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.country}"


class Released(models.Model):
    """What the gate let out of a frozen indicator to an audience, once and for good.

    `entry`: for the ledger alone, shown to nobody. `refused`: why nothing was let out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    freeze = models.ForeignKey(Freeze, on_delete=models.CASCADE, related_name="released")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=10, choices=wording.AUDIENCES)
    shown = models.JSONField(default=dict)
    entry = models.JSONField(default=list)
    refused = models.CharField(max_length=30, blank=True)

    register = [
        operational("id", "freeze", "version", "audience", "refused", term=Term.WHILE_PROGRAMME),
        staff("shown", "entry", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["freeze", "version", "audience"], name="impact_released_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.audience}"


class SetAside(models.Model):
    """A doubt about the figures that somebody looked at, with her reason.

    `key` names the doubt and `number` what it was: more of it asks again. `until`: it asks again
    on this day in any case.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=10, choices=wording.REASONS)
    by = models.UUIDField()
    at = models.DateTimeField()
    until = models.DateField(null=True, blank=True)

    register = [
        operational(
            "id", "programme", "key", "number", "reason", "by", "at", "until",
            term=Term.WHILE_PROGRAMME,
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="impact_set_aside_once")
        ]

    def __str__(self) -> str:
        return self.key
