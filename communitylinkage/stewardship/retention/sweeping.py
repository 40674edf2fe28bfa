"""What the worker erases, once an hour; each thing in a transaction of its own."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from communitylinkage.consent.models import Consent
from communitylinkage.directory import history
from communitylinkage.participants.models import Participant
from communitylinkage.referrals.mentor_requests import rules as requests
from communitylinkage.referrals.models import MentorRequest
from communitylinkage.stewardship.retention import accounts, erasing, moments
from communitylinkage.stewardship.rules.cases import KEPT, Standing
from communitylinkage.stewardship.rules.terms import PLAIN
from communitylinkage.support.models import Complaint

EVERY = timedelta(hours=1)
log = logging.getLogger(__name__)
# When this process looks again: it asks much, and nothing of it is a matter of minutes.
_NEXT: dict[str, datetime] = {}


def sweep(*, now: datetime) -> int:
    """Erases whatever is due, when an hour has gone by; returns how many things went."""
    if now < _NEXT.get("due", now):
        return 0
    _NEXT["due"] = now + EVERY
    gone = 0
    try:
        for part in (erase_cases, erase_others, delete_plain, forget_accounts, history.forget):
            gone += _alone(partial(part, now=now))
    finally:
        # Also after a fault: what went before it must not stay on the disk.
        erasing.scrub()
    return gone


def _alone(unit: Callable[[], int]) -> int:
    """Does one thing; a fault in it stops no other, and it is tried again in an hour."""
    try:
        return unit()
    except Exception as fault:
        # The kind of the fault only: its text may tell of a case.
        log.warning("erasing failed: %s", type(fault).__name__)
        return 0


def candidates(now: datetime) -> list[UUID]:
    """Cases under which no consent was given in the last 90 days; the rule looks at each."""
    newer = Consent.objects.filter(participant=OuterRef("pk"), given__gt=now - KEPT)
    return list(Participant.objects.exclude(Exists(newer)).values_list("pk", flat=True))


def erase_cases(*, now: datetime) -> int:
    """Cases that closed 90 days ago and that nothing holds."""
    due = moments.standings(candidates(now), now)
    gone = 0
    for person, standing in due.items():
        if standing == Standing.DUE:
            gone += _alone(partial(erasing.erase_case, participant=person, now=now))
    return gone


def forget_accounts(*, now: datetime) -> int:
    """People who left 30 days ago."""
    left = list(accounts.due(now).values_list("pk", flat=True))
    return sum(_alone(partial(accounts.forget, account=person, now=now)) for person in left)


def erase_others(*, now: datetime) -> int:
    """Requests for a mentor that lead to no case, and complaints, 90 days after their end."""
    old = now - KEPT
    ended = MentorRequest.objects.filter(consent=None, state__in=requests.ENDED, changed__lte=old)
    rows = [*ended, *Complaint.objects.filter(closed__lte=old)]
    return sum(_alone(partial(erasing.erase_rows, rows=[row])) for row in rows)


def delete_plain(*, now: datetime) -> int:
    """Rows whose own day says that they are over."""
    gone = 0
    for rule in PLAIN:
        model = apps.get_model(rule.table)
        old = model._default_manager.filter(Q(**{f"{rule.field}__lte": now - rule.after}))
        gone += _alone(partial(_deleted, old))
    return gone


def _deleted(rows: QuerySet[Model]) -> int:
    return rows.delete()[0]
