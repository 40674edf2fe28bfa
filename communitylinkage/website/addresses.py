"""Every address begins with a language of the interface, also on a page that speaks another."""

from collections.abc import Sequence

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import LocalePrefixPattern

from communitylinkage.values.speaking import language_of_addresses


class LanguagePrefix(LocalePrefixPattern):
    """Django's, except that words may speak a language in which there are no addresses."""

    @property
    def language_prefix(self) -> str:
        """The first part of an address."""
        code = language_of_addresses()
        return f"{code}/" if code else str(super().language_prefix)


def below_language(*patterns: URLPattern | URLResolver) -> Sequence[URLResolver]:
    """What Django's `i18n_patterns` does, with this prefix."""
    return [URLResolver(LanguagePrefix(), list(patterns))]
