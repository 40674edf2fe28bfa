"""Registers the app with Django."""

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    """Participants."""

    name = "communitylinkage.participants"
