"""Registers the app with Django."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """Releases."""

    name = "communitylinkage.releases"
