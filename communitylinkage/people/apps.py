"""The app's name and label."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, memberships, signing in."""

    name = "communitylinkage.people"
    label = "people"
