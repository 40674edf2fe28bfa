"""Which language the words around the questions speak: the form's, where we have words for it.

The interface as a whole speaks few languages; a page of answering speaks more, from catalogues of
its own (`words/`, in the settings' LOCALE_PATHS). Its addresses stay in a language of the
interface, so that every link from it leads somewhere; `?in=` says which language the door speaks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from communitylinkage.values.speaking import addresses_in, language_of_addresses

# The name of the field, and of the part of the address, that says a language.
FIELD = "in"


@cache
def further() -> frozenset[str]:
    """The languages that pages of answering speak and the rest of the interface does not."""
    found = (
        po for one in settings.LOCALE_PATHS for po in Path(one).glob("*/LC_MESSAGES/django.po")
    )
    return frozenset(po.parts[-3] for po in found) - {code for code, _name in settings.LANGUAGES}


def further_of(code: str) -> str:
    """Of a form's language the code by which our words are found; empty, if they are not these."""
    bare = code.partition("-")[0].lower()
    return bare if bare in further() else ""


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Words in this language, if it is one of the further ones; else as they were."""
    bare = further_of(code)
    if not bare:
        yield
        return
    with addresses_in(here()), translation.override(bare):
        yield


def here() -> str:
    """The language of the interface, which the address carries."""
    return language_of_addresses() or translation.get_language() or settings.LANGUAGE_CODE


def asked_for(request: HttpRequest) -> str:
    """The language that the page is to speak: what its form or its address says, else the path."""
    wanted = str(request.POST.get(FIELD) or request.GET.get(FIELD) or "")
    return further_of(wanted) or here()


def opened_in(address: str, code: str) -> str:
    """The address of a door that opens in one of the further languages."""
    return f"{address}?{FIELD}={code}" if address else ""
