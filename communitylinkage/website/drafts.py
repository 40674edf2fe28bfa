"""Which languages are drafts: a catalogue says so until a named person has reviewed it."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

DRAFT = '"X-Review-State: draft'


@lru_cache(maxsize=1)
def draft_languages() -> frozenset[str]:
    """The languages of which any part's catalogue is a draft (DESIGN 9)."""
    found = [*(settings.ROOT / "communitylinkage").glob("*/locale/*/LC_MESSAGES/django.po")]
    # Languages that only some pages speak say it there.
    for folder in settings.LOCALE_PATHS:
        found += Path(folder).glob("*/LC_MESSAGES/django.po")
    return frozenset(po.parts[-3] for po in found if DRAFT in po.read_text(encoding="utf-8"))
