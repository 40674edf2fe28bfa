"""`communitylinkage worker`: moves clocks, does what waits in the outbox. It holds no keys."""

import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from communitylinkage.outbox import actions

PAUSE_SECONDS = 5.0


class Command(BaseCommand):
    """Runs until it is stopped."""

    help = "Does what waits in the outbox."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--once` does what is due and ends."""
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """One round every five seconds."""
        pause = threading.Event()
        while True:
            now = timezone.now()
            done = actions.sweep_clocks(now=now) + actions.run_due(now=now)
            if options["once"]:
                self.stdout.write(f"{done} done.")
                return
            close_old_connections()
            pause.wait(PAUSE_SECONDS)
