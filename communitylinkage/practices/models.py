"""Practices, their versions and texts, reviews, and who took what over with which result."""

import uuid

from django.db import models

from communitylinkage.organisations.models import Organisation
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.practices import wording
from communitylinkage.practices.rules.content import Rights
from communitylinkage.practices.rules.states import State
from communitylinkage.practices.rules.travel import RESULTS_AFTER
from communitylinkage.values.references import new_reference
from communitylinkage.values.register import Term, operational, public, staff


class Practice(models.Model):
    """What an organisation does well, under an address that lasts.

    `adapted_from`: the version that it was changed from. `published`: since when its newest version
    is public; empty before, and after it was withdrawn.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=10, unique=True, default=new_reference)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    country = models.CharField(max_length=2, choices=COUNTRIES)
    adapted_from = models.ForeignKey(
        "Version", on_delete=models.PROTECT, null=True, blank=True, related_name="adapted"
    )
    made_at = models.DateTimeField()
    published = models.DateTimeField(null=True, blank=True)

    register = [
        operational("id", "organisation", "made_at", term=Term.FOREVER),
        public("reference", "country", "adapted_from", "published", term=Term.FOREVER),
    ]

    class Meta:
        indexes = [models.Index(fields=["-published", "id"], name="practices_newest_first")]

    def __str__(self) -> str:
        return self.reference


class Version(models.Model):
    """A text of a practice. Only a draft changes; what was published stays as it was.

    `changed`: what is different from the version before, or from what it was adapted from, and
    why. `evidence`: pairs of what proves it and its title.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=15, choices=wording.STATES, default=State.DRAFT.value)
    topics = models.JSONField(default=list)
    rights = models.CharField(max_length=15, choices=wording.RIGHTS, default=Rights.BY.value)
    evidence = models.JSONField(default=list)
    changed = models.TextField(blank=True)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    register = [
        operational("id", "practice", "made_at", term=Term.FOREVER),
        public(
            "number", "state", "topics", "rights", "evidence", "changed", "published_at",
            "withdrawn_at", "reason", term=Term.FOREVER,
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "number"], name="one_practice_version_number"
            ),
            models.UniqueConstraint(
                fields=["practice"],
                condition=models.Q(state=State.PUBLISHED.value),
                name="one_practice_version_published",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.WITHDRAWN.value)
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(reason="")),
                name="practice_withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.number}"


class Text(models.Model):
    """A version in one language."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    problem = models.TextField()
    whom = models.TextField()
    done = models.TextField()
    needs = models.TextField()
    showed = models.TextField()
    failed = models.TextField()

    register = [
        operational("id", "version", term=Term.FOREVER),
        public(
            "language", "title", "problem", "whom", "done", "needs", "showed", "failed",
            term=Term.FOREVER,
        ),
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language"], name="one_practice_text_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word by which a published practice is found: bytes, so that both databases order alike."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="+")
    word = models.BinaryField(max_length=100)

    register = [
        operational("id", term=Term.WHILE_LISTED),
        public("practice", "word", term=Term.WHILE_LISTED),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word", "practice"], name="practices_by_word")
        ]

    def __str__(self) -> str:
        return bytes(self.word).decode()


class Review(models.Model):
    """What an organisation of another country said. `counts`: about the text as it is now."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="reviews")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)
    marks = models.JSONField()
    words = models.JSONField()
    ready = models.BooleanField()
    counts = models.BooleanField(default=True)
    by = models.UUIDField()
    made_at = models.DateTimeField()

    register = [
        operational("id", "version", "by", "counts", term=Term.WHILE_PROGRAMME),
        public(
            "organisation", "language", "marks", "words", "ready", "made_at",
            term=Term.WHILE_PROGRAMME,
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "organisation"],
                condition=models.Q(counts=True),
                name="one_review_an_organisation",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Adoption(models.Model):
    """An organisation took a practice over. `told`: it has read that it was withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="adoptions")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="adoptions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    told = models.BooleanField(default=False)

    register = [
        operational("id", "told", term=Term.WHILE_PROGRAMME),
        public("version", "practice", "organisation", "since", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "organisation"], name="taken_over_once_by_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.organisation_id}"


class Result(models.Model):
    """What taking it over showed after so many months."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="results")
    months = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10, choices=wording.OUTCOMES)
    language = models.CharField(max_length=10)
    words = models.TextField()
    made_at = models.DateTimeField()

    register = [
        operational("id", "adoption", term=Term.WHILE_PROGRAMME),
        public("months", "outcome", "language", "words", "made_at", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["months"]
        constraints = [
            models.UniqueConstraint(fields=["adoption", "months"], name="one_result_a_time"),
            models.CheckConstraint(
                condition=models.Q(months__in=RESULTS_AFTER), name="result_after_known_months"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adoption_id} {self.months}"


class Question(models.Model):
    """A question about a practice, or an answer to one: whoever uses it may answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="questions")
    answers = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="answered"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)
    text = models.TextField()
    by = models.UUIDField()
    made_at = models.DateTimeField()

    register = [
        operational("id", "practice", "answers", "by", term=Term.WHILE_PROGRAMME),
        staff("organisation", "language", "text", "made_at", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Wanted(models.Model):
    """A problem for which an organisation looks for a practice."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=30, choices=wording.TOPIC_CHOICES)

    register = [
        operational("id", "organisation", term=Term.WHILE_PROGRAMME),
        staff("topic", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "topic"], name="a_practice_wanted_once_for_a_topic"
            )
        ]

    def __str__(self) -> str:
        return self.topic
