"""A name in another language than the page's keeps its brackets where they belong."""

import re

from django import forms

NAME = "Casa Faro (made up)"


def test_an_option_keeps_the_direction_of_its_own_name():
    class Choosing(forms.Form):
        house = forms.ChoiceField(choices=[("", "---"), ("group", [("1", NAME)])], initial="1")

    (option,) = re.findall(rf"<option[^>]*>{re.escape(NAME)}", str(Choosing()))
    assert 'dir="auto"' in option
    assert "selected" in option
    assert 'value="1"' in option
