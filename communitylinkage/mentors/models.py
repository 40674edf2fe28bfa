"""What a mentor says about herself."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction

from communitylinkage.directory.models import Place
from communitylinkage.mentors.rules import MOST_AT_A_TIME, USUAL_AT_A_TIME
from communitylinkage.people.models import Account
from communitylinkage.values.register import Term, staff


class Mentor(models.Model):
    """The page of one mentor. `week`: part of the day -> weekdays."""

    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    languages = models.JSONField(default=list)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    week = models.JSONField(default=dict)
    most = models.PositiveSmallIntegerField(
        default=USUAL_AT_A_TIME,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_AT_A_TIME)],
    )
    paused = models.BooleanField(default=False)
    paused_until = models.DateField(null=True, blank=True)
    changed = models.DateTimeField()

    register = [
        staff(
            "account", "languages", "place", "week", "most", "paused", "paused_until",
            "changed", term=Term.WHILE_MEMBER,
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(most__gte=1, most__lte=MOST_AT_A_TIME),
                name="mentor_takes_at_least_one",
            ),
            models.CheckConstraint(
                condition=models.Q(paused=True) | models.Q(paused_until__isnull=True),
                name="only_a_pause_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return str(self.account)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the index of languages and towns beside the page: both, or neither."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            Spoken.objects.filter(mentor=self).delete()
            Spoken.objects.bulk_create(
                Spoken(mentor=self, language=code, place_id=self.place_id)
                for code in dict.fromkeys(self.languages)
            )


class Spoken(models.Model):
    """One language of a mentor, with her town: an index, by which she is found among many.

    Made from her page and never written by itself.
    """

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", db_index=False)

    register = [staff("id", "mentor", "language", "place", term=Term.WHILE_MEMBER)]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "language"], name="a_language_once_per_mentor"
            )
        ]
        indexes = [models.Index(fields=["language", "place"], name="spoken_where")]

    def __str__(self) -> str:
        return self.language


class Certification(models.Model):
    """That a mentor is certified, since when. Written by learning alone, also before she has a
    page of her own; gone when no certificate of hers stands any more.
    """

    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    since = models.DateField()

    register = [staff("account", "since", term=Term.WHILE_MEMBER)]

    def __str__(self) -> str:
        return str(self.account)
