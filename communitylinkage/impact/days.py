"""Whose calendar says which day it is: never that of who looks, or two readers would count apart.

A programme's days are those of the country of who leads it, a row's those of its own country.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from communitylinkage.organisations.models import Programme
from communitylinkage.people.rules import zone_of


def zone_of_programme(programme: Programme) -> ZoneInfo:
    """The clock of who leads it."""
    return ZoneInfo(zone_of(programme.lead_organisation.country))


def day_of(programme: Programme, now: datetime) -> date:
    """Which day a moment is for a programme."""
    return now.astimezone(zone_of_programme(programme)).date()


def day_in(country: str, moment: datetime) -> date:
    """Which day a moment is in a country."""
    return moment.astimezone(ZoneInfo(zone_of(country))).date()
