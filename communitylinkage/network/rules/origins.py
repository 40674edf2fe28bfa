"""How the origin of a community is written; plain Python."""

import re

# A country (ISO 3166-1) or one of its regions (ISO 3166-2): BD, BD-C, MA-05.
_ORIGIN = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


def read_origin(typed: str) -> str | None:
    """The code as it is kept; empty where nothing was said; None where it is no code."""
    bare = typed.strip().upper()
    return bare if not bare or _ORIGIN.fullmatch(bare) else None
