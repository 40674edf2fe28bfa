"""A sign of life of the worker: the time of an empty file beside the databases."""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings


def _file() -> Path:
    return Path(settings.VAR) / "worker-beat"


def beat() -> None:
    """Given at the end of each round, also of one that failed: it lives."""
    _file().touch(mode=0o600)


def last_beat() -> datetime | None:
    """When it lived last, on this machine; None: never."""
    path = _file()
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) if path.exists() else None
