"""Links, and the tokens that wait to be mailed, which live in the lock store."""

import uuid
from typing import ClassVar

from django.db import models

from communitylinkage.values.register import Entry, Term, operational, sealed, staff


class Link(models.Model):
    """The key holder of a recipient outside. `organisation_id` and the address: the directory's.

    The address goes with the token. `tries` and `wait_until` slow down who guesses the code.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.UUIDField(unique=True)
    tag = models.TextField(unique=True)
    organisation_id = models.UUIDField()
    email = models.TextField(blank=True)
    made = models.DateTimeField()
    made_by = models.UUIDField()
    mailed = models.DateTimeField(null=True, blank=True)
    expires = models.DateTimeField(null=True, blank=True)
    opened = models.DateTimeField(null=True, blank=True)
    answered = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    wait_until = models.DateTimeField(null=True, blank=True)

    register: ClassVar[list[Entry]] = [
        operational(
            "id", "holder", "tag", "organisation_id", "made", "made_by", "mailed", "expires",
            "opened", "answered", "tries", "wait_until",
            term=Term.CLOSED_PLUS_90_DAYS,
        ),
        staff("email", term=Term.UNTIL_USED),
    ]  # fmt: skip

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(mailed__isnull=True) | models.Q(expires__isnull=False),
                name="a_mailed_link_expires",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class WaitingToken(models.Model):
    """The secret of a link until it is mailed, under a key of the pepper file; then destroyed."""

    lives_in_locks = True

    id = models.UUIDField(primary_key=True, editable=False)
    token = models.BinaryField()
    made = models.DateTimeField()

    register: ClassVar[list[Entry]] = [
        operational("id", "made", term=Term.UNTIL_USED),
        sealed("token", term=Term.UNTIL_USED),
    ]

    def __str__(self) -> str:
        return str(self.pk)
