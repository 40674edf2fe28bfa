"""Pages of courses, modules, their words and materials."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.assessment.queries import answered
from communitylinkage.learning import wording
from communitylinkage.learning.courses import actions, queries
from communitylinkage.learning.courses.forms import (
    CourseForm,
    MaterialForm,
    ModuleForm,
    TextForm,
    course_before,
    module_before,
)
from communitylinkage.learning.models import Course, Material, Module
from communitylinkage.learning.pages import done, form_page, said
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.lists import as_file, search_of, wants_file
from communitylinkage.people.pages import found
from communitylinkage.surveys.answering.uploads import WrongFileError
from communitylinkage.values.languages import direction, own_name


@needs(queries.KEEP)
def courses(request: HttpRequest) -> HttpResponse:
    """The list, with a search and as a file."""
    search = search_of(request)
    rows = queries.courses(viewer_of(request), search)
    if wants_file(request):
        return as_file("courses", wording.COURSE_COLUMNS, map(queries.cells, rows))
    shown = {"courses": rows, "search": search, "said": said(request)}
    return render(request, "learning/courses.html", shown)


@needs(queries.KEEP)
def course_new(request: HttpRequest) -> HttpResponse:
    """Writes a course."""
    viewer = viewer_of(request)
    programme = queries.programmes(viewer).first()
    if programme is None:
        return render(request, "learning/no_programme.html")
    form = CourseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.keep_course(
            course=None, programme=programme, organisation=queries.organisation(viewer),
            words=form.said(), by=viewer.account.pk, now=timezone.now(),
        )  # fmt: skip
        return done("course", row.pk, "added")
    return form_page(
        request, form, title=_("A new course"), button=_("Add"), back=reverse("courses")
    )


def _course(request: HttpRequest, number: UUID) -> Course:
    return found(queries.course_for(viewer_of(request), number))


def _own(request: HttpRequest, number: UUID) -> Course:
    return found(queries.own_course(viewer_of(request), number))


@needs(queries.KEEP)
def course(request: HttpRequest, number: UUID) -> HttpResponse:
    """A course: its modules with their materials, and its groups."""
    row, viewer = _course(request, number), viewer_of(request)
    shown = {
        "row": row,
        "said": said(request),
        "own": queries.may_change(viewer, row),
        "modules": row.modules.prefetch_related("materials", "texts"),
        "cohorts": queries.cohorts_of(viewer, row),
        "languages": [own_name(one) for one in queries.languages_of(row)],
        "way": direction(row.language),
        "assessments": answered(viewer),
    }
    return render(request, "learning/course.html", shown)


@needs(queries.KEEP)
def course_edit(request: HttpRequest, number: UUID) -> HttpResponse:
    """Changes a course."""
    row, viewer = _own(request, number), viewer_of(request)
    form = CourseForm(request.POST or None, initial=course_before(row))
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_course(
                course=row, programme=row.programme, organisation=row.organisation_id,
                words=form.said(), by=viewer.account.pk, now=timezone.now(),
            )  # fmt: skip
            return done("course", row.pk, "kept")
        except actions.TakenAlready:
            form.add_error("track", wording.TAKEN_ALREADY)
    back = reverse("course", args=[row.pk])
    return form_page(request, form, title=row.title, button=_("Keep it"), back=back)


@needs(queries.KEEP)
def course_words(request: HttpRequest, number: UUID) -> HttpResponse:
    """The words of a course in another language."""
    row = _own(request, number)
    return _words(request, row, None)


@needs(queries.KEEP)
def module_words(request: HttpRequest, number: UUID) -> HttpResponse:
    """The words of a module in another language."""
    row = found(queries.module_of(viewer_of(request), number))
    return _words(request, row.course, row)


def _words(request: HttpRequest, row: Course, module: Module | None) -> HttpResponse:
    form = TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.keep_text(
            course=row, module=module, **form.cleaned_data,
            by=viewer_of(request).account.pk, now=timezone.now(),
        )  # fmt: skip
        return done("course", row.pk, "kept")
    title = _("“%(title)s” in another language") % {"title": module or row}
    back = reverse("course", args=[row.pk])
    about = _("Words that are there in this language already are replaced.")
    return form_page(request, form, title=title, button=_("Keep it"), back=back, about=about)


@needs(queries.KEEP)
def module_new(request: HttpRequest, number: UUID) -> HttpResponse:
    """Adds a module."""
    return _module(request, _own(request, number), None)


@needs(queries.KEEP)
def module_edit(request: HttpRequest, number: UUID) -> HttpResponse:
    """Changes a module."""
    row = found(queries.module_of(viewer_of(request), number))
    return _module(request, row.course, row)


def _module(request: HttpRequest, row: Course, module: Module | None) -> HttpResponse:
    form = ModuleForm(request.POST or None, initial=module_before(module) if module else None)
    if request.method == "POST" and form.is_valid():
        actions.keep_module(
            course=row, module=module, **form.cleaned_data,
            by=viewer_of(request).account.pk, now=timezone.now(),
        )  # fmt: skip
        return done("course", row.pk, "kept" if module else "added")
    title = module.title if module else _("A new module")
    back = reverse("course", args=[row.pk])
    return form_page(request, form, title=title, button=_("Keep it"), back=back)


@needs(queries.KEEP)
def material_new(request: HttpRequest, number: UUID) -> HttpResponse:
    """Adds a material to a module."""
    row = found(queries.module_of(viewer_of(request), number))
    form = MaterialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_material(
                module=row, **form.cleaned_data, by=viewer_of(request).account.pk,
                now=timezone.now(),
            )  # fmt: skip
            return done("course", row.course_id, "added")
        except WrongFileError as wrong:
            form.add_error("file", str(wording.FILES[wrong.args[0]]))
    title = _("Something to read or hear for “%(title)s”") % {"title": row.title}
    back = reverse("course", args=[row.course_id])
    return form_page(request, form, title=title, button=_("Add"), back=back)


@post_only
@needs(queries.KEEP)
def material_drop(request: HttpRequest, number: UUID) -> HttpResponse:
    """Takes a material away."""
    viewer = viewer_of(request)
    row = found(queries.material_of(viewer, number))
    found(queries.own_course(viewer, row.module.course_id))
    actions.drop_material(material=row, by=viewer.account.pk, now=timezone.now())
    return done("course", row.module.course_id, "gone")


@needs(queries.KEEP)
def material(request: HttpRequest, number: UUID) -> HttpResponse:
    """A material: its link, or its file to keep."""
    return given(found(queries.material_of(viewer_of(request), number)))


def given(row: Material) -> HttpResponse:
    """A link is followed; a file is kept, never shown in the page: we did not write it."""
    if row.link:
        return redirect(row.link)
    headers = {"Content-Disposition": f'attachment; filename="material{row.ending}"'}
    return HttpResponse(bytes(row.content or b""), content_type=row.media, headers=headers)
