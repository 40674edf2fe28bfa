"""The curriculum: courses, modules, their words in other languages, materials; and cohorts."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from communitylinkage.learning import wording
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.values.register import Term, operational, public, staff


class Course(models.Model):
    """A course of one track. `share`: of 100 of its time, for a certificate; `tests`: both too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=15, choices=wording.TRACKS)
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=120)
    about = models.TextField(max_length=1000, blank=True)
    share = models.PositiveSmallIntegerField(
        default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    tests = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    register = [
        operational("id", "programme", "organisation", "made_at", term=Term.WHILE_PROGRAMME),
        public(
            "track", "language", "title", "about", "share", "tests", term=Term.WHILE_PROGRAMME
        ),
    ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(share__gte=1, share__lte=100), name="course_asks_for_a_share"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Module(models.Model):
    """A part of a course, with what people can do after it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="modules")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    aims = models.TextField(max_length=1000, blank=True)

    register = [
        operational("id", "course", term=Term.WHILE_PROGRAMME),
        public("number", "title", "aims", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return self.title


class Text(models.Model):
    """The words of a course (no module) or of one of its modules in another language."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="texts")
    module = models.ForeignKey(
        Module, on_delete=models.CASCADE, null=True, blank=True, related_name="texts"
    )
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=120)
    body = models.TextField(max_length=1000, blank=True)

    register = [
        operational("id", "course", "module", term=Term.WHILE_PROGRAMME),
        public("language", "title", "body", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "language"], condition=models.Q(module__isnull=True),
                name="one_text_of_a_course_per_language",
            ),
            models.UniqueConstraint(
                fields=["module", "language"], name="one_text_of_a_module_per_language"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Material(models.Model):
    """Something to read or hear, in one language: a link, or a file known by its content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="materials")
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=120)
    link = models.URLField(max_length=500, blank=True)
    content = models.BinaryField(null=True, blank=True)
    media = models.CharField(max_length=40, blank=True)
    ending = models.CharField(max_length=6, blank=True)
    size = models.PositiveIntegerField(default=0)

    register = [
        operational("id", "module", term=Term.WHILE_PROGRAMME),
        staff(
            "language", "title", "link", "content", "media", "ending", "size",
            term=Term.WHILE_PROGRAMME,
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["language", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(link="", content__isnull=False)
                | (~models.Q(link="") & models.Q(content__isnull=True)),
                name="material_is_a_link_or_a_file",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Cohort(models.Model):
    """A group that takes a course together. `listed`: anybody may ask for a seat."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="cohorts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    country = models.CharField(max_length=2, choices=COUNTRIES)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    capacity = models.PositiveSmallIntegerField(
        default=20, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    listed = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    register = [
        operational("id", "course", "organisation", "made_at", term=Term.WHILE_PROGRAMME),
        public("country", "name", "language", "capacity", "listed", term=Term.WHILE_PROGRAMME),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__gte=1), name="cohort_has_at_least_one_seat"
            )
        ]

    def __str__(self) -> str:
        return self.name
