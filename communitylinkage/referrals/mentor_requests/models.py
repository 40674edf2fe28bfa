"""A request for a mentor, and who is asked in which order. Nothing of the woman, nor why."""

import uuid

from django.db import models

from communitylinkage.consent.models import Consent
from communitylinkage.referrals.mentor_requests.rules import CLOCKED, Answer, State
from communitylinkage.values.references import new_reference
from communitylinkage.values.register import Term, operational


class MentorRequest(models.Model):
    """A service asks for a mentor. `agreed`: when the woman said yes to it.

    `consent`: under which she has a referral with this service; None where she is not known here,
    and then nothing in the row leads to her.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.TextField(unique=True, default=new_reference, editable=False)
    organisation_id = models.UUIDField(db_index=True)
    post_holder = models.UUIDField()
    asked_by = models.UUIDField()
    summary = models.UUIDField()
    details = models.UUIDField()
    urgency = models.TextField()
    state = models.TextField(default=State.DRAFT)
    position = models.PositiveSmallIntegerField(default=0)
    consent = models.ForeignKey(
        Consent, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    agreed = models.DateTimeField()
    due = models.DateTimeField(null=True, blank=True, db_index=True)
    changed = models.DateTimeField()

    register = [
        operational(
            "id", "reference", "organisation_id", "post_holder", "asked_by", "summary", "details",
            "urgency", "state", "position", "consent", "agreed", "due", "changed",
            term=Term.CLOSED_PLUS_90_DAYS,
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]),
                name="mentor_request_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    due__isnull=False, state__in=[state.value for state in sorted(CLOCKED)]
                )
                | (
                    models.Q(due__isnull=True)
                    & ~models.Q(state__in=[state.value for state in sorted(CLOCKED)])
                ),
                name="mentor_request_clock_and_state_agree",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class MentorTurn(models.Model):
    """One mentor's place in the order, with the key that her part was sealed to."""

    request = models.ForeignKey(MentorRequest, on_delete=models.CASCADE, related_name="turns")
    account_id = models.UUIDField(db_index=True)
    holder = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    answer = models.TextField(default=Answer.WAITING, blank=True)

    register = [
        operational(
            "id", "request", "account_id", "holder", "position", "answer",
            term=Term.CLOSED_PLUS_90_DAYS,
        )
    ]  # fmt: skip

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["request", "position"], name="one_turn_per_position"),
            models.UniqueConstraint(fields=["request", "account_id"], name="one_turn_per_mentor"),
        ]

    def __str__(self) -> str:
        return str(self.position)
