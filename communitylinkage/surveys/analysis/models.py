"""Codes for free text, which text was given which code, and tables as they were shown to others."""

import uuid

from django.db import models

from communitylinkage.surveys.answering.models import Collection, Submission
from communitylinkage.values.register import Term, counted, operational, staff


class Code(models.Model):
    """A name for what texts say, made by those who read them: "waiting time"."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="codes")
    place = models.CharField(max_length=500)
    name = models.CharField(max_length=80)

    register = [
        operational("id", "collection", "place", term=Term.WHILE_PROGRAMME),
        staff("name", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "place", "name"], name="one_code_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Read(models.Model):
    """A text was read and its codes were ticked, perhaps none; by whom. The text stays sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=500)
    # Nothing was written here: the answer holds other texts.
    blank = models.BooleanField(default=False)
    by = models.UUIDField()
    at = models.DateTimeField()

    register = [
        operational("id", "submission", "place", "blank", "by", "at", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "place"], name="one_reading_of_a_text")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Coded(models.Model):
    """A text that was read says this."""

    read = models.ForeignKey(Read, on_delete=models.CASCADE, related_name="coded")
    code = models.ForeignKey(Code, on_delete=models.CASCADE, related_name="coded")

    register = [counted("id", "read", "code", term=Term.WHILE_PROGRAMME)]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["read", "code"], name="one_tick_of_a_code")]

    def __str__(self) -> str:
        return str(self.pk)


class Released(models.Model):
    """One table as an audience sees it, for ever the same: figures shown twice must not differ.

    `cells` is what the gate let out; `entries` is for the gate's ledger and for nobody else.
    `rounds` are the collections, in order; `scope` is the series that they share.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scope = models.CharField(max_length=40)
    audience = models.CharField(max_length=10)
    rounds = models.CharField(max_length=1000)
    place = models.CharField(max_length=500)
    by = models.CharField(max_length=30, blank=True)
    cells = models.JSONField()
    entries = models.TextField()
    at = models.DateTimeField()

    register = [
        operational(
            "id", "scope", "audience", "rounds", "place", "by", "entries", "at",
            term=Term.WHILE_PROGRAMME,
        ),
        counted("cells", term=Term.WHILE_PROGRAMME),
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["audience", "rounds", "place", "by"], name="released_once"
            )
        ]
        indexes = [models.Index(fields=["scope", "place"], name="released_of_a_question")]

    def __str__(self) -> str:
        return str(self.pk)


class TableRun(models.Model):
    """Tables that were asked for and that the worker makes, question by question.

    `rounds` are the collections, in order, as `Released` has them. `made` of `whole` questions are
    done; after a fault it is tried again at `due`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rounds = models.CharField(max_length=1000)
    audience = models.CharField(max_length=10)
    made = models.PositiveIntegerField(default=0)
    whole = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    by = models.UUIDField()
    asked_at = models.DateTimeField()
    due = models.DateTimeField()
    finished = models.DateTimeField(null=True, blank=True)

    register = [
        operational(
            "id", "rounds", "audience", "made", "whole", "failures", "by", "asked_at", "due",
            "finished", term=Term.WHILE_PROGRAMME,
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rounds", "audience"], name="one_run_of_tables")
        ]

    def __str__(self) -> str:
        return str(self.pk)
