"""What a part's catalogues lack, and filling them: for translators and for whoever adds a page.

    python scripts/words.py APP              writes new messages into the catalogues, lists the gaps
    python scripts/words.py APP words.json   fills them from {"msgid": {"es": "...", "ar": "..."}}

Plurals are keyed by their singular, with a list of forms for each language. APP may also be the
folder of languages that only some pages speak (`surveys/answering/words`).
"""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import django
import polib

PACKAGE = Path(__file__).resolve().parent.parent / "communitylinkage"


def extract(app: Path, languages: list[str]) -> None:
    """Brings the catalogues of `app` up to date with its code and templates."""
    from django.core.management import call_command

    (app / "locale").mkdir(exist_ok=True)
    before = Path.cwd()
    try:
        # makemessages extracts from the folder it stands in.
        os.chdir(app)
        call_command("makemessages", locale=languages, no_location=True, no_obsolete=True)
    finally:
        os.chdir(before)


def extract_partly(folder: Path) -> list[str]:
    """The same for the catalogues of languages that only some pages speak."""
    from communitylinkage.website import partly

    languages = partly.languages_in(folder)
    with tempfile.TemporaryDirectory() as place:
        copy = partly.gather(folder, Path(place))
        extract(copy, languages)
        for language in languages:
            po = Path("locale") / language / "LC_MESSAGES/django.po"
            shutil.copy(copy / po, folder / po)
    return languages


Words = dict[str, dict[str, str | list[str]]]


def fill(po: polib.POFile, language: str, words: Words) -> list[str]:
    """Puts the words in; the messages that are still missing come back."""
    for entry in po:
        given = words.get(entry.msgid, {}).get(language)
        if isinstance(given, list):
            entry.msgstr_plural = dict(enumerate(given))
        elif given:
            entry.msgstr = given
        if given and "fuzzy" in entry.flags:
            entry.flags.remove("fuzzy")
            entry.previous_msgid = entry.previous_msgid_plural = None
    return [
        entry.msgid
        for entry in po
        if "fuzzy" in entry.flags or not (entry.msgstr or all(entry.msgstr_plural.values() or [""]))
    ]


def main() -> int:
    """Returns 1 while something is missing."""
    sys.path.insert(0, str(PACKAGE.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "communitylinkage.website.settings")
    django.setup()
    from django.conf import settings

    app = PACKAGE / sys.argv[1]
    words = json.loads(Path(sys.argv[2]).read_text("utf-8")) if len(sys.argv) > 2 else {}
    languages = [code for code, _name in settings.LANGUAGES if code != "en"]
    if (app / "sources.txt").exists():
        languages = extract_partly(app)
    else:
        extract(app, languages)
    gaps: dict[str, list[str]] = {}
    for language in languages:
        path = app / "locale" / language / "LC_MESSAGES" / "django.po"
        if path.exists():
            po = polib.pofile(str(path), wrapwidth=92)
            for msgid in fill(po, language, words):
                gaps.setdefault(msgid, []).append(language)
            po.save()
    sys.stdout.write(json.dumps(gaps, ensure_ascii=False, indent=1) + "\n")
    return 1 if gaps else 0


if __name__ == "__main__":
    sys.exit(main())
