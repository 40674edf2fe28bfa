"""The app's name and label."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Programmes, organisations and posts."""

    name = "communitylinkage.organisations"
    label = "organisations"
