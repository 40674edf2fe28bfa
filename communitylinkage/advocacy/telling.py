"""Demands and promises as the reader gets them: in her language, or in another that is named."""

from django.conf import settings

from communitylinkage.advocacy import wording
from communitylinkage.advocacy.models import Demand, Promise
from communitylinkage.people.pages import reader
from communitylinkage.values.telling import Told, told

PLACE = dict(wording.PLACES)


def place(code: str) -> str:
    """A country, or the European Union, by its name."""
    return str(PLACE.get(code, code))


def demand(row: Demand) -> Told:
    """What is asked for, and why."""
    return told(((one.language, one.what, one.why) for one in row.texts.all()), reader())


def promise(row: Promise) -> Told:
    """What was promised."""
    return told(((one.language, one.words, "") for one in row.texts.all()), reader())


def leads_to(address: str) -> str:
    """A whole address: what is of this site begins with a slash."""
    return f"{settings.SITE_ADDRESS}{address}" if address.startswith("/") else address
