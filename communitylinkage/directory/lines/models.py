"""What an administrator said about a help line beside its source: corrections, and hidings."""

from typing import ClassVar

from django.db import models

from communitylinkage.values.register import Entry, Term, public, staff


class HelpLineChange(models.Model):
    """A correction of a help line, or that it is hidden; the line keeps what its source says.

    It holds until `ended_at`; then it is history.
    """

    line = models.ForeignKey("directory.HelpLine", on_delete=models.CASCADE, related_name="changes")
    hides = models.BooleanField()
    said = models.JSONField(default=dict)
    source_said = models.JSONField(default=dict)
    why = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField()
    ended_by = models.UUIDField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    register: ClassVar[list[Entry]] = [
        public("id", "line", "hides", "said", "source_said", "at", term=Term.WHILE_LISTED),
        staff("why", "by", "ended_by", "ended_at", term=Term.WHILE_LISTED),
    ]

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("line", "hides"),
                condition=models.Q(ended_at__isnull=True),
                name="one_correction_and_one_hiding_of_a_line",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_by__isnull=True, ended_at__isnull=True)
                | models.Q(ended_by__isnull=False, ended_at__isnull=False),
                name="help_line_change_ended_by_and_at_together",
            ),
        )

    def __str__(self) -> str:
        return f"{self.line_id} {self.at}"
