"""Two tables, with nothing about anybody."""

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


class Receipt(models.Model):
    """The code that a woman holds, as a look-up tag; code and digits themselves are nowhere.

    No check of her four digits is stored: they go into the key pair, whose public half is with the
    vault's holder, so wrong ones make another pair.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="receipts")
    tag = models.BinaryField(unique=True)
    # The vault's holder, whose public key is half of the pair that code and digits make.
    holder = models.UUIDField(unique=True)
    made = models.DateTimeField()

    register = [
        operational("id", "participant", "tag", "holder", "made", term=Term.CLOSED_PLUS_90_DAYS)
    ]

    def __str__(self) -> str:
        return str(self.pk)
