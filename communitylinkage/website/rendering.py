"""How fields of forms become HTML: Django's templates, but for those that lie in `templates/forms`.

An option holds text alone, so a name in another language than the page's cannot be put into `<bdi>`
there: its brackets would stand at the wrong end. `dir` keeps it in its own direction.
"""

from pathlib import Path

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Engine
from django.utils.functional import cached_property

OURS = Path(__file__).parent / "templates" / "forms"


class Renderer(DjangoTemplates):
    """Looks into our folder first."""

    @cached_property
    def engine(self) -> Engine:
        """The templates of fields."""
        theirs = Path(forms.__file__).parent / "templates"
        return Engine({"APP_DIRS": True, "DIRS": [OURS, theirs], "NAME": "fields", "OPTIONS": {}})
