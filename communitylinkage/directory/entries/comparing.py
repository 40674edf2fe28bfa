"""What an entry would say in each language beside what everybody reads now."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from communitylinkage.directory import wording
from communitylinkage.directory.entries.ages import Key, differing, essence, marks
from communitylinkage.directory.entries.content import Content
from communitylinkage.values import languages


@dataclass(frozen=True, slots=True)
class Line:
    """One text in one language.

    Args:
        key: its name and its language as `ages` names them.
        code: of its language; empty where nobody said.
        asked: whether somebody must say if it is still right.
    """

    key: Key
    code: str
    before: str
    now: str
    asked: bool

    @property
    def changed(self) -> bool:
        """Whether women would read something else than now."""
        return essence(self.before) != essence(self.now)

    @property
    def direction(self) -> str:
        """Which way it is written."""
        return languages.direction(self.code) if self.code else "auto"

    @property
    def own_name(self) -> str:
        """What its language calls itself."""
        return languages.own_name(self.code) if self.code else _("Language not stated")


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of text with its languages."""

    label: str | Promise
    lines: tuple[Line, ...]


def subjects(current: Content, told: Content) -> list[Subject]:
    """The kinds of text that change, or of which one may be older already."""
    asked = marks(current.said, told.said, current.older)
    changed = {name for name, _language in differing(current.said, told.said)}
    before, now = current.said, told.said
    found = []
    for name, label in wording.TEXTS.items():
        if name not in changed and name not in asked:
            continue
        spoken = sorted({*before[name], *now[name]})
        lines = tuple(
            Line(
                key=(name, language),
                code=language or told.language,
                before=before[name].get(language, ""),
                now=now[name].get(language, ""),
                asked=language in asked.get(name, {}),
            )
            for language in spoken
        )
        found.append(Subject(label, tuple(one for one in lines if one.before or one.now)))
    return found


def asked(those: list[Subject]) -> Iterator[Line]:
    """The texts of which somebody must say whether they are still right."""
    return (line for subject in those for line in subject.lines if line.asked)
