"""Holds: that a case is not erased for now."""

import uuid

from django.db import models

from communitylinkage.participants.models import Participant
from communitylinkage.stewardship.rules import holds
from communitylinkage.values.register import Term, operational


class Hold(models.Model):
    """Why a case is kept beyond its time, and the two people who say so.

    It opens nothing and stops no withdrawal: what she locked stays locked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField(db_index=True)
    reason = models.TextField()
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    register = [
        operational(
            "id", "participant", "organisation_id", "reason", "asked_by", "asked_at", "until",
            "confirmed_by", "confirmed_at", "ended_at",
            term=Term.CLOSED_PLUS_90_DAYS,
        )
    ]  # fmt: skip

    class Meta:
        ordering = ("asked_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__in=[one.value for one in holds.Reason]),
                name="hold_reason_known",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | (
                    models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~models.Q(confirmed_by=models.F("asked_by"))
                ),
                name="hold_confirmed_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def held(self) -> holds.Held:
        """As the rule reads it."""
        return holds.Held(
            self.asked_by, self.asked_at, self.until, self.confirmed_by is not None,
            self.ended_at is not None,
        )  # fmt: skip
