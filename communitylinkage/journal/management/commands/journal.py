"""`communitylinkage journal`: finds a changed line; gives and compares the heads of a day."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from communitylinkage.journal import queries
from communitylinkage.journal.rules import Compared, in_groups, read_hash

_ANSWERS = {
    Compared.OTHER: "This is not the number of that day: the paper or the journal was changed.",
    Compared.CHANGED: "The number is right, and lines that stood there on that day are gone.",
    Compared.NO_DAY: "Nothing was kept on that day.",
}


class Command(BaseCommand):
    """Verifies the journal, prints the days, compares one with paper."""

    help = "verify; heads (the last 31 days, to print); compare DAY NUMBER (from paper)."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do; with `compare`, the day and the number on paper."""
        parser.add_argument("what", choices=["verify", "heads", "compare"])
        parser.add_argument(
            "paper", nargs="*", help="2026-11-29 and the number, with or without gaps"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Does it; fails where something was changed."""
        what: str = options["what"]
        if what == "heads":
            for one in queries.days(31):
                self.stdout.write(f"{one.day}  {in_groups(one.hash)}")
        elif what == "compare":
            self._compare(options["paper"])
        else:
            self._verify()

    def _compare(self, paper: list[str]) -> None:
        try:
            day = date.fromisoformat(paper[0])
        except (IndexError, ValueError) as error:
            raise CommandError("Say a day (2026-11-29) and the number on paper.") from error
        typed = read_hash("".join(paper[1:]))
        if typed is None:
            raise CommandError("The number on paper has 64 signs, 0 to 9 and a to f.")
        # No chain from its beginning: `_verify` reads all of them, and says which line it is.
        answer = queries.compare(day, typed, organisations=())
        if answer is not Compared.SAME:
            raise CommandError(_ANSWERS[answer])
        self._verify()

    def _verify(self) -> None:
        found = queries.problems()
        for problem in found:
            self.stderr.write(f"{problem.organisation} line {problem.number}: {problem.what}")
        if found:
            raise CommandError("The journal was changed.")
        lines, chains = queries.size()
        self.stdout.write(f"The journal is whole: {lines} lines in {chains} chains.")
