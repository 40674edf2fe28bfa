"""What other parts give to a programme's pages: named in the settings, never imported here."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from communitylinkage.organisations.models import Programme
from communitylinkage.values.shown import Figure, Listing


def _asked(paths: list[str], row: Programme, now: datetime) -> list[Any]:
    return [import_string(path)(row.pk, now) for path in paths]


def lists(row: Programme, now: datetime) -> list[Listing]:
    """Short lists of parts that have something to show, in the order of the settings."""
    return [one for one in _asked(settings.PROGRAMME_LISTS, row, now) if one is not None]


def figures(row: Programme, now: datetime) -> list[Figure]:
    """Numbers that anybody may know."""
    return [one for some in _asked(settings.PROGRAMME_FIGURES, row, now) for one in some]
