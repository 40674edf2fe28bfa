"""Registers the app with Django."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """The outbox."""

    name = "communitylinkage.outbox"
