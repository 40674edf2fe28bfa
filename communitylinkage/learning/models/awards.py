"""Certificates: who earned which, on what ground, and whether it still stands."""

import uuid

from django.db import models

from communitylinkage.certificates.models import Certificate
from communitylinkage.learning import wording
from communitylinkage.learning.models.courses import Cohort
from communitylinkage.learning.models.people import Learner
from communitylinkage.values.references import new_reference
from communitylinkage.values.register import Term, operational, staff


class Award(models.Model):
    """A certificate. `share` and `tests`: what she had when the rule was met.

    `credential`: what was issued for it; another one in its place where her name was corrected.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="awards")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="awards")
    day = models.DateField()
    share = models.PositiveSmallIntegerField()
    tests = models.PositiveSmallIntegerField(default=0)
    revoked_on = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=10, choices=wording.WHYS, blank=True)
    credential = models.OneToOneField(
        Certificate, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    register = [
        operational(
            "id", "reference", "learner", "cohort", "credential", term=Term.WHILE_PROGRAMME
        ),
        staff("day", "share", "tests", "revoked_on", "why", term=Term.WHILE_PROGRAMME),
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "cohort"], condition=models.Q(revoked_on__isnull=True),
                name="one_standing_award_per_cohort",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_on__isnull=True, why="")
                | (models.Q(revoked_on__isnull=False) & ~models.Q(why="")),
                name="revoked_award_says_why",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reference
