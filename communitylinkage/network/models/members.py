"""Members who are engaged: a reference, a community, how, since when. No name, nowhere."""

import uuid

from django.db import models

from communitylinkage.network import wording
from communitylinkage.network.models.communities import Community
from communitylinkage.organisations.models import Organisation
from communitylinkage.values.references import new_reference
from communitylinkage.values.register import Term, operational


class Member(models.Model):
    """A record of one person. `reach`: sealed, how she agreed to be reached.

    `merged_into`: the record that counts, where both turned out to be one person's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reach = models.UUIDField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="merged"
    )

    register = [
        operational(
            "id", "reference", "organisation", "reach", "merged_into", term=Term.WHILE_PROGRAMME
        )
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="member_is_not_merged_into_it"
            )
        ]

    def __str__(self) -> str:
        return self.reference


class Engagement(models.Model):
    """How she is engaged in a community, from when to when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="engagements")
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="engagements")
    how = models.CharField(max_length=20, choices=wording.HOW)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    register = [
        operational(
            "id", "member", "community", "how", "since", "until", term=Term.WHILE_PROGRAMME
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="engagement_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["member", "community"],
                condition=models.Q(until__isnull=True),
                name="engaged_once_in_a_community",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.how}"
