"""The template of a programme's reports, the reports, their words, and what was handed in."""

import uuid

from django.db import models

from communitylinkage.impact.models import Freeze
from communitylinkage.organisations.models import Programme
from communitylinkage.reports import wording
from communitylinkage.reports.rules.states import State
from communitylinkage.values.register import Term, operational, staff


class Section(models.Model):
    """A section of the template. One that was taken out stays for the words written under it.

    `headings` and `guidance`: by language.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=15, choices=wording.SECTION_KINDS)
    headings = models.JSONField(default=dict)
    guidance = models.JSONField(default=dict)
    taken_out = models.DateTimeField(null=True, blank=True)

    register = [
        operational("id", "programme", "position", "kind", "taken_out", term=Term.WHILE_PROGRAMME),
        staff("headings", "guidance", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.position} {self.kind}"


class Report(models.Model):
    """A version of a report on the figures of a reporting date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=wording.REPORT_KINDS)
    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=wording.STATES, default=State.DRAFT.value)
    # The report whose words it began with.
    began_with = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    by = models.UUIDField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    handed_in_by = models.UUIDField(null=True, blank=True)

    register = [
        operational(
            "id", "programme", "freeze", "version", "state", "began_with", "made_at", "by",
            "handed_in_at", "handed_in_by", term=Term.WHILE_PROGRAMME,
        ),
        staff("kind", term=Term.WHILE_PROGRAMME),
    ]  # fmt: skip

    class Meta:
        ordering = ["-made_at", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["freeze", "kind", "version"], name="one_report_version"
            ),
            models.UniqueConstraint(
                fields=["programme", "kind"],
                condition=~models.Q(state=State.HANDED_IN.value),
                name="one_report_in_the_making",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state=State.HANDED_IN.value, handed_in_at__isnull=False,
                    handed_in_by__isnull=False,
                )
                | (
                    ~models.Q(state=State.HANDED_IN.value)
                    & models.Q(handed_in_at__isnull=True, handed_in_by__isnull=True)
                ),
                name="handed_in_says_when_and_by_whom",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class Narrative(models.Model):
    """Words of a report under a section, in a language. `carried`: as in the report before."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="narratives")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)
    body = models.TextField()
    carried = models.BooleanField(default=False)
    by = models.UUIDField()
    at = models.DateTimeField()

    register = [
        operational("id", "report", "section", "carried", "by", "at", term=Term.WHILE_PROGRAMME),
        staff("language", "body", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "section", "language"], name="one_narrative_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.section_id} {self.language}"


class Copy(models.Model):
    """A report as it was handed in, in a language; never changed."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="copies")
    language = models.CharField(max_length=10)
    content = models.JSONField()

    register = [
        operational("id", "report", "language", term=Term.WHILE_PROGRAMME),
        staff("content", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "language"], name="one_copy_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.language}"
