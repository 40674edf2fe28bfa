"""Posters, leaflets and texts to share, in versions that a second person approves."""

import uuid

from django.db import models

from communitylinkage.campaign import wording
from communitylinkage.campaign.models.campaigns import Campaign
from communitylinkage.campaign.rules.states import State
from communitylinkage.values.register import Term, operational, public, staff


class Material(models.Model):
    """A poster, a leaflet or a text, for one group."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="materials")
    kind = models.CharField(max_length=10, choices=wording.KINDS)
    group = models.CharField(max_length=15, choices=wording.GROUPS)
    name = models.CharField(max_length=120)

    register = [
        operational("id", "campaign", term=Term.WHILE_PROGRAMME),
        public("kind", "group", "name", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """A text of a material in its languages.

    `writers`: ids of the accounts that wrote on it; `sent_by` asked for approval, `approved_by`
    gave it. `asked`: what has to change, or why it was withdrawn.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=15, choices=wording.STATES, default=State.DRAFT.value)
    writers = models.JSONField(default=list)
    sent_by = models.UUIDField(null=True, blank=True)
    approved_by = models.UUIDField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    asked = models.TextField(max_length=1000, blank=True)
    made_at = models.DateTimeField()

    register = [
        operational(
            "id", "material", "writers", "sent_by", "approved_by", "made_at",
            term=Term.WHILE_PROGRAMME,
        ),
        staff("state", "asked", term=Term.WHILE_PROGRAMME),
        public("number", "approved_at", term=Term.WHILE_PROGRAMME),
    ]  # fmt: skip

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["material", "number"], name="one_material_version_number"
            ),
            models.UniqueConstraint(
                fields=["material"], condition=models.Q(state=State.APPROVED.value),
                name="one_material_version_approved",
            ),
            models.CheckConstraint(
                condition=~models.Q(
                    state__in=[State.APPROVED, State.REPLACED, State.WITHDRAWN]
                )
                | models.Q(
                    sent_by__isnull=False, approved_by__isnull=False, approved_at__isnull=False
                ),
                name="approved_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("sent_by")),
                name="approved_by_other_eyes",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.material_id} {self.number}"


class Text(models.Model):
    """A version in one language."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    headline = models.CharField(max_length=80)
    body = models.TextField(max_length=600)
    call = models.CharField(max_length=120)

    register = [
        operational("id", "version", term=Term.WHILE_PROGRAMME),
        public("language", "headline", "body", "call", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language"], name="one_material_text_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.headline
