"""Ready questionnaires in six languages, as XLSForms in Markdown, with their sources in SOURCES.md.

Pure: gives their text and nothing else, so that any tool that reads XLSForm can take them. They
ask services, networks, mentors, professionals and participants about their work and their needs;
none asks who somebody is, and none may be changed so that it could know.
"""

from importlib.resources import files

_SUFFIX = ".md"
_NOT_A_FORM = "SOURCES"


def names() -> tuple[str, ...]:
    """The names of all instruments, in alphabetical order: what `read` accepts."""
    found = (
        entry.name.removesuffix(_SUFFIX)
        for entry in files(__name__).iterdir()
        if entry.name.endswith(_SUFFIX)
    )
    return tuple(sorted(name for name in found if name != _NOT_A_FORM))


def read(name: str) -> str:
    """The XLSForm of one instrument, as Markdown tables (sheets survey, choices and settings).

    Raises LookupError when there is no instrument of that name; a path is never a name.
    """
    if name not in names():
        raise LookupError(f"There is no instrument called {name!r}.")
    return files(__name__).joinpath(name + _SUFFIX).read_text(encoding="utf-8")
