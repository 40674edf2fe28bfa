"""Channels, their figures with evidence, what is said of their overlaps, exports that wait."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from communitylinkage.campaign import wording
from communitylinkage.campaign.models.campaigns import Campaign
from communitylinkage.campaign.rules.reach import How
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.values.register import Term, operational, staff


class Channel(models.Model):
    """A way to reach people, and how its numbers are to be read.

    `margin`: by how many per cent they may be wrong. `times`: how often one person is in them at
    most; empty: nobody knows. `method`: how the number comes about.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="channels")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=15, choices=wording.CHANNELS)
    side = models.CharField(max_length=15, choices=wording.SIDES)
    country = models.CharField(max_length=2, choices=COUNTRIES, blank=True)
    how = models.CharField(max_length=10, choices=wording.HOW)
    margin = models.PositiveSmallIntegerField(
        default=0, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    times = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    method = models.TextField(max_length=1000)
    made_at = models.DateTimeField()

    register = [
        operational("id", "campaign", "made_at", term=Term.WHILE_PROGRAMME),
        staff(
            "name", "kind", "side", "country", "how", "margin", "times", "method",
            term=Term.WHILE_PROGRAMME,
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(margin__lte=100), name="margin_is_at_most_all_of_it"
            ),
            models.CheckConstraint(
                condition=models.Q(times__isnull=True) | models.Q(times__gte=1),
                name="in_a_number_at_least_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(how=How.COUNTED.value) | models.Q(margin=0),
                name="what_was_counted_has_no_margin",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """A file that proves figures, as it came. `digest`: SHA-256 of its content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=100)
    media = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    made_at = models.DateTimeField()

    register = [
        operational("id", "campaign", "made_at", term=Term.WHILE_PROGRAMME),
        staff("name", "media", "size", "digest", "content", term=Term.WHILE_PROGRAMME),
    ]

    def __str__(self) -> str:
        return self.name


class Figure(models.Model):
    """A channel's number in a period, with what proves it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="figures")
    first = models.DateField()
    last = models.DateField()
    number = models.PositiveIntegerField()
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="figures")
    by = models.UUIDField()
    made_at = models.DateTimeField()

    register = [
        operational("id", "channel", "by", "made_at", term=Term.WHILE_PROGRAMME),
        staff("first", "last", "number", "evidence", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="figure_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.number}"


class Overlap(models.Model):
    """How many people are in two channels: at least, at most, and how that is known."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    one = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    least = models.PositiveIntegerField(default=0)
    most = models.PositiveIntegerField(null=True, blank=True)
    counted = models.BooleanField(default=False)
    reason = models.TextField(max_length=1000)
    made_at = models.DateTimeField()

    register = [
        operational("id", "one", "other", "made_at", term=Term.WHILE_PROGRAMME),
        staff("least", "most", "counted", "reason", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_word_on_two_channels"),
            models.CheckConstraint(
                condition=~models.Q(one=models.F("other")), name="no_channel_overlaps_itself"
            ),
            models.CheckConstraint(
                condition=models.Q(most__isnull=True) | models.Q(most__gte=models.F("least")),
                name="overlap_at_most_is_above_at_least",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"


class Export(models.Model):
    """A platform's file that waits for a yes; half an hour, then it is deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    content = models.BinaryField()
    by = models.UUIDField()
    made_at = models.DateTimeField()

    register = [
        operational("id", "channel", "by", "made_at", term=Term.UNTIL_USED),
        staff("name", "content", term=Term.UNTIL_USED),
    ]

    def __str__(self) -> str:
        return self.name
