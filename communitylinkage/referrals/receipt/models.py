"""Messages, sealed; and how it went, in codes."""

import uuid

from django.db import models

from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.receipt.rules import Again, Helped, Promised
from communitylinkage.values.register import Term, operational


class Message(models.Model):
    """That somebody wrote; what is in the vault. No organisation: she wrote it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="messages")
    organisation_id = models.UUIDField(null=True, blank=True)
    record = models.UUIDField(unique=True)
    written = models.DateTimeField()

    register = [
        operational(
            "id", "referral", "organisation_id", "record", "written", term=Term.CLOSED_PLUS_90_DAYS
        )
    ]

    class Meta:
        ordering = ("written", "id")

    def __str__(self) -> str:
        return str(self.pk)


class HowItWent(models.Model):
    """What she says of the service, in codes only; no day, so that nobody finds her by it."""

    referral = models.OneToOneField(
        Referral, on_delete=models.CASCADE, primary_key=True, related_name="how_it_went"
    )
    helped = models.TextField()
    as_promised = models.TextField()
    again = models.TextField()

    register = [
        operational("referral", "helped", "as_promised", "again", term=Term.CLOSED_PLUS_90_DAYS)
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    helped__in=[one.value for one in Helped],
                    as_promised__in=[one.value for one in Promised],
                    again__in=[one.value for one in Again],
                ),
                name="how_it_went_in_codes",
            )
        ]

    def __str__(self) -> str:
        return self.helped
