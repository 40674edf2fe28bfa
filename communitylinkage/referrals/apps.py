"""Registers the app with Django."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Referrals."""

    name = "communitylinkage.referrals"
