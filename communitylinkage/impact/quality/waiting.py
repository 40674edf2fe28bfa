"""Doubts about what nobody looked after: entries not confirmed, rounds that are past their end."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from communitylinkage.assessment.models import Round
from communitylinkage.assessment.rules import State
from communitylinkage.directory.hsds import Service
from communitylinkage.directory.taxonomy import STALE_AFTER_DAYS
from communitylinkage.impact.rules.quality.doubts import Check, Doubt
from communitylinkage.organisations.models import Organisation, Programme

ENTRIES, ROUNDS = "entries", "rounds"


def unconfirmed(organisations: Iterable[Organisation], now: datetime) -> list[Doubt]:
    """Entries of the directory that are shown as old: 90 days and more."""
    keepers = {one.listed_as: one for one in organisations if one.listed_as}
    limit = timezone.localdate(now) - timedelta(days=STALE_AFTER_DAYS)
    rows = Service.objects.filter(organization__in=keepers, status="active")
    old = rows.filter(Q(assured_date__isnull=True) | Q(assured_date__lte=limit))
    every = Counter(rows.values_list("organization_id", flat=True))
    return [
        Doubt(Check.UNCONFIRMED, ENTRIES, keepers[listed].country, keepers[listed].pk, number,
              reverse("entries"), every[listed])
        for listed, number in Counter(old.values_list("organization_id", flat=True)).items()
    ]  # fmt: skip


def overdue(programme: Programme, organisations: Iterable[UUID], now: datetime) -> list[Doubt]:
    """Rounds whose last day is over and that are not closed: still open, or never opened."""
    rows = Round.objects.filter(
        assessment__programme=programme, assessment__organisation__in=list(organisations),
        closes__lte=now,
    ).exclude(state=State.CLOSED).select_related("assessment")  # fmt: skip
    return [
        Doubt(Check.OVERDUE, ROUNDS, "", row.assessment.organisation_id, (now - row.closes).days,
              reverse("round", args=[row.pk]), 0, str(row.pk))
        for row in rows.order_by("closes", "pk")
    ]  # fmt: skip
