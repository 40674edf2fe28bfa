"""`communitylinkage check`: looks at the installed system, and says in plain words what to mend.

Django's own check of the code runs first, as it does under the same name elsewhere.
"""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import check as djangos
from django.db.utils import DatabaseError
from django.utils import timezone

from communitylinkage.stewardship.checking import machine, services
from communitylinkage.stewardship.checking.findings import Finding, Grade, lines, mend


class Command(djangos.Command):
    """Ends with status 1 while something must be mended."""

    help = "Looks whether this installation is in order, and says what to mend."

    def handle(self, *args: Any, **options: Any) -> None:
        """The code first; with app labels or tags only the code, as Django does."""
        super().handle(*args, **options)
        if args or options.get("tags") or options.get("list_tags"):
            return
        found = findings()
        self.stdout.write("\n".join(lines(found)))
        if any(one.grade == Grade.MEND for one in found):
            raise CommandError("Something must be mended: see the lines that begin with mend.")


def findings() -> list[Finding]:
    """Everything, in the order in which it was looked at."""
    now = timezone.now()
    found = [
        *machine.files(),
        *machine.room(),
        *machine.tls(),
        *machine.secrets(),
        *services.contact(),
        *services.stores(),
    ]
    if not any(one.about == "databases" and one.grade == Grade.MEND for one in found):
        try:
            found += [*machine.clock(now), *services.journal(), *services.worker(now),
                      *services.terms(now)]  # fmt: skip
        except DatabaseError:
            found.append(mend("databases", "one of them does not answer", "is it running?"))
    return [*found, *services.mail(), *services.backups(now)]
