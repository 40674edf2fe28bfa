"""Registers the app with Django."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Support actions."""

    name = "communitylinkage.support"
