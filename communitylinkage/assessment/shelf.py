"""The ready questionnaires as a shelf: what each is called, in which languages, and its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communitylinkage.assessment import instruments
from communitylinkage.surveys.xlsform.reading import read
from communitylinkage.surveys.xlsform.sheets import Sheets, records
from communitylinkage.surveys.xlsform.wording import languages


@dataclass(frozen=True, slots=True)
class Ready:
    """One ready questionnaire."""

    name: str
    title: str
    languages: tuple[str, ...]


@cache
def rows(name: str) -> Sheets:
    """The rows of one; do not change them.

    Raises:
        LookupError: there is none of this name.
    """
    return read(instruments.read(name).encode())


@cache
def ready(name: str) -> Ready:
    """One by its name.

    Raises:
        LookupError: there is none of this name.
    """
    sheets = rows(name)
    settings = next((record for _row, record in records(sheets["settings"])), {})
    return Ready(name, settings.get("form_title", name), tuple(languages(sheets)))


def every() -> Iterator[Ready]:
    """All of them; the two on needs first, because with them a programme begins."""
    first = ("gbv-services-needs", "networks-needs-practices")
    rest = [name for name in instruments.names() if name not in first]
    return (ready(name) for name in (*first, *rest))
