"""The questions before and after a course, and who was asked while they are open."""

import uuid

from django.db import models

from communitylinkage.learning import wording
from communitylinkage.learning.models.courses import Cohort
from communitylinkage.learning.models.people import Enrolment
from communitylinkage.surveys.answering.models import Collection
from communitylinkage.surveys.models import Version
from communitylinkage.values.register import Term, operational


class Test(models.Model):
    """The same questions for a cohort, asked twice."""

    __test__ = False  # pytest would take the name for one of its own

    cohort = models.OneToOneField(
        Cohort, on_delete=models.CASCADE, primary_key=True, related_name="test"
    )
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    before = models.OneToOneField(
        Collection, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    after = models.OneToOneField(
        Collection, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    register = [operational("cohort", "version", "before", "after", term=Term.WHILE_PROGRAMME)]

    def __str__(self) -> str:
        return str(self.pk)


class Asked(models.Model):
    """Who has which invitation, so that she answers once; gone when both tests are closed.

    `answered`: kept after that, for the rule of the certificate: that she did, never what.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="asked")
    wave = models.CharField(max_length=6, choices=wording.WAVES)
    invitation = models.UUIDField(null=True, blank=True)
    answered = models.BooleanField(default=False)

    register = [
        operational("id", "enrolment", "wave", "answered", term=Term.WHILE_PROGRAMME),
        operational("invitation", term=Term.UNTIL_CLOSED),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "wave"], name="asked_once_per_wave")
        ]

    def __str__(self) -> str:
        return self.wave
