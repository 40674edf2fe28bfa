"""`communitylinkage restore --content FILE --locks FILE`: puts a backup back."""

import getpass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from communitylinkage.stewardship.backing import keeping, restoring
from communitylinkage.stewardship.rules.manifest import RefusedError, Store

WORDS = {Store.CONTENT: "Content", Store.LOCKS: "Locks"}
WITHOUT_LOCKS = "Without locks: what is sealed opens only as far as the lock store here has them."
LOCKS_ALONE = (
    "Locks without content: what a service declined, or a clock ran out on, after that moment "
    "opens again for whom it was sent to. What she took back stays locked."
)
DONE = """Put back. Now:
  - start the server and the worker anew (the pepper may be another one);
  - run: communitylinkage check, and: communitylinkage journal verify
  - what was written after {made:%Y-%m-%d %H:%M} UTC is gone: tell the coordinators
  - before the pages are reached again: end anew who left since then (they are colleagues again,
    and everybody must sign in anew), and ask the coordinators which women took something back
    since then: it opens again until it is locked anew.
"""


class Command(BaseCommand):
    """Looks at everything first; with --dry-run it stops there."""

    help = "Puts a backup back, after it was read whole and found good."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The files, the key, and how far to go."""
        parser.add_argument("--content", type=Path, help="content-….age")
        parser.add_argument("--locks", type=Path, help="locks.age")
        parser.add_argument("--key", type=Path, help="a file with the recovery key; else asked for")
        parser.add_argument("--dry-run", action="store_true", help="only look")
        parser.add_argument("--replace", action="store_true", help="what is here may go")

    def handle(self, *args: Any, **options: Any) -> None:
        """Looks, says what it found, writes."""
        if not options["content"] and not options["locks"]:
            raise CommandError("Name a file: --content, --locks, or best both.")
        try:
            with keeping.at_work() as work:
                plan = restoring.look(
                    content=options["content"], locks=options["locks"], secret=_secret(options),
                    replace=options["replace"], work=work,
                )  # fmt: skip
                for one in (plan.content, plan.locks):
                    if one:
                        store, made = WORDS[one.manifest.store], one.manifest.made
                        self.stdout.write(f"{store} of {made:%Y-%m-%d %H:%M} UTC: good.")
                if not plan.locks:
                    self.stdout.write(WITHOUT_LOCKS)
                if not plan.content:
                    self.stdout.write(LOCKS_ALONE)
                if options["dry_run"]:
                    self.stdout.write("Nothing was written.")
                    return
                restoring.put_back(plan, now=timezone.now())
        except keeping.BusyError as error:
            raise CommandError("Another backup or restore is running. Try again later.") from error
        except RefusedError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"It could not be written: {error.strerror}.") from error
        first = plan.each()[0]
        self.stdout.write(DONE.format(made=first.manifest.made))


def _secret(options: dict[str, Any]) -> str:
    path = options["key"]
    if path is None:
        return getpass.getpass("Recovery key: ")
    try:
        return str(path.read_text())
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read.") from error
