"""`communitylinkage recovery_key`: makes the key that opens backups, and shows it once."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from communitylinkage.stewardship.backing import keeping

SAID = """This is the recovery key. It is shown once and is nowhere on this server:

    {key}

Write it down or print it twice, and lay the sheets in two places that are locked, away from the
server and from the backups. Without it no backup can be opened, by anybody. Who has it and the
backups has everything that the server has.
"""


class Command(BaseCommand):
    """A pair of keys: the public half stays, the secret one is printed."""

    help = "Makes the key that opens backups. It is shown once."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether one that is there may be replaced."""
        parser.add_argument("--replace", action="store_true", help="make a new one all the same")

    def handle(self, *args: Any, **options: Any) -> None:
        """Makes it, unless there is one."""
        if (Path(settings.VAR) / "recovery-key.pub").exists() and not options["replace"]:
            raise CommandError(
                "There is a recovery key already. Say --replace for a new one: backups that were "
                "made before still want the old one, so keep its sheets as long as those."
            )
        self.stdout.write(SAID.format(key=keeping.new_recovery_key()))
