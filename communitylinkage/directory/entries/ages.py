"""Which texts of an entry may be older than the same text in another language. Plain Python.

A woman must not read, unmarked, a rule that was changed in another language only. So whatever
changes a text marks the same text in every other language, unless somebody who knows says that it
is still right. Adding a text where its language had none marks nothing: that is a translation of
what is there. Decision 19.

Texts are text name -> language -> text; the language is empty for the text that stands in the
standard's own column, whatever that is written in.
"""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

Said = Mapping[str, Mapping[str, str]]
# Text name -> language of the text that may be older -> language of the newer one.
Marks = dict[str, dict[str, str]]
# Text name and language.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody said about texts in other languages when she published.

    Args:
        seen: of what she had before her (`content.fingerprint`); empty where she was not asked.
        right: the texts of which she said that they are still right.
        anew: the texts that she wrote anew.
    """

    seen: str = ""
    right: frozenset[Key] = frozenset()
    anew: Mapping[Key, str] = field(default_factory=dict)

    @property
    def vouched(self) -> frozenset[Key]:
        """The texts that are right as they are now."""
        return self.right | frozenset(self.anew)


def essence(text: str) -> str:
    """What a text says, without spacing and signs that nobody sees."""
    seen = (sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join("".join(seen).split())


def differing(before: Said, after: Said) -> frozenset[Key]:
    """The texts that were changed or taken away; not those that were added."""
    return frozenset(
        (name, language)
        for name, texts in before.items()
        for language, text in texts.items()
        if essence(text) and essence(text) != essence(after.get(name, {}).get(language, ""))
    )


def added(before: Said, after: Said) -> frozenset[Key]:
    """The texts of languages that had none."""
    return frozenset(
        (name, language)
        for name, texts in after.items()
        for language, text in texts.items()
        if essence(text) and not essence(before.get(name, {}).get(language, ""))
    )


def marks(before: Said, after: Said, older: Marks, vouched: Collection[Key] = ()) -> Marks:
    """Which texts may be older once `after` is what everybody reads.

    Args:
        before: what everybody read until now.
        older: the marks until now.
        vouched: texts of which somebody says that they are right.
    """
    changed = {one for one in differing(before, after) if not _dropped(one, after, older)}
    fresh = {*changed, *added(before, after), *vouched}
    found: Marks = {}
    for name, texts in after.items():
        newest = _newest(name, changed, texts)
        for language, text in texts.items():
            newer = older.get(name, {}).get(language) if newest is None else newest
            if essence(text) and newer is not None and (name, language) not in fresh:
                found.setdefault(name, {})[language] = newer
    return found


def _dropped(one: Key, after: Said, older: Marks) -> bool:
    """Whether a text is taken away that was marked already: that tells nothing new."""
    name, language = one
    gone = not essence(after.get(name, {}).get(language, ""))
    return gone and language in older.get(name, {})


def _newest(name: str, changed: Collection[Key], texts: Mapping[str, str]) -> str | None:
    """The language to compare with: one that still has its text, the standard's own first."""
    languages = [language for one, language in changed if one == name]
    return min(languages, key=lambda one: (not essence(texts.get(one, "")), one), default=None)
