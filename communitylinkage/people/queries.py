"""What pages read about people."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from communitylinkage.people.access import Viewer
from communitylinkage.values.today import Today

_LAST = datetime.max.replace(tzinfo=UTC)


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """What every part has for her (`settings.TODAY`), the clock that runs out first on top."""
    lines = [line for path in settings.TODAY for line in import_string(path)(viewer, now)]
    return sorted(lines, key=lambda line: (line.due or _LAST, line.address))


def sections(viewer: Viewer) -> list[Any]:
    """The ways into the parts that are open to her (`settings.SECTIONS`)."""
    found: list[Any] = import_string(settings.SECTIONS)(viewer)
    return found
