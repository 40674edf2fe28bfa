"""Consents, their recipients in order, and the sealed records that hang on them."""

import uuid

from django.db import models

from communitylinkage.participants.models import Participant
from communitylinkage.values.register import Term, operational, public, staff


class Consent(models.Model):
    """That she agreed; what she agreed to is in the sealed paper.

    `ending` is set before the lock halves go, `ended` when all that follows is done: the worker
    finishes what a crash left between.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    paper = models.UUIDField()
    given = models.DateTimeField()
    until = models.DateTimeField()
    ending = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    register = [
        operational(
            "id", "participant", "organisation_id", "paper", "given", "until", "ending", "ended",
            term=Term.CLOSED_PLUS_90_DAYS,
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended__isnull=True) | models.Q(ending__isnull=False),
                name="consent_ends_only_after_ending",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_over(self) -> bool:
        """Whether it ended because its time was up, not because she took it back."""
        return self.ending is not None and self.ending >= self.until


class Recipient(models.Model):
    """A key holder to whom she agreed, with the place in the order."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="recipients")
    position = models.PositiveSmallIntegerField()
    organisation_id = models.UUIDField()
    holder = models.UUIDField()
    service_id = models.UUIDField(null=True, blank=True)
    outside = models.BooleanField(default=False)

    register = [
        operational(
            "id", "consent", "position", "organisation_id", "holder", "service_id", "outside",
            term=Term.CLOSED_PLUS_90_DAYS,
        )
    ]  # fmt: skip

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["consent", "position"], name="one_recipient_a_turn"),
            models.UniqueConstraint(fields=["consent", "holder"], name="a_recipient_is_named_once"),
        ]

    def __str__(self) -> str:
        return str(self.position)


class SealedFor(models.Model):
    """A record of the vault that may be opened only under this consent."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="records")
    record = models.UUIDField(unique=True)

    register = [operational("id", "consent", "record", term=Term.CLOSED_PLUS_90_DAYS)]

    def __str__(self) -> str:
        return str(self.record)


class ConsentText(models.Model):
    """The words that are read to her before she agrees. A draft is never used (DESIGN 9).

    It becomes reviewed only when a named person says so; `demo_only` texts are refused where a real
    programme runs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    language = models.TextField()
    version = models.PositiveIntegerField()
    body = models.TextField()
    demo_only = models.BooleanField(default=False)
    reviewed_by = models.TextField(blank=True)
    reviewed_on = models.DateField(null=True, blank=True)

    register = [
        public("id", "language", "version", "body", "demo_only", "reviewed_on", term=Term.FOREVER),
        staff("reviewed_by", term=Term.FOREVER),
    ]

    class Meta:
        ordering = ("language", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=["language", "version"], name="one_text_per_language_and_version"
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_by="", reviewed_on__isnull=True)
                | (~models.Q(reviewed_by="") & models.Q(reviewed_on__isnull=False)),
                name="consent_text_reviewed_by_and_on_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.version}"
