"""Forms of courses, modules, their words, materials and cohorts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.learning import wording
from communitylinkage.learning.courses.actions import File, Group, Words
from communitylinkage.learning.forms import PlainForm, address, country, language, words
from communitylinkage.learning.models import Cohort, Course, Module
from communitylinkage.surveys.answering.uploads import LARGEST, WrongFileError, kind_of


class CourseForm(PlainForm):
    """A course."""

    track = forms.ChoiceField(label=_("For whom is it?"), choices=wording.TRACKS)
    title = words(
        _("Title"), help_text=_("Neutral words: others may see them on a shared telephone.")
    )
    about = words(_("What it is about"), 1000, required=False, lines=4)
    language = language(_("In which language are these words?"))
    share = forms.IntegerField(
        label=_("Of 100 hours, how many must somebody be there for a certificate?"),
        min_value=1, max_value=100, initial=80,
    )  # fmt: skip
    tests = forms.BooleanField(
        label=_("For a certificate she answers the questions before and after"), required=False
    )

    def said(self) -> Words:
        """What was typed."""
        return Words(**{name: self.cleaned_data[name] for name in Words.__slots__})


def course_before(row: Course) -> dict[str, Any]:
    """A course as the form shows it."""
    return {name: getattr(row, name) for name in Words.__slots__}


class ModuleForm(PlainForm):
    """A module."""

    title = words(_("Title"))
    aims = words(_("What can people do after it?"), 1000, required=False, lines=4)


def module_before(row: Module) -> dict[str, Any]:
    """A module as the form shows it."""
    return {"title": row.title, "aims": row.aims}


class TextForm(PlainForm):
    """The words of a course or a module in another language."""

    language = language(_("Language"))
    title = words(_("Title"))
    body = words(_("Words"), 1000, required=False, lines=4)


class MaterialForm(PlainForm):
    """A link or a file."""

    title = words(_("Title"))
    language = language(_("Language"))
    link = address(_("Link"))
    file = forms.FileField(label=_("Or a file"), required=False)

    def clean_file(self) -> File | None:
        """A file that is of a kind that we give on, whatever its name says."""
        given = self.cleaned_data.get("file")
        if not given:
            return None
        try:
            if given.size > LARGEST:
                raise WrongFileError("large")
            content = given.read()
            kind_of(content, "file")
        except WrongFileError as wrong:
            raise forms.ValidationError(str(wording.FILES[wrong.args[0]])) from wrong
        return File(given.name or "", content)

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data: dict[str, Any] = super().clean() or {}
        wrong = {"link", "file"} & set(self.errors)
        if not wrong and bool(data.get("link")) == bool(data.get("file")):
            self.add_error("link", wording.LINK_OR_FILE)
        return data


class CohortForm(PlainForm):
    """A group that takes a course."""

    name = words(_("Name of the group"))
    country = country(_("Country"))
    language = language(_("In which language is it held?"))
    capacity = forms.IntegerField(
        label=_("How many seats?"), min_value=1, max_value=500, initial=20
    )
    listed = forms.BooleanField(
        label=_("Anybody may ask for a seat on the open page"), required=False
    )

    def said(self) -> Group:
        """What was typed."""
        return Group(**{name: self.cleaned_data[name] for name in Group.__slots__})


def cohort_before(row: Cohort) -> dict[str, Any]:
    """A cohort as the form shows it."""
    return {name: getattr(row, name) for name in Group.__slots__}
