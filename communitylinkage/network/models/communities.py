"""Communities, their associations, and which communities are a mentor's own."""

import uuid

from django.db import models

from communitylinkage.directory.models import Place
from communitylinkage.mentors.models import Mentor
from communitylinkage.network import wording
from communitylinkage.values.register import Term, staff


class Community(models.Model):
    """People with a language in a town, perhaps from one country.

    `listed`: still offered in forms; the node of one that is not has an end.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    origin = models.CharField(max_length=6, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    listed = models.BooleanField(default=True)

    register = [
        staff(
            "id", "name", "language", "origin", "place", "listed", term=Term.WHILE_PROGRAMME
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "place"], name="one_community_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class Association(models.Model):
    """An association or a group of a community. Its dates are those of its node."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="associations")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=wording.GROUPS)

    register = [staff("id", "community", "name", "kind", term=Term.WHILE_PROGRAMME)]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "name"], name="one_association_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class Circle(models.Model):
    """A mentor's own communities. No row: she has not said; a row without any: none of these."""

    mentor = models.OneToOneField(
        Mentor, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    communities = models.ManyToManyField(Community, related_name="circles")
    said = models.DateTimeField()

    register = [staff("mentor", "communities", "said", term=Term.WHILE_MEMBER)]

    def __str__(self) -> str:
        return str(self.mentor)
