"""Where a short address leads: only to pages of this site, written without the language."""

import re
from collections.abc import Collection

LONGEST = 200
# Letters, digits and what our own addresses hold; no query, no host, no way up.
_PATH = re.compile(r"/(?:[A-Za-z0-9_-]+/)*")


class NotOursError(ValueError):
    """What was typed is no address of a page of ours."""


def path_of(typed: str, site: str, languages: Collection[str]) -> str:
    """The path of a page of ours, without easy mode and language.

    Args:
        typed: a path, or a whole address of this site. site: scheme and host of this site.
        languages: the codes that begin an address of ours.

    Raises:
        NotOursError: another host, another scheme, or no address at all.
    """
    said = typed.strip()
    if said.startswith(f"{site}/"):
        said = said[len(site) :]
    said = said.removeprefix("/easy")
    begin, _slash, rest = said.removeprefix("/").partition("/")
    said = f"/{rest}" if begin in languages else said
    if len(said) > LONGEST or not _PATH.fullmatch(said):
        raise NotOursError(typed)
    return said
