"""Asks: a reference, a post, a state, a clock; what she wrote is sealed in the vault."""

import uuid

from django.db import models

from communitylinkage.organisations.models import Post
from communitylinkage.participants.models import Participant
from communitylinkage.referrals.asks.rules import REMIND_AFTER, State
from communitylinkage.values.references import new_reference
from communitylinkage.values.register import Term, operational


class Ask(models.Model):
    """One woman asks one post. Its id is that of the form, so that a form is never taken twice.

    `crowded` says that many came from one connection in that hour: a mentor reads the others first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.TextField(unique=True, default=new_reference, editable=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    record = models.UUIDField()
    state = models.TextField(default=State.WAITING)
    crowded = models.BooleanField(default=False)
    taken_by = models.UUIDField(null=True, blank=True)
    due = models.DateTimeField(null=True, blank=True, db_index=True)
    changed = models.DateTimeField()
    outcome = models.TextField(blank=True)

    register = [
        operational(
            "id", "reference", "post", "participant", "record", "state", "crowded", "taken_by",
            "due", "changed", "outcome",
            term=Term.CLOSED_PLUS_90_DAYS,
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]),
                name="ask_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[state.value for state in REMIND_AFTER], due__isnull=False
                )
                | (
                    ~models.Q(state__in=[state.value for state in REMIND_AFTER])
                    & models.Q(due__isnull=True)
                ),
                name="an_open_ask_has_a_clock_and_no_other",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.WAITING.value) | models.Q(taken_by__isnull=True),
                name="nobody_holds_an_ask_that_waits",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Answer(models.Model):
    """That somebody answered; the words are sealed to her receipt and to the post."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="answers")
    record = models.UUIDField(unique=True)
    written = models.DateTimeField()

    register = [operational("id", "ask", "record", "written", term=Term.CLOSED_PLUS_90_DAYS)]

    class Meta:
        ordering = ("written", "id")

    def __str__(self) -> str:
        return str(self.pk)


class Reply(models.Model):
    """That she replied; the words are sealed to the post and to her receipt.

    Its id is that of the form, so that a page that is sent twice replies once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="replies")
    record = models.UUIDField(unique=True)
    written = models.DateTimeField()

    register = [operational("id", "ask", "record", "written", term=Term.CLOSED_PLUS_90_DAYS)]

    class Meta:
        ordering = ("written", "id")

    def __str__(self) -> str:
        return str(self.pk)
