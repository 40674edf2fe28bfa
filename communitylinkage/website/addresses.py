"""Every address begins with a language of the interface, also on a page that speaks another."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import URLPattern, URLResolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import get_language

from communitylinkage.values.speaking import language_of_addresses


class LanguagePrefix(LocalePrefixPattern):
    """Django's, except that words may speak a language in which there are no addresses."""

    @property
    def language_prefix(self) -> str:
        """The first part of an address."""
        code = language_of_addresses()
        # Django keeps a prefix for each language that is spoken, as long as the process lives: a
        # language of the interface has its own, whatever page asks for it first.
        if code and get_language() not in dict(settings.LANGUAGES):
            return f"{code}/"
        return str(super().language_prefix)


def below_language(*patterns: URLPattern | URLResolver) -> Sequence[URLResolver]:
    """What Django's `i18n_patterns` does, with this prefix."""
    return [URLResolver(LanguagePrefix(), list(patterns))]
