"""Writing the curriculum, its words in other languages, its materials; and making cohorts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.learning.joining.seats import fill
from communitylinkage.learning.journalling import note
from communitylinkage.learning.models import Cohort, Course, Material, Module, Text
from communitylinkage.organisations.models import Programme
from communitylinkage.surveys.answering.uploads import cleaned, ending_of, kind_of


@dataclass(frozen=True, slots=True)
class Words:
    """What a course says of itself, and what it asks for its certificate."""

    track: str
    language: str
    title: str
    about: str
    share: int
    tests: bool


class TakenAlready(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """Groups take the course, so it stays for those whom it is for."""


@transaction.atomic
def keep_course(
    *, course: Course | None, programme: Programme, organisation: UUID, words: Words, by: UUID,
    now: datetime,
) -> Course:  # fmt: skip
    """Adds a course, or changes one.

    Raises:
        TakenAlready: it is to be for others, and groups take it: who may teach them, and what was
            counted of them, hangs on whom it is for.
    """
    if course and _is_for_others(course, words.track):
        raise TakenAlready
    row = course or Course(programme=programme, organisation_id=organisation, made_at=now)
    row.track, row.language, row.title = words.track, words.language, words.title
    row.about, row.share, row.tests = words.about, words.share, words.tests
    row.save()
    note(organisation, "course_kept", row.pk, by, now)
    return row


def _is_for_others(course: Course, track: str) -> bool:
    # Held, so that a group that is made at the same moment comes before or after.
    row = Course.objects.select_for_update().get(pk=course.pk)
    return row.track != track and row.cohorts.exists()


@transaction.atomic
def keep_module(
    *, course: Course, module: Module | None, title: str, aims: str, by: UUID, now: datetime
) -> Module:
    """Adds a module at the end, or changes one."""
    if module is None:
        last = course.modules.order_by("-number").first()
        module = Module(course=course, number=last.number + 1 if last else 1)
    module.title, module.aims = title, aims
    module.save()
    note(course.organisation_id, "module_kept", module.pk, by, now)
    return module


@transaction.atomic
def keep_text(
    *, course: Course, module: Module | None, language: str, title: str, body: str, by: UUID,
    now: datetime,
) -> Text:  # fmt: skip
    """The words of a course or a module in another language, anew."""
    row, _made = Text.objects.update_or_create(
        course=course, module=module, language=language, defaults={"title": title, "body": body}
    )
    note(course.organisation_id, "text_kept", row.pk, by, now)
    return row


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came: its name, of which only the ending is kept, and its content."""

    name: str
    content: bytes


@transaction.atomic
def add_material(
    *, module: Module, language: str, title: str, link: str, file: File | None, by: UUID,
    now: datetime,
) -> Material:  # fmt: skip
    """A link, or a file that is what its content says, whatever its name says. A picture loses what
    the camera wrote into it.

    Raises:
        communitylinkage.surveys.answering.uploads.WrongFileError: empty, too large, broken, or of
            a kind that we do not give on.
    """
    row = Material(module=module, language=language, title=title, link=link)
    if file:
        row.media = kind_of(file.content, "file")
        row.ending = ending_of(file.name, row.media)
        row.content = cleaned(file.content, row.media)
        row.size = len(row.content)
    row.save()
    note(module.course.organisation_id, "material_added", row.pk, by, now)
    return row


@transaction.atomic
def drop_material(*, material: Material, by: UUID, now: datetime) -> None:
    """Takes a material away."""
    note(material.module.course.organisation_id, "material_dropped", material.pk, by, now)
    material.delete()


@dataclass(frozen=True, slots=True)
class Group:
    """What a cohort is."""

    name: str
    country: str
    language: str
    capacity: int
    listed: bool


@transaction.atomic
def keep_cohort(
    *, course: Course, cohort: Cohort | None, organisation: UUID, group: Group, by: UUID,
    now: datetime,
) -> Cohort:  # fmt: skip
    """Adds a cohort, or changes one; with more seats, who waits longest moves up at once."""
    row = cohort or Cohort(course=course, organisation_id=organisation, made_at=now)
    row.name, row.country, row.language = group.name, group.country, group.language
    row.capacity, row.listed = group.capacity, group.listed
    row.save()
    note(row.organisation_id, "cohort_kept", row.pk, by, now)
    fill(cohort=row, by=by, now=now)
    return row
