"""`communitylinkage catalogues`: compiles the catalogues; `--check` finds what is untranslated."""

import os
import shutil
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.utils import find_command

from communitylinkage.website import partly
from communitylinkage.website.languages import COMPLETE

PACKAGE: Path = settings.ROOT / "communitylinkage"


def _translated_into(app: Path) -> list[str]:
    """The languages in which a part must be complete: those it has a catalogue of, and ours."""
    found = {po.parts[-3] for po in app.glob("locale/*/LC_MESSAGES/django.po")}
    return sorted(found | set(COMPLETE))


def _complete(entry: polib.POEntry) -> bool:
    if "fuzzy" in entry.flags:
        return False
    if entry.msgid_plural:
        return bool(entry.msgstr_plural) and all(entry.msgstr_plural.values())
    return bool(entry.msgstr)


def _compile(po: Path) -> None:
    mo = po.with_suffix(".mo")
    if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
        polib.pofile(str(po)).save_as_mofile(str(mo))


def gaps_in(app: Path, language: str) -> list[str]:
    """What one part lacks in one language, a sentence each.

    `app` is a copy of the part's folder: its catalogue is brought up to date with the messages in
    its code and templates, so that a message that nobody has extracted yet shows as missing.
    """
    po = app / "locale" / language / "LC_MESSAGES" / "django.po"
    if not po.exists():
        return []
    return [
        f"{app.name} [{language}]: {entry.msgid[:70]!r}"
        for entry in polib.pofile(str(po))
        if not entry.obsolete and not _complete(entry)
    ]


class Command(BaseCommand):
    """Compiles *.po to *.mo with polib, because a bare machine has no gettext."""

    help = "Compiles the catalogues; --check lists every untranslated message and fails."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--check` compiles nothing."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError with each gap."""
        if options["check"]:
            self._check()
            return
        for po in PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po"):
            _compile(po)
        for folder in partly.folders():
            for po in folder.glob("locale/*/LC_MESSAGES/*.po"):
                _compile(po)

    def _check(self) -> None:
        if find_command("xgettext") is None:
            raise CommandError("gettext is missing: sudo apt-get install gettext")
        found: list[str] = []
        with tempfile.TemporaryDirectory() as folder:
            for app in sorted(path for path in PACKAGE.iterdir() if path.is_dir()):
                if app.name != "__pycache__":
                    found += self._gaps_of(app, Path(folder) / app.name)
            for one in partly.folders():
                copy = partly.gather(one, Path(folder) / "partly")
                found += self._gaps_in(copy, partly.languages_in(one))
        if found:
            raise CommandError("untranslated:\n  " + "\n  ".join(found))
        self.stdout.write("every message is translated")

    def _gaps_of(self, app: Path, copy: Path) -> list[str]:
        shutil.copytree(app, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        (copy / "locale").mkdir(exist_ok=True)
        return self._gaps_in(copy, _translated_into(copy))

    def _gaps_in(self, copy: Path, languages: list[str]) -> list[str]:
        before = Path.cwd()
        try:
            # makemessages extracts from the folder it stands in.
            os.chdir(copy)
            call_command("makemessages", locale=languages, no_location=True, verbosity=0)
        finally:
            os.chdir(before)
        return [gap for language in languages for gap in gaps_in(copy, language)]
