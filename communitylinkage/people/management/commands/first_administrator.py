"""`communitylinkage first_administrator EMAIL`: prints the first administrator's link."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from communitylinkage.people.first import invite_first_administrator
from communitylinkage.people.rules import NotAllowed
from communitylinkage.values.zones import ZONES


class Command(BaseCommand):
    """Invites one person, while there is no administrator."""

    help = "Prints an invitation link for the first administrator of this installation."

    def add_arguments(self, parser: CommandParser) -> None:
        """Her address, and the organisation that keeps the installation."""
        parser.add_argument("email")
        parser.add_argument("--organisation", default="Keepers of this site")
        parser.add_argument("--country", default="ES", choices=sorted(ZONES))

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the link."""
        try:
            validate_email(options["email"])
            token = invite_first_administrator(
                email=options["email"],
                organisation=options["organisation"][:200],
                country=options["country"],
                now=timezone.now(),
            )
        except (NotAllowed, ValidationError) as refused:
            raise CommandError(str(refused.args[0])) from refused
        address = settings.SITE_ADDRESS + reverse("people:accept", args=[token])
        self.stdout.write(f"Open this link within seven days. It works once:\n{address}")
