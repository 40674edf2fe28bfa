"""Bodies, demands with their words and evidence, meetings, promises and what became of them."""

import uuid

from django.db import models

from communitylinkage.advocacy import wording
from communitylinkage.advocacy.rules import demands, promises
from communitylinkage.organisations.models import Organisation
from communitylinkage.values.references import new_reference
from communitylinkage.values.register import Term, operational, public, staff


class Body(models.Model):
    """Who decides, and is asked: a council, a ministry. Never a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, choices=wording.PLACES)
    level = models.CharField(max_length=10, choices=wording.LEVELS)
    address = models.CharField(max_length=300, blank=True)

    register = [
        operational("id", "organisation", term=Term.WHILE_PROGRAMME),
        public("name", "country", "level", "address", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["country", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["country", "name"], name="one_body_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class Demand(models.Model):
    """What an organisation asks of bodies, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=10, unique=True, default=new_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=wording.DEMAND_STATES, default=demands.State.DRAFT.value
    )
    bodies = models.ManyToManyField(Body, related_name="demands")
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    register = [
        operational("id", "made_at", term=Term.WHILE_PROGRAMME),
        public(
            "reference", "organisation", "state", "bodies", "published_at", "reason",
            term=Term.WHILE_PROGRAMME,
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["-made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=demands.State.DRAFT.value)
                | models.Q(published_at__isnull=False),
                name="demand_public_since",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=demands.State.WITHDRAWN.value) | ~models.Q(reason=""),
                name="demand_withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class DemandText(models.Model):
    """A demand in one language."""

    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    what = models.CharField(max_length=300)
    why = models.TextField()

    register = [
        operational("id", "demand", term=Term.WHILE_PROGRAMME),
        public("language", "what", "why", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["demand", "language"], name="one_demand_text_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.what


class Evidence(models.Model):
    """What a demand stands on: a kind, where it is read, and its title. No key: gaps, needs and
    findings live in other parts, and may be called back without asking here."""

    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=wording.KINDS)
    address = models.CharField(max_length=300)
    label = models.CharField(max_length=200)

    register = [
        operational("id", "demand", term=Term.WHILE_PROGRAMME),
        public("kind", "address", "label", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["demand", "address"], name="evidence_named_once")
        ]

    def __str__(self) -> str:
        return self.label


class Meeting(models.Model):
    """A body was met about a demand, or will be. `notes`: what was said, for us alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="meetings")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField()
    notes = models.TextField(blank=True)

    register = [
        operational("id", "demand", term=Term.WHILE_PROGRAMME),
        public("body", "day", term=Term.WHILE_PROGRAMME),
        staff("notes", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["-day", "pk"]

    def __str__(self) -> str:
        return f"{self.body_id} {self.day}"


class Promise(models.Model):
    """What a body promised, where that can be read, and until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=10, unique=True, default=new_reference)
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="promises")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="promises")
    state = models.CharField(
        max_length=10, choices=wording.PROMISE_STATES, default=promises.State.OPEN.value
    )
    made_on = models.DateField()
    deadline = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    source_label = models.CharField(max_length=200)

    register = [
        operational("id", term=Term.WHILE_PROGRAMME),
        public(
            "reference", "demand", "body", "state", "made_on", "deadline", "source",
            "source_label", term=Term.WHILE_PROGRAMME,
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["-made_on", "pk"]
        indexes = [models.Index(fields=["state", "deadline"], name="promises_by_deadline")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(deadline__isnull=True)
                | models.Q(deadline__gte=models.F("made_on")),
                name="promise_deadline_after_day",
            )
        ]

    def __str__(self) -> str:
        return self.reference


class PromiseText(models.Model):
    """A promise in one language."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    words = models.CharField(max_length=500)

    register = [
        operational("id", "promise", term=Term.WHILE_PROGRAMME),
        public("language", "words", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["promise", "language"], name="one_promise_text_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.words


class Sequel(models.Model):
    """What became of a promise on a day, and where that can be read; none is ever changed.

    `deadline`: the new one, where it was put off.
    """

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="sequels")
    act = models.CharField(max_length=15, choices=wording.SEQUELS)
    day = models.DateField()
    deadline = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    source_label = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    words = models.TextField(blank=True)
    made_at = models.DateTimeField()

    register = [
        operational("id", "promise", "made_at", term=Term.WHILE_PROGRAMME),
        public(
            "act", "day", "deadline", "source", "source_label", "language", "words",
            term=Term.WHILE_PROGRAMME,
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(act=promises.Act.TAKE_OUT.value) | ~models.Q(source=""),
                name="sequel_has_a_source",
            )
        ]

    def __str__(self) -> str:
        return f"{self.promise_id} {self.act}"
