"""Tables of the directory."""

from typing import ClassVar

from django.db import models

from communitylinkage.values.register import Entry, Term, public, staff


class HelpLine(models.Model):
    """A national help line, as its source states it; nobody of ours has called it."""

    country = models.CharField(max_length=2)
    name = models.TextField()
    number = models.CharField(max_length=60)
    hours = models.TextField(blank=True)
    languages = models.TextField(blank=True)
    cost = models.TextField(blank=True)
    other_channels = models.TextField(blank=True)
    operator = models.TextField(blank=True)
    source_title = models.TextField()
    source_address = models.URLField(max_length=2000)
    source_date = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()
    confirmed_by = models.CharField(max_length=200, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)

    register: ClassVar[list[Entry]] = [
        public(
            "id",
            "country",
            "name",
            "number",
            "hours",
            "languages",
            "cost",
            "other_channels",
            "operator",
            "source_title",
            "source_address",
            "source_date",
            "note",
            "position",
            "confirmed_on",
            term=Term.WHILE_LISTED,
        ),
        staff("confirmed_by", term=Term.WHILE_LISTED),
    ]

    class Meta:
        ordering = ("country", "position")
        constraints = (
            models.UniqueConstraint(fields=("country", "name"), name="one_help_line_per_name"),
            models.CheckConstraint(
                condition=(
                    models.Q(confirmed_by="", confirmed_on__isnull=True)
                    | (~models.Q(confirmed_by="") & models.Q(confirmed_on__isnull=False))
                ),
                name="help_line_confirmed_by_and_on_together",
            ),
        )

    def __str__(self) -> str:
        return f"{self.country} {self.number}"
