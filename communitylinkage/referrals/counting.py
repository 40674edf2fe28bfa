"""What is counted of a referral: how soon they first spoke, that it closed, what she said of it.

A reopened referral is taken off the closed ones again, so that it is closed once.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from communitylinkage.facts import actions as facts
from communitylinkage.journal import queries as journal
from communitylinkage.organisations.models import Organisation
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.rules import Act

FIRST_CONTACT, CLOSED, REOPENED = "referral_first_contact", "referral_closed", "referral_reopened"
FEEDBACK = "referral_feedback"


class Waited(StrEnum):
    """From the sending to the first contact: a band, never hours."""

    DAY = "day"
    THREE_DAYS = "three_days"
    WEEK = "week"
    LONGER = "longer"


_SPANS = {
    Waited.DAY: timedelta(days=1),
    Waited.THREE_DAYS: timedelta(days=3),
    Waited.WEEK: timedelta(days=7),
}


def waited(span: timedelta) -> Waited:
    """In which band a wait falls."""
    return next((band for band, most in _SPANS.items() if span <= most), Waited.LONGER)


def after_act(*, row: Referral, act: Act, now: datetime) -> None:
    """Counts what an act came to, where it is one of those that are counted."""
    if act == Act.CONTACT and not journal.first(row.reference, f"referral.{act}"):
        sent = journal.first(row.reference, f"referral.{Act.SEND}")
        _count(row, FIRST_CONTACT, [f"waited:{waited(now - sent)}"] if sent else [], now)
    elif act == Act.CLOSE:
        _count(row, CLOSED, [f"outcome:{row.outcome}"], now)
    elif act == Act.REOPEN:
        _count(row, REOPENED, [], now)


def said(*, row: Referral, codes: list[str], now: datetime) -> None:
    """Counts that she said how it went; once for a referral, what she said first."""
    _count(row, FEEDBACK, codes, now)


def _count(row: Referral, kind: str, codes: list[str], now: datetime) -> None:
    home = Organisation.objects.filter(pk=row.organisation_id).first()
    facts.count(kind=kind, region=home.country if home else "", codes=codes, now=now)
