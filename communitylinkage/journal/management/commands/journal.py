"""`communitylinkage journal verify`: finds a changed, removed or reordered line."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from communitylinkage.journal import queries


class Command(BaseCommand):
    """Verifies the journal."""

    help = "Finds a changed, removed or reordered line of the journal."

    def add_arguments(self, parser: CommandParser) -> None:
        """One word: what to do."""
        parser.add_argument("what", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Says each problem and fails, or says that the journal is whole."""
        found = queries.problems()
        for problem in found:
            self.stderr.write(f"{problem.organisation} line {problem.number}: {problem.what}")
        if found:
            raise CommandError("The journal was changed.")
        lines, chains = queries.size()
        self.stdout.write(f"The journal is whole: {lines} lines in {chains} chains.")
