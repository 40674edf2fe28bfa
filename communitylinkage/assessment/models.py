"""Assessments, their rounds, the doors by which answers come in, and whom a round has mailed."""

import uuid
from datetime import datetime

from django.db import models

from communitylinkage.assessment import rules, wording
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.surveys.answering.models import Collection
from communitylinkage.surveys.answering.rules import last_day
from communitylinkage.surveys.models import Version
from communitylinkage.values.register import Term, operational, staff


class Assessment(models.Model):
    """One purpose, asked in some countries of some kinds of people, in rounds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=500)
    kinds = models.JSONField(default=list)
    countries = models.JSONField(default=list)
    made_at = models.DateTimeField()

    register = [
        operational("id", "programme", "organisation", "made_at", term=Term.WHILE_PROGRAMME),
        staff("title", "purpose", "kinds", "countries", term=Term.WHILE_PROGRAMME),
    ]

    def __str__(self) -> str:
        return self.title


class Running(models.Model):
    """An organisation that runs an assessment, the one that made it among them."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="running")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    register = [operational("id", "assessment", "organisation", term=Term.WHILE_PROGRAMME)]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "organisation"], name="an_organisation_runs_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Round(models.Model):
    """One time of asking, with one version of a questionnaire."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="rounds")
    wave = models.CharField(max_length=10, choices=wording.WAVES)
    kinds = models.JSONField(default=list)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    languages = models.JSONField(default=list)
    collection = models.OneToOneField(
        Collection, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    state = models.CharField(max_length=10, choices=wording.STATES, default=rules.State.DRAFT)
    reminded = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    register = [
        operational(
            "id", "assessment", "wave", "kinds", "version", "languages", "collection", "opens",
            "closes", "state", "reminded", "made_at",
            term=Term.WHILE_PROGRAMME,
        )
    ]  # fmt: skip

    class Meta:
        ordering = ["opens", "made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")), name="round_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[rules.State.DRAFT, rules.State.PLANNED])
                | models.Q(collection__isnull=False),
                name="round_that_asks_has_a_collection",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.get_wave_display()}"

    @property
    def last_day(self) -> datetime:
        """A moment of the last day on which it is open (`answering.rules.last_day`)."""
        return last_day(self.closes)

    @property
    def asked(self) -> list[str]:
        """Whom it asks, in words."""
        return [str(words) for code, words in wording.KINDS if code in self.kinds]


class Door(models.Model):
    """The open link of a round for one country and one kind, and how many were invited there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="doors")
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=15, choices=wording.KINDS)
    # Counted at invitation, because the addresses are deleted when the round closes.
    invited = models.PositiveIntegerField(default=0)
    # Of the open link, which is on paper and in letters: no secret, and it names nobody.
    token = models.CharField(max_length=40, blank=True)

    register = [
        operational("id", "round", "country", "kind", "invited", "token", term=Term.WHILE_PROGRAMME)
    ]  # fmt: skip

    class Meta:
        ordering = ["country", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["round", "country", "kind"], name="one_door_for_each")
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.kind}"


class Publication(models.Model):
    """Figures shown to people outside the team at an address of their own, until called back.

    One round by country, or two side by side, in order. What is shown was let out by the gate for
    this audience and never changes (surveys.analysis.Released); this is the way there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="publications"
    )
    rounds = models.JSONField()
    audience = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    words = models.CharField(max_length=1000, blank=True)
    # Part of an address that others are given on purpose: no secret that would have to be a hash.
    token = models.CharField(max_length=40, unique=True)
    made_at = models.DateTimeField()
    # Looking for what a table gives away takes a minute: until then there is nothing to see.
    ready = models.DateTimeField(null=True, blank=True)
    called_back = models.DateTimeField(null=True, blank=True)

    register = [
        operational(
            "id", "assessment", "rounds", "audience", "token", "made_at", "ready",
            "called_back",
            term=Term.WHILE_PROGRAMME,
        ),
        staff("title", "words", term=Term.WHILE_PROGRAMME),
    ]  # fmt: skip

    class Meta:
        ordering = ["-made_at", "id"]

    def __str__(self) -> str:
        return self.title


class Invited(models.Model):
    """An address that a round mails. Nothing leads from it to a link or an answer.

    That its invitation went out is not written here but told by the task of it, which is gone: a
    row that changes with the letter would carry the transaction of its link.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    door = models.ForeignKey(Door, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField()

    register = [
        operational("id", "door", term=Term.UNTIL_CLOSED),
        staff("email", term=Term.UNTIL_CLOSED),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["door", "email"], name="invited_once_by_a_door")
        ]

    def __str__(self) -> str:
        return str(self.pk)
