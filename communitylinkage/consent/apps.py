"""Registers the app with Django."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Consent."""

    name = "communitylinkage.consent"
