"""Lines and the heads of their chains."""

from typing import Any

from django.db import models

from communitylinkage.values.register import Term, operational


class AppendOnly(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """A line is written once and stays."""


class Line(models.Model):
    """One act, without names and without keys to other tables."""

    organisation_id = models.UUIDField()
    number = models.PositiveBigIntegerField()
    act = models.TextField()
    by = models.TextField()
    reference = models.TextField(blank=True)
    at = models.DateTimeField()
    previous = models.TextField()
    hash = models.TextField()

    register = [
        operational(
            "id", "organisation_id", "number", "act", "by", "reference", "at", "previous", "hash",
            term=Term.JOURNAL,
        )
    ]  # fmt: skip

    class Meta:
        ordering = ("organisation_id", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "number"], name="one_line_a_number")
        ]
        # A woman asks who opened what is hers, and a coordinator what her people opened in a month;
        # the chains keep ten years.
        indexes = [
            models.Index(fields=["reference"], name="lines_by_reference"),
            models.Index(fields=["organisation_id", "act", "at"], name="lines_by_act"),
            models.Index(fields=["by", "act", "at"], name="lines_by_whom"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.act}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only a new line."""
        if self.pk:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never."""
        raise AppendOnly


class Head(models.Model):
    """The last line of an organisation's chain; locked while the next is written."""

    organisation_id = models.UUIDField(primary_key=True)
    number = models.PositiveBigIntegerField()
    hash = models.TextField()

    register = [operational("organisation_id", "number", "hash", term=Term.JOURNAL)]

    def __str__(self) -> str:
        return str(self.number)


class Day(models.Model):
    """The heads of all chains as they stood when a day (UTC) began, chained to the day before.

    `heads`: [organisation's id, number, hash] each. Its hash is short enough to be kept on paper:
    who changes an old line later, and every hash after it, cannot change the paper.
    """

    day = models.DateField(primary_key=True)
    heads = models.JSONField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    register = [operational("day", "heads", "previous", "hash", term=Term.JOURNAL)]

    def __str__(self) -> str:
        return f"{self.day} {self.hash[:8]}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never."""
        raise AppendOnly
