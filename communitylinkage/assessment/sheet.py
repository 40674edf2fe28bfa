"""What the sheet on the wall says, in each language that may be read there."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from communitylinkage.surveys.answering.speaking import further_of
from communitylinkage.surveys.xlsform.wording import code_of
from communitylinkage.values.languages import direction

TEXT = _(
    "Some questions for you. Point the camera of your telephone "
    "at the picture. You do not sign in, and nobody can tell that an answer is yours."
)


def texts(languages: Iterable[str]) -> list[tuple[str, str, str]]:
    """The text in each language of the interface, and in those of the questions (as the round names
    them) for which pages of answering have words; each with its code and direction."""
    codes = [code for code, _name in settings.LANGUAGES]
    said = []
    for code in [*codes, *filter(None, (further_of(code_of(one)) for one in languages))]:
        with translation.override(code):
            said.append((code, direction(code), str(TEXT)))
    return said
