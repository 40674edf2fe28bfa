"""Sources of parts that an installation may not have yet: read only where they are installed.

Each imports its part when it is asked. Without the part the indicator says that what counts it is
not here, and every other figure stands.
"""

from datetime import datetime, time, timedelta
from importlib import import_module
from typing import Any

from django.utils.translation import gettext_lazy as _

from communitylinkage.impact.days import zone_of_programme
from communitylinkage.impact.rules.evaluating import Amount, Missing, Why
from communitylinkage.impact.sources import ByCountry, Codes, Source, Span

CAMPAIGN, EVENTS = "communitylinkage.campaign", "communitylinkage.events"


def _queries(app: str) -> Any:
    return import_module(f"{app}.queries")


def _whole(found: Amount, span: Span) -> ByCountry:
    return {"": found, **dict.fromkeys(span.countries, Missing(Why.NOT_BY_COUNTRY))}


def _reach(side: str, span: Span) -> ByCountry:
    """`campaign.queries.reach(programme, period)`: its range of distinct people of one side."""
    queries = _queries(CAMPAIGN)
    reach = queries.reach(span.programme, queries.Period(span.first, span.last))
    total = getattr(reach, side)
    return _whole(Amount(total.lowest, total.highest), span)


def _stakeholders(span: Span, _codes: Codes) -> ByCountry:
    return _reach("stakeholders", span)


def _population(span: Span, _codes: Codes) -> ByCountry:
    return _reach("population", span)


def _attended(span: Span, _codes: Codes) -> ByCountry:
    """`events.queries.attended(first, last)`: who came, the last moment not counted; days are the
    programme's."""
    zone = zone_of_programme(span.programme)
    first, after = (
        datetime.combine(day, time.min, zone) for day in (span.first, span.last + timedelta(days=1))
    )
    return _whole(Amount.of(_queries(EVENTS).attended(first, after)), span)


LATER = (
    Source("campaign.stakeholders", "campaign", _("people of services and authorities reached"),
           _stakeholders, computed=True, app=CAMPAIGN, of_programme=True),
    Source("campaign.population", "campaign", _("people of the general public reached"),
           _population, computed=True, app=CAMPAIGN, of_programme=True),
    Source("events.attended", "events", _("how often somebody came to an event"), _attended,
           computed=True, app=EVENTS),
)  # fmt: skip
