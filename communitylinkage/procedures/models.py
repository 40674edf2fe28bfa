"""Procedures, their versions, who is a party, what was said about them, and who signed."""

import uuid

from django.db import models
from django.utils.translation import get_language

from communitylinkage.organisations.models import Organisation
from communitylinkage.procedures import wording
from communitylinkage.procedures.graph import document
from communitylinkage.procedures.graph.values import Procedure as Graph
from communitylinkage.procedures.graph.values import said
from communitylinkage.procedures.rules import State
from communitylinkage.values.register import Term, operational, staff


class Procedure(models.Model):
    """A coordination procedure, kept by one organisation. `offered`: others may take it over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    offered = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    register = [operational("id", "organisation", "offered", "made_at", term=Term.WHILE_PROGRAMME)]

    def __str__(self) -> str:
        return str(self.pk)


class Version(models.Model):
    """The text of a procedure as JSON. Only a draft changes; what was signed stays as it was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=wording.STATES, default=State.DRAFT)
    graph = models.JSONField()
    # All titles, so that a search finds it in each language.
    titles = models.TextField(blank=True)
    made_at = models.DateTimeField()
    in_force_at = models.DateTimeField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    # The last day on which the parties were told that the review comes, or is due.
    reminded_on = models.DateField(null=True, blank=True)

    register = [
        operational(
            "id", "procedure", "number", "state", "made_at", "in_force_at", "review_on",
            "reminded_on",
            term=Term.WHILE_PROGRAMME,
        ),
        staff("graph", "titles", term=Term.WHILE_PROGRAMME),
    ]  # fmt: skip

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "number"], name="one_procedure_version_number"
            ),
            models.UniqueConstraint(
                fields=["procedure"],
                condition=models.Q(state__in=["in_force", "suspended"]),
                name="one_procedure_version_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(in_force_at__isnull=True, review_on__isnull=True)
                | models.Q(in_force_at__isnull=False, review_on__isnull=False),
                name="procedure_in_force_has_a_review",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def value(self) -> Graph:
        """The procedure as plain values."""
        return document.read(self.graph)

    @property
    def title(self) -> str:
        """Its title in the reader's language."""
        words = tuple(self.graph.get("title", {}).items())
        return said(words, get_language() or "en") or "–"


class Party(models.Model):
    """Which organisation is a party of a version."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="parties")
    code = models.CharField(max_length=40)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    register = [operational("id", "version", "code", "organisation", term=Term.WHILE_PROGRAMME)]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="one_organisation_a_party")
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.organisation}"


class Comment(models.Model):
    """What somebody said about a step, or about the whole; never about a woman."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="comments")
    step = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=10, choices=wording.KINDS)
    language = models.CharField(max_length=10)
    text = models.TextField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.UUIDField()
    made_at = models.DateTimeField()

    register = [
        operational(
            "id", "version", "step", "kind", "organisation", "by", "made_at",
            term=Term.WHILE_PROGRAMME,
        ),
        staff("language", "text", term=Term.WHILE_PROGRAMME),
    ]  # fmt: skip

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Objection(models.Model):
    """A no with its reason. Nobody signs while one has no answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="objections")
    step = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10)
    text = models.TextField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.UUIDField()
    made_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.UUIDField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    register = [
        operational(
            "id", "version", "step", "organisation", "by", "made_at", "answered_by", "answered_at",
            term=Term.WHILE_PROGRAMME,
        ),
        staff("language", "text", "answer", term=Term.WHILE_PROGRAMME),
    ]  # fmt: skip

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (
                    ~models.Q(answer="")
                    & models.Q(answered_by__isnull=False, answered_at__isnull=False)
                ),
                name="objection_answered_by_and_at_together",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Signature(models.Model):
    """That an organisation agrees to a version; `taken_back` ends it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.UUIDField()
    made_at = models.DateTimeField()
    taken_back = models.DateTimeField(null=True, blank=True)

    register = [
        operational(
            "id", "version", "organisation", "by", "made_at", "taken_back",
            term=Term.WHILE_PROGRAMME,
        )
    ]  # fmt: skip

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "organisation"],
                condition=models.Q(taken_back__isnull=True),
                name="one_signature_an_organisation",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Meeting(models.Model):
    """Minutes of a meeting about a procedure: organisations are named, persons are not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="meetings")
    held_on = models.DateField()
    language = models.CharField(max_length=10)
    minutes = models.TextField()
    by = models.UUIDField()
    made_at = models.DateTimeField()

    register = [
        operational("id", "procedure", "held_on", "by", "made_at", term=Term.WHILE_PROGRAMME),
        staff("language", "minutes", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["-held_on", "-made_at"]

    def __str__(self) -> str:
        return str(self.held_on)


class Adoption(models.Model):
    """Where a procedure was taken over from, and the text as it was: what changed follows."""

    procedure = models.OneToOneField(
        Procedure, on_delete=models.CASCADE, primary_key=True, related_name="adoption"
    )
    # Empty where it came as a file.
    source = models.UUIDField(null=True, blank=True)
    source_name = models.CharField(max_length=200)
    source_country = models.CharField(max_length=2, blank=True)
    source_version = models.PositiveIntegerField(null=True, blank=True)
    graph = models.JSONField()
    made_at = models.DateTimeField()

    register = [
        operational(
            "procedure", "source", "source_country", "source_version", "made_at",
            term=Term.WHILE_PROGRAMME,
        ),
        staff("source_name", "graph", term=Term.WHILE_PROGRAMME),
    ]  # fmt: skip

    def __str__(self) -> str:
        return self.source_name
