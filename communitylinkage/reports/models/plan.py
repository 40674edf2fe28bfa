"""The plan of a programme: packages, what is owed by which day, risks, days of work, history.

Titles are kept by language: `{"en": "...", "es": "..."}`.
"""

import uuid

from django.db import models

from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.reports import wording
from communitylinkage.reports.rules.plan import RiskState
from communitylinkage.values.register import Term, operational, staff


class WorkPackage(models.Model):
    """A part of the work, with the organisation that answers for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    titles = models.JSONField(default=dict)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    begins = models.DateField()
    ends = models.DateField()

    register = [
        operational("id", "programme", term=Term.WHILE_PROGRAMME),
        staff("number", "titles", "organisation", "begins", "ends", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_package_number"),
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("begins")), name="package_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"WP{self.number}"


class Item(models.Model):
    """A deliverable or a milestone. What is done says when, and what shows it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    package = models.ForeignKey(WorkPackage, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=12, choices=wording.KINDS)
    number = models.PositiveSmallIntegerField()
    titles = models.JSONField(default=dict)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    done = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    evidence_address = models.CharField(max_length=500, blank=True)
    taken_out = models.DateTimeField(null=True, blank=True)

    register = [
        operational("id", "package", "taken_out", term=Term.WHILE_PROGRAMME),
        staff(
            "kind", "number", "titles", "organisation", "due", "done", "evidence",
            "evidence_address", term=Term.WHILE_PROGRAMME,
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["package__number", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["package", "kind", "number"],
                # What was taken out leaves its number to what comes in its place.
                condition=models.Q(taken_out=None),
                name="one_item_number",
            ),
            models.CheckConstraint(
                condition=models.Q(done__isnull=True) | ~models.Q(evidence=""),
                name="what_is_done_has_evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Risk(models.Model):
    """What could go wrong, and what is done about it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    package = models.ForeignKey(
        WorkPackage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    titles = models.JSONField(default=dict)
    mitigation = models.JSONField(default=dict)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    likelihood = models.PositiveSmallIntegerField(choices=wording.LEVELS)
    severity = models.PositiveSmallIntegerField(choices=wording.LEVELS)
    state = models.CharField(
        max_length=10, choices=wording.RISK_STATES, default=RiskState.OPEN.value
    )

    register = [
        operational("id", "programme", "package", term=Term.WHILE_PROGRAMME),
        staff(
            "number", "titles", "mitigation", "organisation", "likelihood", "severity", "state",
            term=Term.WHILE_PROGRAMME,
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_risk_number"),
            models.CheckConstraint(
                condition=models.Q(likelihood__range=(1, 3), severity__range=(1, 3)),
                name="risk_on_a_scale_of_three",
            ),
        ]

    def __str__(self) -> str:
        return f"R{self.number}"


class PersonDays(models.Model):
    """Days of work of an organisation in a package in a quarter such as `2026-4`. No money."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    package = models.ForeignKey(WorkPackage, on_delete=models.CASCADE, related_name="days")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=6)
    planned = models.DecimalField(max_digits=6, decimal_places=1, default=0)
    used = models.DecimalField(max_digits=6, decimal_places=1, default=0)

    register = [
        operational("id", "package", term=Term.WHILE_PROGRAMME),
        staff("organisation", "quarter", "planned", "used", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["package__number", "organisation__name", "quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["package", "organisation", "quarter"], name="days_once_a_quarter"
            ),
            models.CheckConstraint(
                condition=models.Q(planned__gte=0, used__gte=0), name="days_are_not_below_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.package_id} {self.quarter}"


class Change(models.Model):
    """One line of a row's history; lines are only added.

    `about`: the row's id. `fields`: what was changed, each with its value before and after.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    about = models.UUIDField()
    act = models.CharField(max_length=10)
    fields = models.JSONField(default=list)
    by = models.UUIDField()
    at = models.DateTimeField()

    register = [
        operational("id", "programme", "about", "act", "by", "at", term=Term.WHILE_PROGRAMME),
        staff("fields", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["about", "at"], name="reports_history")]

    def __str__(self) -> str:
        return f"{self.about} {self.act}"
