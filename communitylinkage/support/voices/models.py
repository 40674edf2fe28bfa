"""A complaint: who hears it, about which organisation, and what is sealed."""

import uuid

from django.db import models

from communitylinkage.values.references import new_reference
from communitylinkage.values.register import Term, operational


class Complaint(models.Model):
    """Sealed to a post of an organisation that is not the one complained about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.TextField(unique=True, default=new_reference, editable=False)
    organisation_id = models.UUIDField(db_index=True)
    post_holder = models.UUIDField(db_index=True)
    about = models.UUIDField()
    record = models.UUIDField(null=True, blank=True)
    made = models.DateField()
    closed = models.DateTimeField(null=True, blank=True)

    register = [
        operational(
            "id", "reference", "organisation_id", "post_holder", "about", "record", "made",
            "closed",
            term=Term.CLOSED_PLUS_90_DAYS,
        )
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(organisation_id=models.F("about")),
                name="support_nobody_hears_about_herself",
            )
        ]

    def __str__(self) -> str:
        return self.reference
