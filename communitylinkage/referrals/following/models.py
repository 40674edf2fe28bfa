"""That a referral follows a version of a procedure, and what happened on the way."""

from datetime import datetime

from django.db import models

from communitylinkage.people.rules import zone_of
from communitylinkage.procedures.graph.values import Procedure
from communitylinkage.procedures.models import Version
from communitylinkage.referrals.following import rules
from communitylinkage.referrals.following.clocks import hour_of
from communitylinkage.referrals.following.rules import Stand, State
from communitylinkage.referrals.models import Referral
from communitylinkage.values.register import Term, operational


class Followed(models.Model):
    """Nothing here depends on what describes her: two women of one urgency leave the same row.

    `trail`: what happened and at which hour of the week, until it is over. `since`: since when it
    stands where it stands. `ordinary`: when the referral's clock would end without a procedure.
    """

    referral = models.OneToOneField(
        Referral, on_delete=models.CASCADE, primary_key=True, related_name="followed"
    )
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(default=State.RUNNING)
    began = models.DateTimeField()
    since = models.DateTimeField()
    trail = models.TextField(blank=True)
    due = models.DateTimeField(null=True, blank=True, db_index=True)
    ordinary = models.DateTimeField(null=True, blank=True)

    register = [
        operational(
            "referral", "version", "state", "began", "since", "trail", "due", "ordinary",
            term=Term.CLOSED_PLUS_90_DAYS,
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[one.value for one in State]),
                name="followed_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.RUNNING) | models.Q(due__isnull=True, trail=""),
                name="what_is_over_has_no_clock_and_no_trail",
            ),
        ]

    def __str__(self) -> str:
        return str(self.referral_id)

    @property
    def zone(self) -> str:
        """The time zone of who keeps the procedure."""
        return zone_of(self.version.procedure.organisation.country)

    @property
    def began_at(self) -> int:
        """The hour of the week at which it began."""
        return hour_of(self.began, self.zone)

    def hour(self, now: datetime) -> int:
        """The hour of the week at the place of the procedure."""
        return hour_of(now, self.zone)

    def stand(self, value: Procedure, trail: rules.Trail) -> Stand:
        """Where it stands after a trail."""
        return rules.stand(value, self.referral.urgency, self.began_at, trail)
