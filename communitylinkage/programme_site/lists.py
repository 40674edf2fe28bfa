"""What parts below show on the page of a programme: events, campaigns, practices, asks, figures.

Of the programme only: its campaigns, and what its organisations do. One that takes part in two
programmes stands on both pages.
"""

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
from communitylinkage.organisations.queries import of_programme
from communitylinkage.practices import queries as practices_queries
from communitylinkage.practices import telling as practices_telling
from communitylinkage.values.shown import Entry, Figure, Listing

MOST = 3


def events(programme: UUID, now: datetime) -> Listing:
    """What is next, of what anybody may come to."""
    rows = events_queries.coming(now, of_programme(programme))[:MOST]
    told = [(row, events_telling.words(row)) for row in rows]
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


def campaigns(programme: UUID, _now: datetime) -> Listing | None:
    """Campaigns of which something may be taken; nothing is said where there is none."""
    rows = list(campaign_queries.public_campaigns().filter(programme=programme)[:MOST])
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


def practices(programme: UUID, _now: datetime) -> Listing:
    """The newest practices."""
    rows = practices_queries.newest(of_programme(programme), MOST)
    told = [(row, practices_telling.told(row)) for row in rows]
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


def asked(programme: UUID, _now: datetime) -> Listing:
    """What is asked of those who decide."""
    rows = advocacy.latest_demands(MOST, of_programme(programme))
    told = [(row, advocacy_telling.demand(row)) for row in rows]
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


def figures(programme: UUID, now: datetime) -> list[Figure]:
    """What can be counted of what is public, of the programme's organisations."""
    ours = list(of_programme(programme))
    tallies = advocacy.counted(advocacy.stood([], now.date(), ours))
    kept = sum(one.of(Standing.KEPT) for one in tallies)
    return [
        Figure(_("Practices published"), practices_queries.many(ours), reverse("practices")),
        Figure(_("Practices taken over in another country"),
               practices_queries.adopted_abroad(date.min, date.max, ours),
               reverse("practices_travelled")),
        Figure(_("Promises by those who decide"), sum(one.all for one in tallies),
               reverse("promises")),
        Figure(_("Promises that were kept"), kept, reverse("promises") + "?stands=kept"),
    ]  # fmt: skip
