"""A campaign, what it says to whom, and its calendar."""

import uuid

from django.db import models

from communitylinkage.campaign import wording
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.values.references import new_reference
from communitylinkage.values.register import Term, operational, public, staff


class Campaign(models.Model):
    """What a programme says in public for some time. `name` is in `language`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=10, unique=True, default=new_reference)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    first = models.DateField()
    last = models.DateField()
    made_at = models.DateTimeField()

    register = [
        operational("id", "made_at", term=Term.WHILE_PROGRAMME),
        public(
            "reference", "programme", "organisation", "name", "language", "first", "last",
            term=Term.WHILE_PROGRAMME,
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["-first", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")),
                name="campaign_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Message(models.Model):
    """What is said to one group in one language."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="messages")
    group = models.CharField(max_length=15, choices=wording.GROUPS)
    language = models.CharField(max_length=10)
    headline = models.CharField(max_length=80)
    body = models.TextField(max_length=600)
    call = models.CharField(max_length=120)

    register = [
        operational("id", "campaign", term=Term.WHILE_PROGRAMME),
        staff("group", "language", "headline", "body", "call", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["group", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "group", "language"], name="one_message_a_group_and_language"
            )
        ]

    def __str__(self) -> str:
        return self.headline


class Planned(models.Model):
    """A line of the editorial calendar: what goes out where on a day. `out_on`: when it did."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="calendar")
    day = models.DateField()
    channel = models.CharField(max_length=15, choices=wording.CHANNELS)
    country = models.CharField(max_length=2, choices=COUNTRIES)
    language = models.CharField(max_length=10)
    what = models.CharField(max_length=120)
    material = models.ForeignKey(
        "Material", on_delete=models.SET_NULL, null=True, blank=True, related_name="planned"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    out_on = models.DateField(null=True, blank=True)

    register = [
        operational("id", "campaign", term=Term.WHILE_PROGRAMME),
        staff(
            "day", "channel", "country", "language", "what", "material", "organisation", "out_on",
            term=Term.WHILE_PROGRAMME,
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return self.what
