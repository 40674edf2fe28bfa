"""What a page of answering needs to be drawn: the form's language, the way, the blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from communitylinkage.surveys.answering import wording
from communitylinkage.surveys.answering.again import laid_as
from communitylinkage.surveys.answering.laying import Block, laid, looked
from communitylinkage.surveys.answering.loading import changing_of
from communitylinkage.surveys.answering.sitting import Sitting
from communitylinkage.surveys.answering.speaking import further_of, here, opened_in
from communitylinkage.surveys.engine import Form, Language
from communitylinkage.surveys.models import Version
from communitylinkage.surveys.xlsform.titles import titles
from communitylinkage.surveys.xlsform.wording import NAMELESS
from communitylinkage.values.languages import direction

# How an XForm writes the files that stand beside words (ODK XForms, 8.2).
FOLDERS = ("jr://images/", "jr://audio/", "jr://video/")


@dataclass(frozen=True, slots=True)
class Way:
    """A language of the form as a button: where the page of this language is, if we speak it."""

    key: str
    name: str
    code: str
    direction: str
    address: str
    here: bool


def ways(sitting: Sitting, address: str) -> list[Way]:
    """The languages on offer; where it is one only, those that the page around it speaks.

    Args:
        address: the page's own, below its interface language.
    """
    if len(sitting.languages) < 2:
        return _around(address)
    spoken = {code for code, _name in settings.LANGUAGES}
    found = []
    for one in sitting.languages:
        code = one.code.split("-")[0].lower()
        there = in_language(address, code) if code in spoken else address
        chosen = one.key == sitting.language
        name = str(wording.OWN_LANGUAGE) if one.key == NAMELESS else one.name
        found.append(Way(one.key, name, one.code, direction(one.code), there, chosen))
    return found


def _around(address: str) -> list[Way]:
    found = []
    for code, _name in settings.LANGUAGES:
        name = translation.get_language_info(code)["name_local"]
        chosen = code == translation.get_language()
        found.append(Way("", name, code, direction(code), in_language(address, code), chosen))
    return found


def doors(address: str, languages: Sequence[Language]) -> list[Way]:
    """The languages in which a page without questions can be read, of a form in `languages`.

    Those of the interface, and those of the form for which only pages of answering have words.
    """
    found = _around(address)
    if further_of(translation.get_language() or ""):
        # What was begun in another language opens in it, unless the address says otherwise.
        found = [replace(one, address=opened_in(one.address, one.code)) for one in found]
    for one in languages:
        code = further_of(one.code)
        if code:
            chosen = code == translation.get_language()
            there = opened_in(address, code)
            found.append(Way(one.key, one.name, one.code, direction(one.code), there, chosen))
    return found


def in_language(address: str, code: str) -> str:
    """The same address with the interface in another language."""
    return address.replace(f"/{here()}/", f"/{code}/", 1)


def language_of(sitting: Sitting) -> Language:
    """The language that the form is shown in; without a code where it names none."""
    return named(sitting.form, sitting.language)


def named(form: Form, key: str) -> Language:
    """The language of a form by its key; without a code where there is none of it."""
    return next((one for one in form.languages if one.key == key), Language("", "", ""))


def title_of(form: Form, version: Version, language: str) -> str:
    """What the form calls itself in a language; pyxform calls one without a title "data"."""
    translated = titles(version.sheets).get(language, "")
    if translated:
        return translated
    return version.questionnaire.title if form.title in ("", "data", form.id) else form.title


def files_of(sitting: Sitting, version: Version, address: str) -> dict[str, str]:
    """Where the pictures, sounds and films of a version are, by the names that the form uses.

    Args:
        address: the page's own; the files stand below it, under names that tell nothing.
    """
    if sitting.page is None or not any(folder in version.xform for folder in FOLDERS):
        return {}  # most forms have none: no need to ask the database
    found = version.media.values_list("name", "pk")
    return {name: f"{address}media/{pk}/" for name, pk in found}


def context(
    request: HttpRequest, sitting: Sitting, version: Version, strict: bool, *,
    trying: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """What the page at hand needs, or the page before sending.

    Args:
        trying: where a file is missing, the page says so.
    """
    address = request.path
    sent = {ref: request.POST.getlist(ref) for ref in request.POST} if strict else {}
    files = files_of(sitting, version, address)
    blocks = laid(sitting, sent, strict and not sitting.more, files)
    told = list(sitting.visible())
    spoken = language_of(sitting)
    shown: dict[str, Any] = {
        "title": title_of(sitting.form, version, sitting.language),
        "lang": spoken.code,
        "dir": direction(spoken.code) if spoken.code else "",
        "ways": ways(sitting, address),
        "address": address,
        "speaks": further_of(spoken.code),
        "blocks": blocks,
        "lacking": trying,
        "seen": " ".join(one.ref for one in questions(blocks)),
        "laid": laid_as(blocks),
        "changing": sitting.page is not None and sitting.page.key in changing_of(version),
        "number": 1 + sum(number < sitting.at for number, _page in told),
        "count": len(told),
        "first": not any(number < sitting.at for number, _page in told),
        "at": sitting.at,
        "error": "",
        "more": wording.MORE if sitting.more else "",
    }
    if any(one.error for one in questions(blocks)):
        shown["error"] = wording.NOT_YET
        shown["wrong"] = [one for one in questions(blocks) if one.error]
    if sitting.page is None:
        shown["looked"] = looked(sitting)
        shown["missing"] = any(row.error for page in shown["looked"] for row in page.rows)
    return shown


def as_it_stands(shown: dict[str, Any], request: HttpRequest) -> bool:
    """Whether a page that is looked at again differs in nothing but what was typed."""
    sent = {ref: request.POST.getlist(ref) for ref in request.POST}
    changed = False
    for one in questions(shown["blocks"]):
        one.steady = one.ref not in sent or _same(one, sent[one.ref])
        changed = changed or not one.steady
    return not changed and shown["laid"] == request.POST.get("laid")


def _same(one: Block, sent: list[str]) -> bool:
    """Whether a question stands with the answer that was sent for it."""
    if one.widget in ("file", "rank", "note", "told"):
        return True
    stands = [one.value] if one.widget not in ("boxes", "long") else list(one.chosen)
    return sorted(filter(None, stands)) == sorted(filter(None, sent))


def questions(blocks: list[Block]) -> Iterator[Block]:
    """Every question on a page, also inside groups."""
    for one in blocks:
        if one.widget in ("group", "repeat"):
            yield from questions(one.children)
        elif one.widget != "add":
            yield one
