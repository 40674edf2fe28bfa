"""Registers the app with Django."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """The vault."""

    name = "communitylinkage.vault"
