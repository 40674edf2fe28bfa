"""A programme's face, its pages, and their versions in each language."""

import uuid

from django.db import models

from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.programme_site import wording
from communitylinkage.programme_site.rules.states import Kind, State
from communitylinkage.values.register import Term, operational, public


class Face(models.Model):
    """How a programme stands in public: its address, and who pays for it."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=60, unique=True)
    funding = models.CharField(
        max_length=10, choices=wording.FUNDING, default=wording.CO_FUNDED
    )  # fmt: skip
    authority = models.CharField(max_length=200, blank=True)

    register = [
        operational("id", "programme", term=Term.WHILE_PROGRAMME),
        public("slug", "funding", "authority", term=Term.WHILE_PROGRAMME),
    ]

    def __str__(self) -> str:
        return self.slug


class Page(models.Model):
    """One page of it. `number`: of a piece of news, in its address; 0 for the others.

    `since`: when it was first published, which is the day of a piece of news.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    face = models.ForeignKey(Face, on_delete=models.CASCADE, related_name="pages")
    kind = models.CharField(max_length=10, choices=wording.KIND_CHOICES)
    number = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(null=True, blank=True)

    register = [
        operational("id", "face", term=Term.WHILE_PROGRAMME),
        public("kind", "number", "since", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["face", "kind", "number"], name="one_page_of_a_kind"),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.NEWS.value, number__gt=0)
                | (~models.Q(kind=Kind.NEWS.value) & models.Q(number=0)),
                name="only_news_is_numbered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Version(models.Model):
    """What a page said once. Only a draft changes. `copy_of`: the number it goes back to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=wording.STATES, default=State.DRAFT.value)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    copy_of = models.PositiveIntegerField(null=True, blank=True)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    register = [
        operational(
            "id", "page", "organisation", "copy_of", "made_at", term=Term.WHILE_PROGRAMME
        ),
        public("number", "state", "published_at", term=Term.WHILE_PROGRAMME),
    ]  # fmt: skip

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="one_page_version_number"),
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(state=State.PUBLISHED.value),
                name="one_page_version_published",
            ),
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(state=State.DRAFT.value),
                name="one_page_draft",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.DRAFT.value) | models.Q(published_at__isnull=False),
                name="page_public_since",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.page_id} {self.number}"


class Text(models.Model):
    """A version in one language."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    body = models.TextField()

    register = [
        operational("id", "version", term=Term.WHILE_PROGRAMME),
        public("language", "title", "body", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="one_page_text_a_language")
        ]

    def __str__(self) -> str:
        return self.title
