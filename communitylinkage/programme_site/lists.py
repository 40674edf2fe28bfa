"""What parts below show on the page of a programme: events, campaigns, practices, asks, figures."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from communitylinkage.advocacy import queries as advocacy
from communitylinkage.advocacy import telling as advocacy_telling
from communitylinkage.advocacy.rules.promises import Standing
from communitylinkage.campaign import queries as campaign_queries
from communitylinkage.events import queries as events_queries
from communitylinkage.events import telling as events_telling
from communitylinkage.practices import queries as practices_queries
from communitylinkage.practices import telling as practices_telling
from communitylinkage.practices.models import Practice
from communitylinkage.values.shown import Entry, Figure, Listing

MOST = 3


def events(_programme: UUID, now: datetime) -> Listing:
    """What is next, of what anybody may come to."""
    told = [(row, events_telling.words(row)) for row in events_queries.coming(now)[:MOST]]
    return Listing(
        heading=_("Conferences and meetings"),
        entries=[
            Entry(one.title, one.language, reverse("event", args=[row.reference]),
                  row.organisation.name, row.begins.astimezone(ZoneInfo(row.zone)).date())
            for row, one in told
        ],
        nothing=_("Nothing is planned just now."),
        more=reverse("events"),
        more_words=_("All of them, and those that are over"),
    )  # fmt: skip


def campaigns(_programme: UUID, _now: datetime) -> Listing | None:
    """Campaigns of which something may be taken; nothing is said where there is none."""
    rows = list(campaign_queries.public_campaigns()[:MOST])
    if not rows:
        return None
    return Listing(
        heading=_("Campaigns: posters and leaflets to print"),
        entries=[
            Entry(row.name, row.language, reverse("campaign", args=[row.reference]),
                  row.organisation.name)
            for row in rows
        ],
        nothing="",
        more=reverse("campaigns"),
        more_words=_("All campaigns"),
    )  # fmt: skip


def practices(_programme: UUID, _now: datetime) -> Listing:
    """The newest practices."""
    rows, _more = practices_queries.found("", [], 1)
    told = [(row, practices_telling.told(row)) for row in rows[:MOST]]
    return Listing(
        heading=_("Practices: what works"),
        entries=[
            Entry(one.title, one.language, reverse("practice", args=[row.practice.reference]),
                  row.practice.organisation.name)
            for row, one in told
        ],
        nothing=_("No practice is published yet."),
        more=reverse("practices"),
        more_words=_("All practices"),
    )  # fmt: skip


def asked(_programme: UUID, _now: datetime) -> Listing:
    """What is asked of those who decide."""
    told = [(row, advocacy_telling.demand(row)) for row in advocacy.latest_demands(MOST)]
    return Listing(
        heading=_("What we ask of those who decide"),
        entries=[
            Entry(one.title, one.language, reverse("demand", args=[row.reference]),
                  row.organisation.name)
            for row, one in told
        ],
        nothing=_("Nothing is asked for in public yet."),
        more=reverse("promises"),
        more_words=_("What was promised, and what became of it"),
    )  # fmt: skip


def figures(_programme: UUID, now: datetime) -> list[Figure]:
    """What can be counted of what is public."""
    tallies = advocacy.counted(advocacy.stood([], now.date()))
    kept = sum(one.of(Standing.KEPT) for one in tallies)
    return [
        Figure(_("Practices published"), Practice.objects.filter(published__isnull=False).count(),
               reverse("practices")),
        Figure(_("Practices taken over in another country"),
               practices_queries.adopted_abroad(date.min, date.max),
               reverse("practices_travelled")),
        Figure(_("Promises by those who decide"), sum(one.all for one in tallies),
               reverse("promises")),
        Figure(_("Promises that were kept"), kept, reverse("promises") + "?stands=kept"),
    ]  # fmt: skip
