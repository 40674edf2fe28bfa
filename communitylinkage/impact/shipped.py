"""The definitions that come with the product: files in `definitions/`, reviewed like code."""

from functools import cache
from pathlib import Path

from communitylinkage.impact.rules.definition import Definition, read
from communitylinkage.impact.sources import known

FOLDER = Path(__file__).parent / "definitions"


def files() -> list[Path]:
    """One for each indicator, by name."""
    return sorted(FOLDER.glob("*.toml"))


@cache
def shipped() -> tuple[tuple[Definition, str], ...]:
    """Each definition with the text of its file, in their order.

    Raises:
        communitylinkage.impact.rules.definition.DefinitionError: a file has a mistake.
    """
    told = [(read(path.read_text("utf-8"), known()), path.read_text("utf-8")) for path in files()]
    return tuple(sorted(told, key=lambda pair: (pair[0].order, pair[0].code)))
