"""`communitylinkage load_demo`: fills an empty database and says what to try first."""

import os
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from communitylinkage.directory import actions, queries
from communitylinkage.people import demo

TRY_FIRST = """
CommunityLinkage: http://127.0.0.1:{port}/

Try first:
  - as a woman: "Is this happening to me, or to someone I know?", then "Phone numbers";
  - press "Leave this page now", or Escape three times;
  - switch to Arabic, then to "Easy words, large letters".
  - as a colleague: http://127.0.0.1:{port}/en/staff/ with one of the sign-ins below.
A woman and the public need no sign-in.
Stop with Ctrl-C.
"""


class Command(BaseCommand):
    """Loads the help lines of the 27 member states."""

    help = "Fills an empty database with the demo programme and says what to try first."

    def handle(self, *args: Any, **options: Any) -> None:
        """Loads only what is missing, so that a second run starts in seconds."""
        if not queries.help_lines_are_loaded():
            self.stdout.write("Loading the help lines of 27 countries ...")
            actions.load_help_lines()
        port = os.environ.get("COMMUNITYLINKAGE_PORT", "8000")
        self.stdout.write(TRY_FIRST.format(port=port))
        self.stdout.write(demo.load(timezone.now()))
