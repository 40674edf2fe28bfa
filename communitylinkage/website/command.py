"""The one command of an installation: `communitylinkage <what>` (Django's commands and ours)."""

import os
import sys


def main() -> None:
    """Runs the management command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "communitylinkage.website.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
