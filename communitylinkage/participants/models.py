"""One table, with nothing about anybody."""

import uuid

from django.db import models

from communitylinkage.values.references import new_reference
from communitylinkage.values.register import Term, operational


class Participant(models.Model):
    """A woman who is accompanied: a reference that says nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.TextField(unique=True, default=new_reference, editable=False)

    register = [operational("id", "reference", term=Term.CLOSED_PLUS_90_DAYS)]

    def __str__(self) -> str:
        return self.reference
