"""A server that takes backups and puts them back."""

import io

import pytest
from django.core.management import call_command

from communitylinkage.stewardship.backing import keeping


@pytest.fixture
def place(tmp_path, settings):
    """A server with a recovery key, and a folder for backups."""
    settings.VAR, settings.BACKUPS = tmp_path / "var", tmp_path / "backups"
    settings.VAR.mkdir()
    settings.sheet = tmp_path / "sheet"
    settings.sheet.write_text(keeping.new_recovery_key())
    return settings


def said(*words, **more):
    out = io.StringIO()
    call_command(*words, stdout=out, **more)
    return out.getvalue()


def content_of(place):
    return sorted(place.BACKUPS.glob("content-*.age"))[-1]


def restore(place, content=None, locks=None, **more):
    return said(
        "restore", content=content or content_of(place), key=place.sheet,
        locks=locks or place.BACKUPS / "locks.age", **more,
    )  # fmt: skip
