"""What any form says where a field is empty or wrong: our words in place of the framework's.

Django's own speak of null characters and valid choices, and to a woman in Spanish as "usted". They
are said once here, for every form of every part; a field with words of its own keeps them.
"""

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models
from django.forms.formsets import BaseFormSet, ManagementForm
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

_NONE_OF_THEM = _("This is none of the answers. Please choose again.")
_NO_NUMBER = _("Please type a number in digits.")
_TOO_MANY_DIGITS = _("This number has too many digits.")
_NO_DAY = _("Please write the day like this: 2026-05-31.")
_NO_TIME = _("Please write the time like this: 14:30.")
_INVISIBLE = _("There is an invisible sign in it. Please type it anew.")
_NO_FILE = _("No file has arrived. Please choose it again.")

# By the class that a field is made of, then by Django's code of what is wrong.
WORDS: dict[type[Any], dict[str, Any]] = {
    forms.Field: {
        "required": _("Please fill this in."),
        "null_characters_not_allowed": _INVISIBLE,
        "max_length": ngettext_lazy(
            "Please use at most %(limit_value)d sign. There are %(show_value)d now.",
            "Please use at most %(limit_value)d signs. There are %(show_value)d now.",
            "limit_value",
        ),
        "min_length": ngettext_lazy(
            "Please use at least %(limit_value)d sign. There are %(show_value)d now.",
            "Please use at least %(limit_value)d signs. There are %(show_value)d now.",
            "limit_value",
        ),
        "max_value": _("Please give %(limit_value)s or less."),
        "min_value": _("Please give %(limit_value)s or more."),
    },
    forms.BooleanField: {"required": _("Please tick this to go on.")},
    forms.IntegerField: {"invalid": _("Please type a whole number in digits.")},
    forms.FloatField: {"invalid": _NO_NUMBER},
    forms.DecimalField: {
        "invalid": _NO_NUMBER,
        "max_digits": _TOO_MANY_DIGITS,
        "max_whole_digits": _TOO_MANY_DIGITS,
        "max_decimal_places": ngettext_lazy(
            "Please use at most %(max)s digit after the point.",
            "Please use at most %(max)s digits after the point.",
            "max",
        ),
    },
    forms.DateField: {"invalid": _NO_DAY},
    forms.TimeField: {"invalid": _NO_TIME},
    forms.DateTimeField: {
        "invalid": _("Please write the day and the time like this: 2026-05-31 14:30.")
    },
    forms.RegexField: {"invalid": _("This cannot be right as it is. Please look at it again.")},
    forms.EmailField: {"invalid": _("Please write a whole e-mail address, with @ and a point.")},
    forms.URLField: {"invalid": _("Please write a whole web address, like https://example.org.")},
    forms.FileField: {
        "required": _("Please choose a file."),
        "invalid": _NO_FILE,
        "missing": _NO_FILE,
        "empty": _("This file is empty. Please choose another."),
        "max_length": ngettext_lazy(
            "The name of the file may have at most %(max)d sign. It has %(length)d.",
            "The name of the file may have at most %(max)d signs. It has %(length)d.",
            "max",
        ),
    },
    forms.UUIDField: {"invalid": _NONE_OF_THEM},
    forms.ChoiceField: {
        "required": _("Please choose one of the answers."),
        "invalid_choice": _NONE_OF_THEM,
    },
    forms.MultipleChoiceField: {
        "required": _("Please choose at least one of the answers."),
        "invalid_choice": _NONE_OF_THEM,
        "invalid_list": _NONE_OF_THEM,
    },
    forms.ModelChoiceField: {
        "required": _("Please choose one of the answers."),
        "invalid_choice": _NONE_OF_THEM,
    },
    forms.ModelMultipleChoiceField: {
        "required": _("Please choose at least one of the answers."),
        "invalid_choice": _NONE_OF_THEM,
        "invalid_list": _NONE_OF_THEM,
        "invalid_pk_value": _NONE_OF_THEM,
    },
    BaseFormSet: {
        "missing_management_form": _("The page was not sent whole. Please load it anew."),
        "too_many_forms": ngettext_lazy(
            "There may be at most %(num)d line here.",
            "There may be at most %(num)d lines here.",
            "num",
        ),
    },
    # A choice among rows asks the row's own id whether it can be one, and passes on what it says.
    models.UUIDField: {"invalid": _NONE_OF_THEM},
    # A cell of a file is read by the column that it is for.
    models.DateField: {"invalid": _NO_DAY, "invalid_date": _NO_DAY},
    models.TimeField: {"invalid": _NO_TIME, "invalid_time": _NO_TIME},
    models.FloatField: {"invalid": _NO_NUMBER},
}


def say_ours() -> None:
    """Puts our words where Django looks for its own, for each class of field."""
    for field, words in WORDS.items():
        field.default_error_messages = field.__dict__.get("default_error_messages", {}) | words
    # A choice among rows asks this one by itself, and so never looks at the words of its field.
    ProhibitNullCharactersValidator.message = _INVISIBLE
    # Its fields were made when Django was loaded, and took the words of that time along.
    for hidden in ManagementForm.base_fields.values():
        hidden.error_messages |= WORDS[forms.Field] | WORDS[forms.IntegerField]
