"""Registers the app with Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The journal."""

    name = "communitylinkage.journal"
