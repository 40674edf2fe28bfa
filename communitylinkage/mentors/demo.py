"""The page of the made-up mentor."""

from datetime import datetime

from communitylinkage.directory.models import Place
from communitylinkage.mentors.models import Mentor
from communitylinkage.people.models import Account

EMAIL = "mentor@demo.invalid"
CITY = ("ES", "Barcelona")


def load(now: datetime) -> int:
    """Fills in the demo mentor's page once; returns how many were made."""
    account = Account.objects.filter(email=EMAIL).first()
    country, name = CITY
    place = Place.objects.filter(country=country, name=name).order_by("-population").first()
    if account is None or place is None or Mentor.objects.filter(pk=account.pk).exists():
        return 0
    week = {"morning": ["MO", "TU", "WE", "TH", "FR"], "afternoon": ["TU", "TH"]}
    Mentor.objects.create(
        account=account, languages=["ar", "fr", "es"], place=place, week=week, changed=now
    )
    return 1
