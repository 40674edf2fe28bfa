"""Referrals: a reference, a state, a clock, the parties; nothing of hers."""

import uuid

from django.db import models

from communitylinkage.consent.models import Consent
from communitylinkage.referrals.rules import CLOCKED, State
from communitylinkage.values.references import new_reference
from communitylinkage.values.register import Term, operational


class Referral(models.Model):
    """A need on its way to a service. `position` says whose turn of the consent's recipients."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.TextField(unique=True, default=new_reference, editable=False)
    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    mentor_id = models.UUIDField()
    summary = models.UUIDField()
    content = models.UUIDField()
    urgency = models.TextField()
    state = models.TextField(default=State.CONSENTED)
    position = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField(null=True, blank=True, db_index=True)
    changed = models.DateTimeField()
    reason = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    # Codes of `rules.Differs`, with a space between; empty: as its entry says, or nobody said.
    differed = models.TextField(blank=True)

    register = [
        operational(
            "id", "reference", "consent", "organisation_id", "mentor_id", "summary", "content",
            "urgency", "state", "position", "due", "changed", "reason", "outcome",
            "differed",
            term=Term.CLOSED_PLUS_90_DAYS,
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]),
                name="referral_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(due__isnull=True)
                | models.Q(state__in=[state.value for state in sorted(CLOCKED)]),
                name="only_clocked_states_have_a_clock",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Told(models.Model):
    """What a service had to tell an authority by law: shown on her receipt, never hidden."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="told")
    organisation_id = models.UUIDField()
    authority = models.TextField()
    at = models.DateTimeField()

    register = [
        operational(
            "id", "referral", "organisation_id", "authority", "at", term=Term.CLOSED_PLUS_90_DAYS
        )
    ]

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.authority


# Each folder's models, so that Django finds them.
from communitylinkage.referrals.asks.models import Answer, Ask, Reply  # noqa: E402
from communitylinkage.referrals.following.models import Followed  # noqa: E402
from communitylinkage.referrals.mentor_requests.models import (  # noqa: E402
    MentorRequest,
    MentorTurn,
)
from communitylinkage.referrals.outside.models import Link, WaitingToken  # noqa: E402
from communitylinkage.referrals.receipt.models import HowItWent, Message  # noqa: E402
from communitylinkage.referrals.wishes.models import Wish  # noqa: E402

__all__ = [
    "Answer",
    "Ask",
    "Followed",
    "HowItWent",
    "Link",
    "MentorRequest",
    "MentorTurn",
    "Message",
    "Referral",
    "Reply",
    "Told",
    "WaitingToken",
    "Wish",
]
