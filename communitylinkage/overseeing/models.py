"""That a month was looked through."""

from django.db import models

from communitylinkage.organisations.models import Organisation
from communitylinkage.people.models import Account
from communitylinkage.values.register import Term, operational


class Review(models.Model):
    """A coordinator looked through what her organisation's people opened in a month.

    `openings`: how many there were, so that one that is added later is seen.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    openings = models.PositiveIntegerField()

    register = [
        operational(
            "id", "organisation", "year", "month", "by", "at", "openings",
            term=Term.WHILE_PROGRAMME,
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "month"], name="one_review_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.month}"
