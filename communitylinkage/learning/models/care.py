"""A mentor's private words to her supervisor."""

import uuid

from django.db import models

from communitylinkage.people.models import Account
from communitylinkage.values.register import Term, operational


class Note(models.Model):
    """A note, sealed to the mentor and to the supervisor whom she chose; nobody else opens it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mentor = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    supervisor = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    record = models.UUIDField()
    written_at = models.DateTimeField()
    read = models.BooleanField(default=False)

    register = [
        operational(
            "id", "mentor", "supervisor", "record", "written_at", "read", term=Term.WHILE_MEMBER
        )
    ]

    def __str__(self) -> str:
        return str(self.pk)
