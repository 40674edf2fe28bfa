"""What is empty or wrong is said in our words, in every form and every language."""

import inspect

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import ManagementForm
from django.utils import translation

from communitylinkage.organisations.models import Programme
from communitylinkage.website.form_words import WORDS


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        (forms.CharField(), "", "Escribe algo aquí."),
        (forms.CharField(), "a\0b", "Contiene un signo invisible. Escríbelo de nuevo."),
        (forms.CharField(max_length=3), "abcd", "Usa como mucho 3 signos. Ahora hay 4."),
        (forms.IntegerField(min_value=2), "1", "Indica 2 o más."),
        (forms.IntegerField(), "uno", "Escribe un número entero con cifras."),
        (forms.ChoiceField(choices=[("a", "A")]), "", "Elige una de las respuestas."),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "Esta no es ninguna de las respuestas."),
        (forms.TypedMultipleChoiceField(choices=[("a", "A")]), [], "Elige al menos una"),
        (forms.ModelChoiceField(Programme.objects.none()), "x", "Esta no es ninguna"),
        (forms.ModelChoiceField(Programme.objects.none()), "\0", "Contiene un signo invisible."),
        (ManagementForm().fields["TOTAL_FORMS"], "", "Escribe algo aquí."),
        (forms.ModelMultipleChoiceField(Programme.objects.none()), ["x"], "Esta no es ninguna"),
        (forms.DecimalField(decimal_places=2), "1.234", "Usa como mucho 2 cifras después"),
        (forms.DecimalField(max_digits=3), "1234", "Este número tiene demasiadas cifras."),
        (forms.EmailField(), "abc", "Escribe una dirección de correo completa"),
        (forms.BooleanField(), False, "Marca esta casilla para seguir."),
        (forms.CharField(error_messages={"required": "own"}), "", "own"),
    ],
)
def test_a_form_speaks_to_her_in_plain_words(field, typed, told):
    with translation.override("es"):
        with pytest.raises(ValidationError) as refused:
            field.clean(typed)
        assert refused.value.messages[0].startswith(told)


@pytest.mark.parametrize(
    ("column", "typed", "told"),
    [
        (models.DateField(), "ayer", "Escribe el día así"),
        (models.DateField(), "2026-02-30", "Escribe el día así"),
        (models.TimeField(), "25:00", "Escribe la hora así"),
        (models.FloatField(), "uno", "Escribe un número con cifras."),
    ],
)
def test_a_cell_of_a_file_is_refused_in_plain_words_too(column, typed, told):
    with translation.override("es"):
        with pytest.raises(ValidationError) as refused:
            column.to_python(typed)
        assert refused.value.messages[0].startswith(told)


def test_no_field_that_a_form_uses_keeps_the_words_of_the_framework():
    ours = {str(words) for of in WORDS.values() for words in of.values() if "%" not in str(words)}
    used = [one for one in WORDS if inspect.isclass(one) and issubclass(one, forms.Field)]
    kept = {
        (field.__name__, code)
        for field in used
        for code, words in field.default_error_messages.items()
        if "%" not in str(words) and str(words) not in ours
    }
    # Nothing of ours asks for a file and for its removal at once.
    assert kept <= {("FileField", "contradiction"), ("DateTimeField", "overflow")}
