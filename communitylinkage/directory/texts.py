"""Texts of a service in the reader's language, or in another one that is named."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from communitylinkage.directory import taxonomy
from communitylinkage.directory.entries.ages import Marks
from communitylinkage.directory.hsds import Attribute, Service
from communitylinkage.people.pages import reader
from communitylinkage.values import languages

PREFIX = "text:"


@dataclass(frozen=True, slots=True)
class Told:
    """A text and the language it is in; `language` is empty where nobody said.

    Args:
        foreign: whether it is surely not in the reader's language.
        newer: the text in another language, changed since; its text is empty where it was taken
            away, or where this one is no older.
        older: whether this text may be older.
    """

    text: str = ""
    language: str = ""
    foreign: bool = False
    older: bool = False
    newer: "Told | None" = None

    @property
    def direction(self) -> str:
        """Which way it is written; the browser guesses only where nobody said."""
        return languages.direction(self.language) if self.language else "auto"

    @property
    def own_name(self) -> str:
        """What its language calls itself."""
        return languages.own_name(self.language)


@dataclass(frozen=True, slots=True)
class Texts:
    """What is told about one service in words."""

    name: Told = field(default_factory=Told)
    description: Told = field(default_factory=Told)
    fees_description: Told = field(default_factory=Told)
    eligibility_description: Told = field(default_factory=Told)
    application_process: Told = field(default_factory=Told)


Further = Mapping[str, Mapping[str, str]]


def said(ids: Collection[UUID]) -> dict[UUID, dict[str, dict[str, str]]]:
    """Service -> text name (also `language`) -> language -> text."""
    found: dict[UUID, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    rows = Attribute.objects.filter(
        link_id__in=ids,
        taxonomy_term__taxonomy=taxonomy.NAME,
        taxonomy_term__code__startswith=PREFIX,
    )
    for link, code, language, text in rows.values_list(
        "link_id", "taxonomy_term__code", "link_type", "value"
    ):
        if link and code:
            found[link][code.removeprefix(PREFIX)][language] = text
    return found


def language_of(further: Further) -> str:
    """The language of what HSDS itself holds; empty where nobody said."""
    return next(iter(further.get("language", {}).values()), "")


def older(further: Further) -> Marks:
    """Which texts may be older than the same text in another language (`entries.ages`)."""
    kept = taxonomy.OLDER.removeprefix(PREFIX)
    return {name: dict(told) for name in taxonomy.TEXTS if (told := further.get(kept + name))}


def with_older(ids: Collection[UUID]) -> set[UUID]:
    """Those of some services that have a text which may be older."""
    rows = Attribute.objects.filter(
        link_id__in=ids,
        taxonomy_term__taxonomy=taxonomy.NAME,
        taxonomy_term__code__startswith=taxonomy.OLDER,
    )
    return {link for link in rows.values_list("link_id", flat=True) if link}


def told(service: Service, further: Further) -> Texts:
    """The texts as the reader gets them: in her language, else in English, else as written."""
    hers = reader()
    original, old = language_of(further), older(further)

    def one(name: str) -> Told:
        texts = {original: getattr(service, name), **further.get(name, {})}
        wanted = (hers, "en") if name != "name" else (hers,)
        found = next((language for language in wanted if texts.get(language)), None)
        if found is None:
            found = original if texts[original] else next((k for k, v in texts.items() if v), "")
        newer = old.get(name, {}).get(found if found in further.get(name, {}) else "")
        told = Told(texts.get(found, ""), found, bool(found) and found != hers)
        if newer is None or not told.text:
            return told
        language = newer or original
        return replace(told, older=True, newer=Told(texts.get(language, ""), language))

    return Texts(**{name: one(name) for name in taxonomy.TEXTS})
