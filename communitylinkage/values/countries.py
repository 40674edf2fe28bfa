"""Names of countries in the reader's language, from the Unicode CLDR."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError


@lru_cache(maxsize=32)
def _names(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def country_named(code: str, language: str) -> str:
    """A country or one of its regions by name; the code itself where nobody knows it.

    Args:
        code: ISO 3166-1 (MA) or 3166-2 (MA-05); a region is named by its country, its code beside.
        language: BCP 47, of the reader.
    """
    country, _sign, region = code.partition("-")
    name = _names(language).territories.get(country)
    if not name:
        return code
    return f"{name} ({code})" if region else str(name)
