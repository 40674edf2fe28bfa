"""That she wished for company; what she wrote is in the vault."""

import uuid

from django.db import models

from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.wishes.rules import State
from communitylinkage.values.register import Term, operational


class Wish(models.Model):
    """One wish under a referral. `record` only while it waits; nothing says what for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="wishes")
    record = models.UUIDField(null=True, blank=True, unique=True)
    state = models.TextField(default=State.WAITING)
    changed = models.DateTimeField()

    register = [
        operational("id", "referral", "record", "state", "changed", term=Term.CLOSED_PLUS_90_DAYS)
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral"],
                condition=models.Q(state=State.WAITING.value),
                name="one_wish_waits_per_referral",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.WAITING.value, record__isnull=False)
                | (
                    models.Q(state__in=[s.value for s in State if s != State.WAITING])
                    & models.Q(record__isnull=True)
                ),
                name="a_wish_is_kept_while_it_waits",
            ),
        ]

    def __str__(self) -> str:
        return self.state
