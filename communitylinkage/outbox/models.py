"""Tasks that wait."""

import uuid

from django.db import models

from communitylinkage.values.register import Term, operational


class Task(models.Model):
    """One thing to do: which handler, for which row. Its id becomes the Message-ID of a mail."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.TextField()
    subject_id = models.UUIDField()
    due = models.DateTimeField(db_index=True)
    failures = models.PositiveIntegerField(default=0)

    register = [operational("id", "kind", "subject_id", "due", "failures", term=Term.UNTIL_USED)]

    class Meta:
        ordering = ("due", "id")

    def __str__(self) -> str:
        return self.kind
