"""Help lines as their keeper reads them."""

from dataclasses import dataclass
from uuid import UUID

from communitylinkage.directory.models import HelpLine
from communitylinkage.people.models import Account


@dataclass(frozen=True, slots=True)
class Row:
    """A help line with the name of who confirmed it."""

    line: HelpLine
    who: str


def rows() -> list[Row]:
    """All of them, in the order of the countries."""
    lines = list(HelpLine.objects.all())
    ids = {line.confirmed_by for line in lines if _is_id(line.confirmed_by)}
    named = {str(a.pk): a.display_name for a in Account.objects.filter(pk__in=ids)}
    return [Row(line, named.get(line.confirmed_by, line.confirmed_by)) for line in lines]


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
