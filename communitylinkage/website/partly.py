"""Languages that only some pages speak: their catalogues lie beside a list of what they must hold.

A catalogue of the whole interface lies in each part's folder `locale`. These lie in a folder of the
settings' LOCALE_PATHS instead, with a file `sources.txt` above it, so that nobody waits for a
translation of everything before a questionnaire can be answered in Greek.
"""

import shutil
from pathlib import Path

from django.conf import settings

PACKAGE: Path = settings.ROOT / "communitylinkage"
SOURCES = "sources.txt"


def folders() -> list[Path]:
    """Where such catalogues lie, each folder with its list and its `locale`."""
    return [Path(one).parent for one in settings.LOCALE_PATHS]


def gather(folder: Path, into: Path) -> Path:
    """Copies what a list names, and the catalogues, to where messages can be extracted.

    Returns:
        the copy of the folder.
    """
    copy = into / folder.name
    shutil.copytree(folder / "locale", copy / "locale", ignore=shutil.ignore_patterns("*.mo"))
    for line in (folder / SOURCES).read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        found = sorted(PACKAGE.glob(line.strip()))
        if not found:
            raise LookupError(f"{folder.name}/{SOURCES} names nothing: {line}")
        for source in found:
            target = copy / source.relative_to(PACKAGE)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    return copy


def languages_in(folder: Path) -> list[str]:
    """The languages of which a folder has a catalogue."""
    return sorted(po.parts[-3] for po in folder.glob("locale/*/LC_MESSAGES/django.po"))
