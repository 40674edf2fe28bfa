"""An event and its programme, each in several languages."""

import uuid

from django.db import models

from communitylinkage.events import wording
from communitylinkage.events.rules.codes import Audience, Kind, State
from communitylinkage.organisations.models import Organisation
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.surveys.answering.models import Collection
from communitylinkage.values.references import new_reference
from communitylinkage.values.register import Term, counted, operational, public, staff


class Event(models.Model):
    """A conference or another event of an organisation.

    `zone`: the clock on its wall. `closes`: until when people register; empty: until it begins.
    `online`: told only to who has a place. `asks`: what its form of registration asks besides.
    `sequence`: how often it was moved, for calendars.
    `needs_gone`, `names_gone`: when the worker erased them; what was counted until then stays in
    `registered` and `came`; of these `came_alone` came for themselves, for no organisation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=10, unique=True, default=new_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=wording.KINDS, default=Kind.NATIONAL.value)
    audience = models.CharField(
        max_length=10, choices=wording.AUDIENCES, default=Audience.PUBLIC.value
    )
    state = models.CharField(max_length=10, choices=wording.STATES, default=State.DRAFT.value)
    country = models.CharField(max_length=2, choices=COUNTRIES)
    zone = models.CharField(max_length=40)
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    closes = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=300, blank=True)
    online = models.URLField(max_length=500, blank=True)
    capacity = models.PositiveIntegerField()
    languages = models.JSONField(default=list)
    childcare = models.BooleanField(default=False)
    travel = models.BooleanField(default=False)
    asks = models.OneToOneField(
        Collection, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sequence = models.PositiveIntegerField(default=0)
    reminded = models.BooleanField(default=False)
    needs_gone = models.DateTimeField(null=True, blank=True)
    names_gone = models.DateTimeField(null=True, blank=True)
    certified_by = models.UUIDField(null=True, blank=True)
    registered = models.PositiveIntegerField(null=True, blank=True)
    came = models.PositiveIntegerField(null=True, blank=True)
    came_alone = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()

    register = [
        counted("registered", "came", "came_alone", term=Term.WHILE_PROGRAMME),
        operational(
            "id", "asks", "sequence", "reminded", "needs_gone", "names_gone", "certified_by",
            "made_at",
            term=Term.WHILE_PROGRAMME,
        ),
        public(
            "reference", "organisation", "kind", "audience", "state", "country", "zone", "begins",
            "ends", "closes", "place", "capacity", "languages", "childcare", "travel",
            term=Term.WHILE_PROGRAMME,
        ),
        staff("online", term=Term.WHILE_PROGRAMME),
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("begins")), name="event_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.reference


class EventText(models.Model):
    """An event in one language. `minutes`: what was said and decided, once it is over."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    about = models.TextField()
    access = models.TextField(blank=True)
    minutes = models.TextField(blank=True)

    register = [
        operational("id", "event", term=Term.WHILE_PROGRAMME),
        public("language", "title", "about", "access", "minutes", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "language"], name="one_event_text_a_language")
        ]

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word by which a published event is found: bytes, so that both databases order alike."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    word = models.BinaryField(max_length=100)

    register = [
        operational("id", term=Term.WHILE_LISTED),
        public("event", "word", term=Term.WHILE_LISTED),
    ]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "event"], name="events_by_word")]

    def __str__(self) -> str:
        return bytes(self.word).decode()


class Session(models.Model):
    """A part of an event's programme: when, in which room, who speaks, interpreted into what.

    `capacity`: empty where everybody may come who comes to the event. `speakers`: lines, each a
    name and where she comes from, as she agreed to be named.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    room = models.CharField(max_length=100, blank=True)
    online = models.URLField(max_length=500, blank=True)
    interpreted = models.JSONField(default=list)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    speakers = models.JSONField(default=list)

    register = [
        operational("id", "event", term=Term.WHILE_PROGRAMME),
        public(
            "begins", "ends", "room", "interpreted", "capacity", "speakers",
            term=Term.WHILE_PROGRAMME,
        ),
        staff("online", term=Term.WHILE_PROGRAMME),
    ]  # fmt: skip

    class Meta:
        ordering = ["begins", "room", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("begins")),
                name="event_session_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SessionText(models.Model):
    """A session in one language."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)

    register = [
        operational("id", "session", term=Term.WHILE_PROGRAMME),
        public("language", "title", "about", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "language"], name="one_event_session_text_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.title
