"""Help lines as their keeper reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from communitylinkage.directory import wording
from communitylinkage.directory.lines.shown import Shown, as_shown, every, in_words
from communitylinkage.directory.models import HelpLine
from communitylinkage.people.models import Account


@dataclass(frozen=True, slots=True)
class Said:
    """One field of a line: what its source says, and what everybody reads."""

    label: str | Promise
    source: str
    shown: str


@dataclass(frozen=True, slots=True)
class Row:
    """A help line with the names of who confirmed, corrected and hid it."""

    shown: Shown
    who: str = ""
    corrected_by: str = ""
    hidden_by: str = ""

    @property
    def line(self) -> HelpLine:
        """What its source says."""
        return self.shown.line

    @property
    def corrected(self) -> list[Said]:
        """The fields that were corrected."""
        return [self._said(field) for field in self.shown.differing]

    @property
    def moved_on(self) -> list[str | Promise]:
        """The names of the corrected fields of which the source says something else since."""
        return [wording.LINE_FIELDS[one] for one in self.shown.moved_on]

    @property
    def read(self) -> list[Said]:
        """Every field as women read it, those that are empty left out."""
        return [self._said(field) for field, text in self.shown.said.items() if text]

    def _said(self, field: str) -> Said:
        source, said = self.shown.source[field], self.shown.said[field]
        return Said(wording.LINE_FIELDS[field], in_words(field, source), in_words(field, said))


def rows() -> list[Row]:
    """All of them, in the order of the countries."""
    return _named(every())


def row(number: int) -> Row | None:
    """One of them; None where there is none."""
    line = HelpLine.objects.filter(pk=number).first()
    return _named([as_shown(line)])[0] if line else None


def _named(those: Iterable[Shown]) -> list[Row]:
    found = list(those)
    ids = {one for shown in found for one in _people(shown) if one}
    accounts = Account.objects.filter(pk__in=[one for one in ids if _is_id(one)])
    named = {str(account.pk): account.display_name for account in accounts}
    return [Row(shown, *(named.get(one, one) for one in _people(shown))) for shown in found]


def _people(shown: Shown) -> tuple[str, str, str]:
    """Who confirmed, corrected and hid it."""
    changes = (shown.correction, shown.hiding)
    corrected_by, hidden_by = (str(change.by) if change else "" for change in changes)
    return shown.line.confirmed_by, corrected_by, hidden_by


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
