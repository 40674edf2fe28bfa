"""Questionnaires, their versions, the files their choices come from, and what waits for a yes."""

import uuid

from django.db import models

from communitylinkage.organisations.models import Organisation
from communitylinkage.surveys import wording
from communitylinkage.surveys.rules import State
from communitylinkage.values.register import Term, operational, staff


class Questionnaire(models.Model):
    """What an organisation asks with, in versions; where and when it is asked stands elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    register = [
        operational("id", "organisation", "made_at", term=Term.WHILE_PROGRAMME),
        staff("title", term=Term.WHILE_PROGRAMME),
    ]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """The rows of a form and the XForm that follows from them. A published one never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=wording.STATES, default=State.DRAFT)
    languages = models.JSONField(default=list)
    sheets = models.JSONField()
    xform = models.TextField()
    itemsets = models.TextField(blank=True)
    # What the importer was told and said yes to: codes with places, as the problems were.
    accepted = models.JSONField(default=list)
    made_at = models.DateTimeField()

    register = [
        operational("id", "questionnaire", "number", "state", "made_at", term=Term.WHILE_PROGRAMME),
        staff("languages", "sheets", "xform", "itemsets", "accepted", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="one_version_number"),
            models.UniqueConstraint(
                fields=["questionnaire"],
                condition=models.Q(state="published"),
                name="one_version_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire} {self.number}"


class ChoiceFile(models.Model):
    """A file that choices come from, as its version was imported with it."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=100)
    text = models.TextField()

    register = [staff("id", "version", "name", "text", term=Term.WHILE_PROGRAMME)]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "name"], name="one_choice_file_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class Incoming(models.Model):
    """A workbook that was read and waits for a yes; without a questionnaire it is a new one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    questionnaire = models.ForeignKey(
        Questionnaire, null=True, on_delete=models.CASCADE, related_name="+"
    )
    title = models.CharField(max_length=200)
    sheets = models.JSONField()
    files = models.JSONField(default=dict)
    by = models.UUIDField()
    made_at = models.DateTimeField()

    register = [
        operational(
            "id", "organisation", "questionnaire", "by", "made_at", term=Term.UNTIL_USED
        ),
        staff("title", "sheets", "files", term=Term.UNTIL_USED),
    ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class MediaFile(models.Model):
    """A picture, sound or film beside a question: of a version, or of a workbook that waits.

    `name` is the one in the workbook; nobody who answers sees it, the address is the id. `content`
    was written anew, without what its maker hid in it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.CASCADE, related_name="media"
    )
    incoming = models.ForeignKey(
        Incoming, null=True, blank=True, on_delete=models.CASCADE, related_name="media"
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    content = models.BinaryField()

    register = [
        operational("id", "version", "incoming", "kind", term=Term.WHILE_PROGRAMME),
        staff("name", "content", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(version__isnull=True) ^ models.Q(incoming__isnull=True),
                name="media_file_has_one_owner",
            ),
            models.UniqueConstraint(fields=["version", "name"], name="one_media_file_per_name"),
            models.UniqueConstraint(
                fields=["incoming", "name"], name="one_incoming_media_file_per_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


# The tables of its folder belong to this app; they stand below what they refer to.
from communitylinkage.surveys.analysis.models import Code, Coded, Read, Released, TableRun  # noqa: E402
from communitylinkage.surveys.answering.models import (  # noqa: E402
    Collection,
    Invitation,
    OpenLink,
    Submission,
    Unfinished,
    UnfinishedFile,
)

__all__ = [
    "ChoiceFile", "Code", "Coded", "Collection", "Incoming", "Invitation", "MediaFile",
    "OpenLink", "Questionnaire", "Read", "Released", "Submission", "TableRun", "Unfinished",
    "UnfinishedFile", "Version",
]  # fmt: skip
