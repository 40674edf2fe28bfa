"""`communitylinkage prepare`: what a real installation needs before its first day."""

from typing import Any

from django.core.management.base import BaseCommand

from communitylinkage.directory import actions, queries


class Command(BaseCommand):
    """Loads only what is missing: said again, it does nothing."""

    help = "Loads the help lines of 27 countries and the places by their names."

    def handle(self, *args: Any, **options: Any) -> None:
        """Help lines first: they are what must never be missing."""
        if not queries.help_lines_are_loaded():
            actions.load_help_lines()
        if not queries.places_are_loaded():
            self.stdout.write("Loading 79,000 places by their names (about half a minute) ...")
            actions.load_places()
        self.stdout.write("Help lines and places are there.")
