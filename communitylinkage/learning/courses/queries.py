"""Courses and cohorts as a viewer sees them, and those that anybody may join."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from communitylinkage.learning import wording
from communitylinkage.learning.joining.queries import merges_of, persons_with_seat
from communitylinkage.learning.models import Cohort, Course, Enrolment, Material, Module
from communitylinkage.learning.rules.codes import Seat
from communitylinkage.learning.rules.seats import standing
from communitylinkage.network.rules.engaging import root
from communitylinkage.organisations.models import Programme
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.values.lists import finds

KEEP = Permission.LEARNING_KEEP


@dataclass(frozen=True, slots=True)
class Open:
    """A cohort that anybody may ask a seat in."""

    row: Cohort
    title: str
    about: str
    free: int


def programmes(viewer: Viewer) -> QuerySet[Programme]:
    """The programmes that her organisations take part in."""
    rows = Programme.objects.filter(partnerships__organisation__in=viewer.organisations_where(KEEP))
    return rows.distinct().order_by("-starts", "name")


def organisation(viewer: Viewer) -> UUID:
    """The organisation for which she keeps courses."""
    return min(viewer.organisations_where(KEEP))


def _seen(viewer: Viewer) -> QuerySet[Course]:
    own = Q(organisation__in=viewer.organisations_where(KEEP))
    return Course.objects.filter(own | Q(programme__in=programmes(viewer)))


def courses(viewer: Viewer, search: str = "") -> list[Course]:
    """The courses of her programmes, by title: a curriculum is shared."""
    rows = _seen(viewer).select_related("organisation").annotate(groups=Count("cohorts"))
    return [
        row
        for row in rows.order_by("title", "pk")
        if finds(search, row.title, row.get_track_display(), row.organisation.name)
    ]


def cells(row: Course) -> tuple[object, ...]:
    """A course as a line of a file."""
    groups = getattr(row, "groups", 0)
    return row.title, row.get_track_display(), row.organisation.name, groups


def course_for(viewer: Viewer, number: UUID) -> Course | None:
    """One of them; None for a stranger."""
    return _seen(viewer).select_related("organisation", "programme").filter(pk=number).first()


def may_change(viewer: Viewer, course: Course) -> bool:
    """Only the organisation that made a course changes it; the others take it as it is."""
    return course.organisation_id in viewer.organisations_where(KEEP)


def own_course(viewer: Viewer, number: UUID) -> Course | None:
    """A course that she may change."""
    row = course_for(viewer, number)
    return row if row and may_change(viewer, row) else None


def module_of(viewer: Viewer, number: UUID) -> Module | None:
    """A module of a course that she may change."""
    rows = Module.objects.filter(course__organisation__in=viewer.organisations_where(KEEP))
    return rows.select_related("course").filter(pk=number).first()


def material_of(viewer: Viewer, number: UUID) -> Material | None:
    """A material of a course that she sees."""
    rows = Material.objects.filter(module__course__in=_seen(viewer))
    return rows.select_related("module__course").filter(pk=number).first()


def material_for(enrolment: Enrolment, number: UUID) -> Material | None:
    """A material of the course in which somebody has a seat."""
    if enrolment.seat != Seat.ENROLLED:
        return None
    rows = Material.objects.filter(module__course=enrolment.cohort.course_id)
    return rows.filter(pk=number).first()


def cohorts_of(viewer: Viewer, course: Course) -> QuerySet[Cohort]:
    """Her organisations' cohorts of a course, the newest first."""
    rows = course.cohorts.filter(organisation__in=viewer.organisations_where(KEEP))
    return rows.order_by("-made_at", "pk")


def cohort_for(viewer: Viewer, number: UUID) -> Cohort | None:
    """A cohort of her organisations; None for a stranger."""
    rows = Cohort.objects.filter(organisation__in=viewer.organisations_where(KEEP))
    return rows.select_related("course__programme", "organisation").filter(pk=number).first()


def words_of(course: Course, language: str, module: Module | None = None) -> tuple[str, str]:
    """Title and words in a language; in that of the course where there are none in it."""
    text = course.texts.filter(module=module, language=language).first()
    if text:
        return text.title, text.body
    return (module.title, module.aims) if module else (course.title, course.about)


def open_cohorts(language: str) -> list[Open]:
    """Those that anybody may ask a seat in, by country and name."""
    rows = Cohort.objects.filter(listed=True).select_related("course", "organisation")
    return _open(rows.order_by("country", "name"), language)


def open_cohort(number: UUID, language: str) -> Open | None:
    """One of them."""
    rows = Cohort.objects.filter(listed=True, pk=number).select_related("course", "organisation")
    return next(iter(_open(rows, language)), None)


def _open(rows: Iterable[Cohort], language: str) -> list[Open]:
    every = list(rows)
    taken = persons_with_seat(every)
    return [
        Open(row, *words_of(row.course, language), max(0, row.capacity - taken[row.pk]))
        for row in every
    ]


def enrolments(cohort: Cohort) -> list[Enrolment]:
    """Everybody on its list: seats first, then those who wait in their order, then the others."""
    order = {code: at for at, code in enumerate([Seat.ENROLLED, Seat.WAITING, Seat.INVITED])}
    rows = list(cohort.enrolments.select_related("learner"))
    return sorted(
        rows,
        key=lambda row: (
            order.get(Seat(row.seat), 9),
            row.arrived if row.seat == Seat.WAITING else 0,
            row.learner.name,
        ),
    )


def enrolment_for(viewer: Viewer, number: UUID) -> Enrolment | None:
    """A seat in a cohort of her organisations; None for a stranger."""
    rows = Enrolment.objects.filter(
        cohort__organisation__in=viewer.organisations_where(KEEP)
    ).select_related("learner", "cohort__course", "cohort__organisation")
    return rows.filter(pk=number).first()


def languages_of(course: Course) -> list[str]:
    """In which languages its words are there."""
    others = course.texts.filter(module__isnull=True).order_by("language")
    return [course.language, *others.values_list("language", flat=True)]


def sums(cohort: Cohort) -> list[tuple[str, int]]:
    """How many persons stand where in a cohort, each once."""
    merged = merges_of()
    hers: dict[UUID, list[str]] = defaultdict(list)
    for record, seat in cohort.enrolments.values_list("learner_id", "seat"):
        hers[root(record, merged)].append(seat)
    found = Counter[str](map(standing, hers.values()))
    return [(str(words), found[code]) for code, words in wording.SEATS if code in found]
