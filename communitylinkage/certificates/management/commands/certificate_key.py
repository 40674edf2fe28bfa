"""`communitylinkage certificate_key new|withdraw --key=THUMBPRINT`: changes the key that signs
certificates.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from communitylinkage.certificates import actions
from communitylinkage.certificates.models import KeyPair


class Command(BaseCommand):
    """A new key, or a stolen one taken out of the published ones."""

    help = "Changes the key that signs certificates."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do, and with which key."""
        parser.add_argument("what", choices=["new", "withdraw"])
        # One in 64 thumbprints begins with a hyphen: behind a name and = it is no option.
        parser.add_argument("--key", default="", help="thumbprint of the key to withdraw")

    def handle(self, *args: Any, **options: Any) -> None:
        """Does it and says what it means."""
        now = timezone.now()
        if options["what"] == "new":
            key = actions.renew_key(now=now)
            self.stdout.write(f"{key.thumbprint} signs from now on. Older ones stay published.")
            return
        try:
            actions.withdraw_key(thumbprint=options["key"], now=now)
        except KeyPair.DoesNotExist as error:
            raise CommandError("There is no such key.") from error
        self.stdout.write("The key is gone. Nothing that it signed is believed any more.")
