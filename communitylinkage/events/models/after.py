"""What stays of an event, and the questions that are asked with it."""

import uuid

from django.db import models

from communitylinkage.events.models.event import Event
from communitylinkage.events.models.guests import Registration
from communitylinkage.surveys.answering.models import Collection
from communitylinkage.values.register import Term, operational, public


class Material(models.Model):
    """Something to read or see of an event: slides, a film, a report; a link, or a file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="materials")
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    link = models.URLField(max_length=500, blank=True)
    content = models.BinaryField(null=True, blank=True)
    media = models.CharField(max_length=40, blank=True)
    ending = models.CharField(max_length=6, blank=True)

    register = [
        operational("id", "event", term=Term.WHILE_PROGRAMME),
        public(
            "language", "title", "link", "content", "media", "ending", term=Term.WHILE_PROGRAMME
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(link="", content__isnull=False)
                | (~models.Q(link="") & models.Q(content__isnull=True)),
                name="event_material_is_a_link_or_a_file",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Asking(models.Model):
    """Questions that come with the registration, or after the event; answers are anonymous."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="askings")
    wave = models.CharField(max_length=10)
    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="+")

    register = [operational("id", "event", "wave", "collection", term=Term.WHILE_PROGRAMME)]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "wave"], name="asked_once_with_an_event")
        ]

    def __str__(self) -> str:
        return self.wave


class Asked(models.Model):
    """A guest began to answer: `invitation` is how, and nothing leads from it to her answers."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    asking = models.ForeignKey(Asking, on_delete=models.CASCADE, related_name="+")
    invitation = models.UUIDField(null=True, blank=True)

    register = [
        operational("id", "registration", "asking", "invitation", term=Term.CLOSED_PLUS_90_DAYS)
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "asking"], name="one_guest_answers_an_asking_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
