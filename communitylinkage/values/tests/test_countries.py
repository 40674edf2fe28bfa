"""Countries are called by their names, and nothing that is no country breaks a page."""

import pytest

from communitylinkage.values.countries import country_named


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("MA", "es", "Marruecos"),
        ("SI", "ar", "سلوفينيا"),
        ("MA-05", "en", "Morocco (MA-05)"),
        ("XX", "en", "XX"),
        ("", "en", ""),
        ("ES", "nonsense", "Spain"),
        ("ES", "pt-br", "Espanha"),
    ],
)
def test_a_country_has_its_name_in_the_language_of_the_reader(code, language, name):
    assert country_named(code, language) == name
