"""The framework's own sentences about a form: no page of ours says one, in no language."""

import gettext
import re
from functools import cache
from pathlib import Path

import django

LOCALE = Path(django.__file__).parent / "conf" / "locale"
_GAP = re.compile(r"%(?:\\\(\w+\\\))?[sd]")
SHORTEST = 12  # of the words between two gaps: shorter ones may stand anywhere


def _sentences(language):
    """What Django says in full sentences; of each language's catalogue, and as it is written."""
    told = gettext.translation("django", LOCALE, [language])._catalog
    for key, said in told.items():
        written = key[0] if isinstance(key, tuple) else key
        if written.endswith(".") and "\x04" not in written:
            yield written
            yield said


def _pattern(sentence):
    return _GAP.sub(".*", re.escape(sentence)).removeprefix(".*").removesuffix(".*")


def _all(*languages):
    each = {said for language in languages for said in _sentences(language)}
    whole = sorted(_pattern(one) for one in each if len(re.sub(r"%\S+", "", one)) >= SHORTEST)
    return re.compile("|".join(whole))


THEIRS = _all("ar")  # the language in which the forms are asked what is wrong, and English


@cache  # the same few sentences come again and again
def theirs(text):
    """The framework's words in a text; nothing where all are ours."""
    found = THEIRS.search(text)
    return found[0] if found else ""
