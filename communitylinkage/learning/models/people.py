"""Who learns, by the least; her seat in a cohort; her calendar; letters on their way."""

import uuid

from django.db import models

from communitylinkage.learning import wording
from communitylinkage.learning.models.courses import Cohort
from communitylinkage.organisations.models import Organisation
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.people.models import Account
from communitylinkage.values.register import Term, operational, staff


class Learner(models.Model):
    """A person who learns or teaches, with an account or without one.

    `organisation` keeps the record; `works_at` is where she comes from, in her words, or nothing.
    `merged_into`: the record that counts, where both turned out to be one person's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10)
    country = models.CharField(max_length=2, choices=COUNTRIES)
    track = models.CharField(max_length=15, choices=wording.TRACKS)
    works_at = models.CharField(max_length=120, blank=True)
    account = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="merged"
    )
    made_at = models.DateTimeField()

    register = [
        operational(
            "id", "organisation", "account", "merged_into", "made_at", term=Term.WHILE_PROGRAMME
        ),
        # As long as a certificate of hers may have to be found again.
        staff(
            "name", "email", "telephone", "language", "country", "track", "works_at",
            term=Term.WHILE_PROGRAMME,
        ),
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")),
                name="learner_is_not_merged_into_herself",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Enrolment(models.Model):
    """Where a person stands in a cohort. `arrived` gives the order of the waiting list.

    `pair`: the random tag under which both tests are laid side by side; empty again once they are.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="enrolments")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="enrolments")
    seat = models.CharField(max_length=10, choices=wording.SEATS)
    arrived = models.PositiveIntegerField()
    reminders = models.BooleanField(default=True)
    pair = models.CharField(max_length=40, blank=True)
    changed_at = models.DateTimeField()

    register = [
        operational(
            "id", "cohort", "learner", "seat", "arrived", "reminders", "changed_at",
            term=Term.WHILE_PROGRAMME,
        ),
        operational("pair", term=Term.UNTIL_CLOSED),
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "learner"], name="one_seat_per_cohort"),
            models.UniqueConstraint(fields=["cohort", "arrived"], name="one_arrives_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.seat}"


class Feed(models.Model):
    """A person's calendar address; a new row is a new address, and the old one is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.OneToOneField(Learner, on_delete=models.CASCADE, related_name="feed")
    made_at = models.DateTimeField()

    register = [operational("id", "learner", "made_at", term=Term.WHILE_PROGRAMME)]

    def __str__(self) -> str:
        return str(self.pk)


class Letter(models.Model):
    """A letter on its way: to whom, what it is about. Gone once it is sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(
        "learning.Session", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=12)

    register = [operational("id", "enrolment", "session", "kind", term=Term.UNTIL_USED)]

    def __str__(self) -> str:
        return self.kind
