"""Who comes, by the least; her places; what she needs; invitations and letters on their way."""

import uuid

from django.db import models

from communitylinkage.events import wording
from communitylinkage.events.models.event import Event, Session
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.surveys.answering import models as answering
from communitylinkage.values.languages import own_name
from communitylinkage.values.register import Term, operational, staff


class Registration(models.Model):
    """Somebody registered for an event. `arrived` gives the order of the waiting list.

    `email`: in small letters, so that one address is one.

    `neutral`: letters and calendar say only "meeting". `listed`: she agreed to stand on the
    printed list with her name. `came_at`: when she was checked in. `seat_before`: where she stood
    until then, if she had no place, so that a wrong check-in is taken back whole. `sent_as`: what
    the form that made it was called, so that one sent twice is kept once. `answered`: her answers
    to what the form asks besides hang on it, and go with what she needs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="registrations")
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254, blank=True)
    works_at = models.CharField(max_length=120, blank=True)
    stakeholder = models.CharField(max_length=10, choices=wording.STAKEHOLDERS)
    country = models.CharField(max_length=2, choices=COUNTRIES)
    language = models.CharField(max_length=10)
    seat = models.CharField(max_length=10, choices=wording.SEATS)
    arrived = models.PositiveIntegerField()
    neutral = models.BooleanField(default=True)
    listed = models.BooleanField(default=False)
    reminders = models.BooleanField(default=True)
    walk_in = models.BooleanField(default=False)
    came_at = models.DateTimeField(null=True, blank=True)
    seat_before = models.CharField(max_length=10, choices=wording.SEATS, blank=True)
    certificate = models.UUIDField(null=True, blank=True)
    answered = models.OneToOneField(
        answering.Invitation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_as = models.CharField(max_length=32, null=True, blank=True)  # noqa: DJ001 -- unique or none
    changed_at = models.DateTimeField()

    register = [
        operational(
            "id", "event", "seat", "arrived", "neutral", "reminders", "walk_in", "came_at",
            "seat_before", "certificate", "answered", "sent_as", "changed_at",
            term=Term.CLOSED_PLUS_90_DAYS,
        ),
        staff(
            "name", "email", "works_at", "stakeholder", "country", "language", "listed",
            term=Term.CLOSED_PLUS_90_DAYS,
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["arrived"]
        constraints = [
            models.UniqueConstraint(fields=["event", "arrived"], name="one_registers_at_a_time"),
            models.UniqueConstraint(fields=["event", "sent_as"], name="one_form_registers_once"),
            models.UniqueConstraint(
                fields=["event", "email"], condition=~models.Q(email=""),
                name="one_registration_an_address",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["event", "seat"], name="events_seats")]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A place, or one to wait for, in a session that has only so many."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="places")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="places")
    seat = models.CharField(max_length=10, choices=wording.SEATS)
    arrived = models.PositiveIntegerField()

    register = [
        operational(
            "id", "registration", "session", "seat", "arrived", term=Term.CLOSED_PLUS_90_DAYS
        )
    ]

    class Meta:
        ordering = ["arrived"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "session"], name="one_place_a_session"),
            models.UniqueConstraint(
                fields=["session", "arrived"], name="one_asks_for_a_place_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.seat}"


class Needs(models.Model):
    """What a guest needs to be able to come. The worker deletes it once the event is over."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="needs"
    )
    children = models.PositiveSmallIntegerField(default=0)
    food = models.CharField(max_length=200, blank=True)
    access = models.CharField(max_length=200, blank=True)
    interpreting = models.CharField(max_length=10, blank=True)
    travel = models.BooleanField(default=False)

    register = [
        operational("id", "registration", term=Term.UNTIL_CLOSED),
        staff("children", "food", "access", "interpreting", "travel", term=Term.UNTIL_CLOSED),
    ]

    def __str__(self) -> str:
        return str(self.registration_id)

    @property
    def interpreter(self) -> str:
        """Into which language, by its own name."""
        return own_name(self.interpreting)


class Invitation(models.Model):
    """Somebody may register for an event by invitation. `registration`: the one she made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=10)
    registration = models.ForeignKey(
        Registration, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()

    register = [
        operational("id", "event", "registration", "made_at", term=Term.CLOSED_PLUS_90_DAYS),
        staff("email", "language", term=Term.CLOSED_PLUS_90_DAYS),
    ]

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Letter(models.Model):
    """A letter on its way: to whom, what it says. Gone once it is sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    invitation = models.ForeignKey(
        Invitation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=10)

    register = [operational("id", "registration", "invitation", "kind", term=Term.UNTIL_USED)]

    def __str__(self) -> str:
        return self.kind
