"""Registers the app with Django."""

from django.apps import AppConfig


class IntersectionsConfig(AppConfig):
    """Intersections."""

    name = "communitylinkage.intersections"
