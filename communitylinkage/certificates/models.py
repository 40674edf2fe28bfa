"""The keys that sign, and the certificates that were given."""

import uuid

from django.db import models

from communitylinkage.certificates import wording
from communitylinkage.organisations.models import Organisation
from communitylinkage.values.register import Term, operational, public, sealed


class KeyPair(models.Model):
    """A key pair; old public halves stay published, because what they signed stays signed."""

    thumbprint = models.CharField(primary_key=True, max_length=43)
    public_key = models.JSONField()
    issuer = models.URLField()
    # Under a key of the pepper's file, which lies outside database and backups.
    wrapped_key = models.BinaryField()
    current = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    register = [
        public("thumbprint", "public_key", "issuer", term=Term.FOREVER),
        sealed("wrapped_key", term=Term.FOREVER),
        operational("current", "made_at", term=Term.FOREVER),
    ]

    class Meta:
        ordering = ["-current", "-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["current"], condition=models.Q(current=True), name="one_key_signs"
            )
        ]

    def __str__(self) -> str:
        return self.thumbprint


class Certificate(models.Model):
    """One that was given. Its text says what and when, and holds a hash of the name, no name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    credential = models.TextField()
    language = models.CharField(max_length=10)
    list_number = models.PositiveIntegerField()
    list_index = models.PositiveIntegerField()
    given_at = models.DateTimeField()
    revoked_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=10, choices=wording.REASONS, blank=True)

    register = [
        # Whoever has the number of the paper may look it up; nobody can list them.
        public("id", "organisation", "language", "revoked_on", term=Term.FOREVER),
        public("list_number", "list_index", term=Term.FOREVER),
        operational("credential", "given_at", "reason", term=Term.FOREVER),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list_number", "list_index"], name="one_certificate_at_a_place"
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_on__isnull=True, reason="")
                | (models.Q(revoked_on__isnull=False) & ~models.Q(reason="")),
                name="certificate_taken_back_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
