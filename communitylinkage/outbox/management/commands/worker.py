"""`communitylinkage worker`: moves clocks, does what waits in the outbox. It holds no keys."""

import logging
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from communitylinkage.outbox import actions
from communitylinkage.outbox.beat import beat

PAUSE_SECONDS = 5.0
log = logging.getLogger(__name__)


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
            now, done = timezone.now(), 0
            try:
                done = actions.sweep_clocks(now=now) + actions.run_due(now=now)
            except DatabaseError as fault:
                if options["once"]:
                    raise
                # The database restarts, or a replica takes over: the next round tries again.
                log.warning("a round failed: %s", type(fault).__name__)
            beat()
            if options["once"]:
                self.stdout.write(f"{done} done.")
                return
            close_old_connections()
            pause.wait(PAUSE_SECONDS)
