"""`communitylinkage reference`: writes docs/reference from the code; `--check` fails when stale."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.module_loading import import_string

HEAD = "<!-- Written by `communitylinkage reference`. Change the code, not this file. -->\n\n"


class Command(BaseCommand):
    """Writes or checks the documents that `settings.REFERENCE` lists."""

    help = "Writes docs/reference from the code; --check fails when something is stale."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--check` writes nothing."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError naming each stale document."""
        folder: Path = settings.ROOT / "docs" / "reference"
        folder.mkdir(parents=True, exist_ok=True)
        stale = []
        for name, dotted in settings.REFERENCE.items():
            text = HEAD + import_string(dotted)()
            path = folder / name
            if path.exists() and path.read_text() == text:
                continue
            if options["check"]:
                stale.append(name)
            else:
                path.write_text(text)
                self.stdout.write(f"wrote docs/reference/{name}")
        if stale:
            raise CommandError(f"stale: {', '.join(stale)}. Run: communitylinkage reference")
