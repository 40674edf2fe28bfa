"""Registers the app with Django."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    """Facts."""

    name = "communitylinkage.facts"
