"""Sessions, who teaches in them, and who was there."""

import os
import uuid

from django.db import models

from communitylinkage.learning import wording
from communitylinkage.learning.models.courses import Cohort, Module
from communitylinkage.learning.models.people import Learner
from communitylinkage.learning.rules.codes import State
from communitylinkage.organisations.models import Organisation
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.values.register import Term, operational, staff


def _secret() -> bytes:
    return os.urandom(20)


class Session(models.Model):
    """One meeting, for one cohort or several. `host` and `visitors`: of an exchange visit.

    `secret` is what the changing code of "I am here" is made from; it opens nothing else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    cohorts = models.ManyToManyField(Cohort, related_name="sessions")
    kind = models.CharField(max_length=12, choices=wording.KINDS)
    module = models.ForeignKey(
        Module, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    title = models.CharField(max_length=120)
    country = models.CharField(max_length=2, choices=COUNTRIES)
    zone = models.CharField(max_length=40)
    begins = models.DateTimeField(db_index=True)
    ends = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    online = models.URLField(max_length=500, blank=True)
    interpreters = models.JSONField(default=list)
    childcare = models.BooleanField(default=False)
    travel = models.BooleanField(default=False)
    access = models.JSONField(default=list)
    host = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    visitors = models.ManyToManyField(Organisation, related_name="+")
    state = models.CharField(max_length=10, choices=wording.STATES, default=State.PLANNED)
    secret = models.BinaryField(default=_secret)
    reminded = models.BooleanField(default=False)

    register = [
        operational(
            "id", "organisation", "cohorts", "module", "state", "secret", "reminded", "host",
            "visitors", term=Term.WHILE_PROGRAMME,
        ),
        staff(
            "kind", "title", "country", "zone", "begins", "ends", "place", "online",
            "interpreters", "childcare", "travel", "access", term=Term.WHILE_PROGRAMME,
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["begins", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("begins")),
                name="learning_session_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Trainer(models.Model):
    """Somebody who teaches in a session."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="trainers")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="teaching")

    register = [staff("id", "session", "learner", term=Term.WHILE_PROGRAMME)]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "learner"], name="teaches_once_in_a_session")
        ]

    def __str__(self) -> str:
        return str(self.learner_id)


class Attendance(models.Model):
    """Somebody was there. `minutes`: how long, where she did not stay for all of it.

    The hours are those of the session as it is now: where it was moved, they follow.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="attendances")
    how = models.CharField(max_length=8, choices=wording.HOWS)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    noted_at = models.DateTimeField()

    register = [
        operational("id", "session", "learner", "noted_at", term=Term.WHILE_PROGRAMME),
        staff("how", "minutes", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "learner"], name="was_there_once")
        ]

    def __str__(self) -> str:
        return str(self.learner_id)
