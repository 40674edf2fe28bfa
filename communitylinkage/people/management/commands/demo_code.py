"""`communitylinkage demo_code mentor`: the code of a made-up person's second step, offline."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from communitylinkage.people import demo, totp


class Command(BaseCommand):
    """Prints the current code."""

    help = "Prints the current code of a made-up person's second step."

    def add_arguments(self, parser: CommandParser) -> None:
        """One role."""
        parser.add_argument("role", choices=sorted(demo.AT))

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints it."""
        self.stdout.write(totp.code_at(demo.seed_of(options["role"]), totp.step_at(timezone.now())))
