"""At half past midnight on the first of a month every page says the same day, whoever looks."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.events import queries as events
from communitylinkage.impact import figures, freezing, later_sources, own_sources, queries
from communitylinkage.impact.rules.evaluating import Amount
from communitylinkage.impact.rules.states import Refused, RefusedError
from communitylinkage.impact.tests import cast as made
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.practices.models import Practice

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast"]

MADRID = ZoneInfo("Europe/Madrid")
# In Madrid it is the first of November; in UTC, by which facts have months, still October.
AT_MIDNIGHT = datetime(2026, 11, 1, 0, 30, tzinfo=MADRID)
IN_THE_MORNING = datetime(2026, 11, 1, 9, tzinfo=MADRID)


def test_a_programmes_day_is_that_of_who_leads_it(cast):
    row = made.programme(cast)
    assert AT_MIDNIGHT.astimezone(UTC).day == 31
    assert queries.day_of(row, AT_MIDNIGHT.astimezone(UTC)).isoformat() == "2026-11-01"
    assert queries.month_now(row, AT_MIDNIGHT.astimezone(UTC)) == "2026-11"


def test_a_month_is_offered_exactly_when_it_can_be_frozen(cast, monkeypatch):
    row = made.with_set(cast)
    for now, newest in ((AT_MIDNIGHT, "2026-09"), (IN_THE_MORNING, "2026-10")):
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        page = client_of(cast.lead).get(reverse("impact_freezes"))
        assert page.context["form"].fields["through"].choices[0][0] == newest
        assert queries.to_freeze(row, now)[0] == newest
    with pytest.raises(RefusedError) as refused:
        freezing.freeze(programme=row, through="2026-10", by=cast.lead.pk, now=AT_MIDNIGHT)
    assert refused.value.why == Refused.MONTH_NOT_OVER
    freezing.freeze(programme=row, through="2026-10", by=cast.lead.pk, now=IN_THE_MORNING)


def published(cast, at):
    return Practice.objects.create(
        organisation=cast.service, country="ES", made_at=at, published=at
    )


@pytest.mark.parametrize("looker", ["UTC", "Europe/Athens", "America/New_York"])
def test_what_is_counted_and_the_rows_of_it_are_the_same_for_every_reader(cast, looker):
    row = made.programme(cast)
    published(cast, datetime(2026, 10, 31, 23, 30, tzinfo=MADRID))
    published(cast, AT_MIDNIGHT)
    reader = Viewer(cast.lead, ())
    with timezone.override(looker):
        for through, number in (("2026-10", 1), ("2026-11", 2)):
            span = figures.span_of(row, through)
            rows = own_sources._published_rows(reader, span, {})
            assert (
                own_sources._published(span, {})["ES"] == Amount.of(number) == Amount.of(len(rows))
            )
        assert rows[-1].day.isoformat() == "2026-11-01"


def test_who_came_to_events_is_counted_by_the_programmes_days(cast, monkeypatch):
    row, asked = made.programme(cast), []
    monkeypatch.setattr(events, "attended", lambda first, after: asked.append((first, after)) or 0)
    for looker in ("UTC", "Europe/Athens"):
        with timezone.override(looker):
            later_sources._attended(figures.span_of(row, "2026-10"), {})
    assert asked[0] == asked[1]
    assert asked[0][1] == datetime(2026, 11, 1, tzinfo=MADRID)
