"""`communitylinkage backup`: content and locks, each in an encrypted file, read again."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from communitylinkage.stewardship.backing import keeping, taking
from communitylinkage.stewardship.rules.manifest import RefusedError


class Command(BaseCommand):
    """May be run while the server and the worker are in use."""

    help = "Writes a backup: the content and the locks, each encrypted to the recovery key."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and how many stay."""
        parser.add_argument("--to", type=Path, default=settings.BACKUPS, help="the folder")
        parser.add_argument("--keep", type=int, default=14, help="how many of the content stay")

    def handle(self, *args: Any, **options: Any) -> None:
        """Takes it and says where it is."""
        try:
            taken = taking.take(to=options["to"], keep=max(1, options["keep"]), now=timezone.now())
        except keeping.NoRecoveryKeyError as error:
            raise CommandError("Make a recovery key first: recovery_key.") from error
        except taking.LocksMissingError as error:
            raise CommandError("The lock store here is empty, but something is sealed. Nothing was "
                               "written, so that the last locks.age stays: restore it first."
                               ) from error  # fmt: skip
        except keeping.BusyError as error:
            raise CommandError("Another backup or restore is running. Try again later.") from error
        except RefusedError as error:
            raise CommandError("What was written cannot be read again. The disk may be failing: "
                               "no file was kept.") from error  # fmt: skip
        except OSError as error:
            raise CommandError(f"The backup could not be written: {error.strerror}.") from error
        self.stdout.write(
            f"{taken.content} and {taken.locks} are written and were read again.\n"
            "Copy both away from this server. Of the locks keep the latest only, there too: "
            "an older one would open what was locked since."
        )
