"""Versions of entries, reminders, and files that wait for a yes."""

import uuid

from django.db import models

from communitylinkage.values.register import Term, operational, staff


class EntryVersion(models.Model):
    """One state of an entry: the draft, or what was published once. Ids only: a draft may be new.

    `published_by` is empty for what the entry said before it was first edited here.
    """

    service_id = models.UUIDField(db_index=True)
    organization_id = models.UUIDField()
    content = models.JSONField()
    saved_by = models.UUIDField(null=True, blank=True)
    saved_at = models.DateTimeField()
    published_by = models.UUIDField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    register = [
        staff(
            "id", "service_id", "organization_id", "content", "saved_by", "saved_at",
            "published_by", "published_at",
            term=Term.WHILE_LISTED,
        )
    ]  # fmt: skip

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["service_id"],
                condition=models.Q(published_at__isnull=True),
                name="one_draft_of_an_entry",
            ),
            models.CheckConstraint(
                condition=models.Q(published_by__isnull=True)
                | models.Q(published_at__isnull=False),
                name="entry_published_by_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.service_id)


class Reminder(models.Model):
    """That an entry wants to be confirmed was told once, for the day on which it last was."""

    service_id = models.UUIDField(primary_key=True)
    confirmed = models.DateField(null=True, blank=True)
    told_at = models.DateTimeField()

    register = [operational("service_id", "confirmed", "told_at", term=Term.WHILE_LISTED)]

    def __str__(self) -> str:
        return str(self.service_id)


class Upload(models.Model):
    """Rows of a file that wait for a yes, in the tabular shape, areas already coarse."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.UUIDField()
    rows = models.TextField()
    made_at = models.DateTimeField(db_index=True)

    register = [staff("id", "by", "rows", "made_at", term=Term.UNTIL_USED)]

    def __str__(self) -> str:
        return str(self.id)
