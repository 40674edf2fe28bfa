"""Short addresses, and how often each was opened on a day. Nothing of who opened it is kept."""

import uuid

from django.db import models

from communitylinkage.campaign.models.campaigns import Campaign
from communitylinkage.campaign.models.materials import Material
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.values.references import new_short_code
from communitylinkage.values.register import Term, counted, operational, public, staff


class ShortAddress(models.Model):
    """An address for a poster: in one country and one language. `path`: where it leads.

    `place`: where it hangs, for who counts. `ended`: it leads on, and counts no more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="addresses")
    code = models.CharField(max_length=6, unique=True, default=new_short_code)
    material = models.ForeignKey(
        Material, on_delete=models.PROTECT, null=True, blank=True, related_name="addresses"
    )
    country = models.CharField(max_length=2, choices=COUNTRIES)
    language = models.CharField(max_length=10)
    path = models.CharField(max_length=200)
    place = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)

    register = [
        operational("id", "campaign", "made_at", "ended", term=Term.WHILE_PROGRAMME),
        public("code", "material", "country", "language", "path", term=Term.WHILE_PROGRAMME),
        staff("place", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["country", "language", "made_at", "pk"]

    def __str__(self) -> str:
        return self.code


class Visits(models.Model):
    """How often an address was opened on a day; its language is that of the address."""

    address = models.ForeignKey(ShortAddress, on_delete=models.CASCADE, related_name="visits")
    day = models.DateField()
    language = models.CharField(max_length=10)
    number = models.PositiveIntegerField(default=0)

    register = [
        operational("id", "address", term=Term.WHILE_PROGRAMME),
        counted("day", "language", "number", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["address", "day", "language"], name="one_count_a_day_and_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.number}"
