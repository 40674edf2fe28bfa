"""`communitylinkage subject REFERENCE`: all that is held about a reference, as PDF and JSON."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from communitylinkage.stewardship.backing.keeping import write_private
from communitylinkage.stewardship.subject import gathering, papers


class Command(BaseCommand):
    """What is locked stays locked: the files say whose keys open it."""

    help = "Writes all that is held about a reference to two files, PDF and JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which, where to, in which language."""
        parser.add_argument("reference", help="of her case, a referral, or what she asked for")
        parser.add_argument("--to", type=Path, default=Path("."), help="the folder")
        parser.add_argument("--language", default="en", help="of the PDF")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes both."""
        row, now = gathering.find(options["reference"]), timezone.now()
        if row is None:
            raise CommandError("Nothing is held under this reference.")
        told = gathering.gather(row, now)
        with translation.override(options["language"]):
            files = {"json": papers.as_json(told), "pdf": papers.as_pdf(told, now)}
        try:
            for end, content in files.items():
                write_private(options["to"] / f"held-{told.reference}.{end}", content)
        except OSError as error:
            raise CommandError(f"It could not be written: {error.strerror}.") from error
        self.stdout.write(f"held-{told.reference}.pdf and .json are in {options['to']}.")
