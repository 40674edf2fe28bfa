"""Help lines as everybody reads them: what the source says, with what was corrected."""

from dataclasses import dataclass

from communitylinkage.directory.lines import rules
from communitylinkage.directory.lines.models import HelpLineChange
from communitylinkage.directory.models import HelpLine
from communitylinkage.values import languages


@dataclass(frozen=True, slots=True)
class Shown:
    """A help line with what holds about it now.

    Args:
        line: what the source says.
        source, said: field -> what the source says, and what everybody reads.
    """

    line: HelpLine
    source: dict[str, str]
    said: dict[str, str]
    correction: HelpLineChange | None = None
    hiding: HelpLineChange | None = None

    @property
    def seen(self) -> str:
        """Tells whether somebody still has before her what is said now."""
        return rules.fingerprint(self.said)

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields in which everybody reads something else than the source says."""
        return tuple(one for one in rules.FIELDS if self.said[one] != self.source[one])

    @property
    def moved_on(self) -> tuple[str, ...]:
        """The corrected fields of which the source says something else since."""
        kept = self.correction.source_said if self.correction else {}
        return rules.moved_on(kept, self.source)


def in_words(field: str, text: str) -> str:
    """A field as people read it: languages by their own names."""
    if field != "languages":
        return text
    return " · ".join(languages.own_name(code) for code in text.split())


def as_shown(line: HelpLine) -> Shown:
    """One line with what holds about it now; asks once more unless `changes` were prefetched."""
    holding = {one.hides: one for one in line.changes.all() if one.ended_at is None}
    source = {field: getattr(line, field) for field in rules.FIELDS}
    correction = holding.get(False)
    said = rules.shown(source, correction.said if correction else {})
    return Shown(line, source, said, correction, holding.get(True))


def every() -> list[Shown]:
    """All lines, also those that are hidden, by country."""
    return [as_shown(line) for line in HelpLine.objects.prefetch_related("changes")]
