"""What a quarter came to, once it was over. The counts stay inside; no row leads to anybody."""

from django.db import models

from communitylinkage.values.register import Term, counted


class Quarter(models.Model):
    """A population in a quarter, frozen: what is corrected later changes nothing here.

    `rows`: month, codes, organisation's code and number; women whose visit was reported when its
    own quarter stood already are in the next one. Frozen because tables of the same quarter are
    judged against each other, and figures that are shown twice must not differ.
    """

    population = models.CharField(max_length=20)
    quarter = models.CharField(max_length=6)
    rows = models.JSONField()
    at = models.DateTimeField()

    register = [
        counted("id", "population", "quarter", "rows", "at", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["quarter", "population"]
        constraints = [
            models.UniqueConstraint(
                fields=["population", "quarter"], name="intersections_frozen_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.population} {self.quarter}"
