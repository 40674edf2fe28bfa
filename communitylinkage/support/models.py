"""A support action: a reference, a clock, the parties. Nothing of the woman, nor what it is for."""

import uuid

from django.db import models

from communitylinkage.consent.models import Consent
from communitylinkage.referrals.models import MentorRequest
from communitylinkage.support.rules import LIVE, Alert, BackupSaid, State
from communitylinkage.values.references import new_reference
from communitylinkage.values.register import Term, operational, staff


class SupportAction(models.Model):
    """What follows a mentor's yes. What it is about is sealed in its request.

    `mentor`, `backup`: accounts; `mentor_holder`, `backup_holder`: the keys of then. `begins` and
    `check_in` are the mentor's times, by which her colleagues look after her. `number`,
    `backup_number`: sealed, where they reach her who goes, and would reach her who stands ready.
    `backup_no`: the accounts that said that they cannot stand ready, or not any more;
    they are not asked again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.TextField(unique=True, default=new_reference, editable=False)
    request = models.OneToOneField(MentorRequest, on_delete=models.CASCADE, related_name="+")
    consent = models.ForeignKey(
        Consent, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    organisation_id = models.UUIDField(db_index=True)
    post_holder = models.UUIDField(db_index=True)
    mentor = models.UUIDField(db_index=True)
    mentor_holder = models.UUIDField()
    backup = models.UUIDField(null=True, blank=True, db_index=True)
    backup_holder = models.UUIDField(null=True, blank=True)
    backup_said = models.TextField(default=BackupSaid.WAITING, blank=True)
    backup_no = models.JSONField(default=list, blank=True)
    plan = models.UUIDField(null=True, blank=True)
    number = models.UUIDField(null=True, blank=True)
    backup_number = models.UUIDField(null=True, blank=True)
    debrief = models.UUIDField(null=True, blank=True)
    state = models.TextField(default=State.OPEN)
    begins = models.DateTimeField(null=True, blank=True)
    check_in = models.DateTimeField(null=True, blank=True, db_index=True)
    alert = models.TextField(default=Alert.NONE, blank=True)
    tell_at = models.DateTimeField(null=True, blank=True, db_index=True)
    changed = models.DateTimeField()
    said_by_woman = models.BooleanField(default=False)
    said_by_service = models.BooleanField(default=False)

    register = [
        operational(
            "id", "reference", "request", "consent", "organisation_id", "post_holder", "mentor",
            "mentor_holder", "backup", "backup_holder", "backup_said", "backup_no", "plan",
            "number", "backup_number", "debrief", "state", "begins", "check_in", "alert", "tell_at",
            "changed", "said_by_woman", "said_by_service",
            term=Term.CLOSED_PLUS_90_DAYS,
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]),
                name="support_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(check_in__isnull=True, alert="")
                | models.Q(state__in=[state.value for state in sorted(LIVE)]),
                name="support_is_watched_only_while_live",
            ),
            models.CheckConstraint(
                condition=models.Q(alert="", tell_at__isnull=True)
                | (~models.Q(alert="") & models.Q(tell_at__isnull=False)),
                name="support_alert_is_told_again",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class OwedHours(models.Model):
    """The hours of a mentor whom another one replaced when the visit had begun; gone when she has
    written them down. Nothing of the visit is hers to read any more.

    `begins`: of the visit as it was planned then. `since`: when she was replaced.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.ForeignKey(SupportAction, on_delete=models.CASCADE, related_name="owed")
    mentor = models.UUIDField(db_index=True)
    begins = models.DateTimeField()
    since = models.DateTimeField()

    register = [
        operational(
            "id", "action", "mentor", "begins", "since", term=Term.CLOSED_PLUS_90_DAYS
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "mentor"], name="support_owed_once")
        ]

    def __str__(self) -> str:
        return str(self.since)


class Effort(models.Model):
    """Hours and expenses of one action, as a funder asks for them. Nothing of the woman."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_id = models.UUIDField(db_index=True)
    mentor = models.UUIDField(db_index=True)
    day = models.DateField()
    minutes = models.PositiveIntegerField()
    expense = models.TextField(blank=True)
    amount = models.DecimalField(max_digits=9, decimal_places=2, default=0)
    has_paper = models.BooleanField(default=False)

    register = [
        operational("id", term=Term.WHILE_PROGRAMME),
        staff(
            "organisation_id", "mentor", "day", "minutes", "expense", "amount", "has_paper",
            term=Term.WHILE_PROGRAMME,
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["-day", "id"]

    def __str__(self) -> str:
        return str(self.day)


from communitylinkage.support.counting.models import Figure, Period, Tag  # noqa: E402
from communitylinkage.support.hers.models import KeptPlan  # noqa: E402
from communitylinkage.support.voices.models import Complaint  # noqa: E402

__all__ = [
    "Complaint", "Effort", "Figure", "KeptPlan", "OwedHours", "Period", "SupportAction", "Tag",
]  # fmt: skip
